import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

/// Random damage: no file makes a reader stop, and none is half read.
@Suite("Damaged files of weights")
struct DamagedFileTests {
    /// A copy with a few bytes changed, put in, taken out or repeated.
    private func mutated(_ file: Data, using generator: inout SeededGenerator) -> Data {
        var bytes = [UInt8](file)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            // Mostly in the header, where meaning is dense.
            let limit = Bool.random(using: &generator) ? min(bytes.count, 400) : bytes.count
            let place = Int.random(in: 0..<limit, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 2:
                bytes.insert(
                    Array("0123456789-\"{}[],:eE.\\u".utf8).randomElement(using: &generator)!, at: place)
            case 3: bytes.remove(at: place)
            case 4: bytes.removeLast(min(bytes.count, Int.random(in: 0...40, using: &generator)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
            }
        }
        return Data(bytes)
    }

    @Test("3,000 damaged safetensors files, PyTorch's and ours: read whole or refused with an error")
    func safetensors() throws {
        var g = SeededGenerator(seed: 1)
        let files = try ["pytorch-cnn", "pytorch-mlp-float16", "types", "python"].map {
            try Data(contentsOf: URL(fileURLWithPath: Reference.path("\($0).safetensors")))
        }
        let path = NSTemporaryDirectory() + UUID().uuidString + ".safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let model = PyTorchCase.all.first { $0.name == "cnn" }!.makeModel()
        let before = model.namedParameters.map(\.parameter.value)
        var (read, refused) = (0, 0)
        for round in 0..<3_000 {
            let file = mutated(files[round % files.count], using: &g)
            do {
                let contents = try SafeTensors.contents(of: file, name: "w")
                read += 1
                // What is read can be printed, and written again.
                if round % 10 == 0 {
                    for tensor in contents.tensors.values { #expect(!"\(tensor)".isEmpty) }
                }
                _ = SafeTensors.encode(
                    contents.tensors.map { ($0.key, $0.value) }, metadata: contents.metadata)
            } catch {
                refused += 1
                #expect(error is DataError)
            }
            if round % 20 == 0 {
                try file.write(to: URL(fileURLWithPath: path))
                do {
                    try model.loadPyTorchWeights(from: path)
                    for (parameter, value) in zip(model.namedParameters.map(\.parameter), before) {
                        parameter.value = value
                    }
                } catch {
                    #expect(model.namedParameters.map(\.parameter.value) == before)
                }
            }
        }
        #expect(read > 20 && refused > 2_000, "\(read) read, \(refused) refused")
    }
}
