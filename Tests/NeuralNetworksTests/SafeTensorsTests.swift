import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

@Suite("SafeTensors")
struct SafeTensorsTests {
    private func model(seed: UInt64, hidden: Int = 4) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(Dense(3, hidden, using: &generator), ReLU(), Dense(hidden, 2, using: &generator))
    }

    private func temporary(_ name: String) -> String {
        NSTemporaryDirectory() + UUID().uuidString + "-" + name
    }

    @Test("a file written by the Python package is read")
    func fromPython() throws {
        let file = FileManager.default.contents(atPath: Reference.path("python.safetensors"))!
        let tensors = try SafeTensors.decode(file, name: "python.safetensors")
        func counted(_ shape: [Int]) -> Tensor {
            (Tensor(arange: 0..<elementCount(of: shape)) / 8 - 1).reshaped(to: shape)
        }
        #expect(tensors.keys.sorted() == ["0.bias", "0.weight", "2.weight", "nothing", "scale"])
        #expect(tensors["0.weight"] == counted([2, 3]))
        #expect(tensors["0.bias"] == counted([3]))
        #expect(tensors["2.weight"] == counted([3, 1, 2]))
        #expect(tensors["scale"]?.item == 0.5)
        #expect(tensors["nothing"]?.shape == [0, 3])
    }

    @Test("saving and loading gives the same answers, bit by bit")
    func roundTrip() throws {
        let (saved, loaded) = (model(seed: 1), model(seed: 2))
        let path = temporary("model.safetensors")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try saved.saveWeights(to: path)
        let x: Tensor = [[1, 2, 3], [-1, 0.5, 0]]
        #expect(saved.predict(x) != loaded.predict(x))
        try loaded.loadWeights(from: path)
        #expect(saved.predict(x) == loaded.predict(x))
    }

    @Test("models within models have names of their own")
    func nested() throws {
        let (saved, loaded) = (Sequential(model(seed: 1), ReLU()), Sequential(model(seed: 2), ReLU()))
        let path = temporary("nested.safetensors")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try saved.saveWeights(to: path)
        try loaded.loadWeights(from: path)
        #expect(saved.parameters.map(\.value) == loaded.parameters.map(\.value))
    }

    @Test("damaged files are refused with what was expected and what came")
    func damaged() throws {
        let whole = SafeTensors.encode([("a", [[1, 2], [3, 4]])])
        func message(_ bytes: Data) -> String {
            do {
                _ = try SafeTensors.decode(bytes, name: "w.safetensors")
                return "read without an error"
            } catch {
                return (error as? DataError)?.message ?? "another error: \(error)"
            }
        }
        func withHeader(_ text: String) -> Data {
            var file = Data()
            withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { file.append(contentsOf: $0) }
            return file + Data(text.utf8) + Data(repeating: 0, count: 16)
        }
        #expect(message(Data()).contains("expected at least 8 bytes, but it has 0"))
        #expect(message(whole.prefix(20)).contains("but the file has 12 left"))
        #expect(
            message(whole.dropLast(1)).contains(
                "but only \(4 * MemoryLayout<Scalar>.size - 1) follow the header"))
        #expect(message(withHeader("[]")).contains("names no tensors"))
        #expect(
            message(
                withHeader(#"{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}"#)
            )
            .contains("does not fill"))
        #expect(
            message(
                withHeader(#"{"a":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}}"#)
            )
            .contains("does not fill"))
        let twice = #""dtype":"F32","shape":[2],"data_offsets":[0,8]"#
        #expect(message(withHeader("{\"a\":{\(twice)},\"b\":{\(twice)}}")).contains("over the same bytes"))
        #expect(message(Data(repeating: 255, count: 40)).contains("its header should be"))
        #expect(message(withHeader("{not json")).contains("not JSON"))
        #expect(
            message(withHeader(#"{"a":{"dtype":"X8","shape":[4],"data_offsets":[0,4]}}"#)).contains("type X8")
        )
        #expect(
            message(withHeader(#"{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,16]}}"#)).contains(
                "does not fill"))
        #expect(
            message(withHeader(#"{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}"#)).contains(
                "has no type"))
        #expect(
            message(
                withHeader(#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}"#)
            )
            .contains("does not fill"))
        #expect(
            message(withHeader(#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}"#)).contains(
                "should lie"))
    }

    @Test("a file of another model changes nothing")
    func otherModel() throws {
        let path = temporary("other.safetensors")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try model(seed: 1, hidden: 5).saveWeights(to: path)
        let mine = model(seed: 2)
        let before = mine.parameters.map(\.value)
        #expect(throws: DataError.self) { try mine.loadWeights(from: path) }
        #expect(throws: DataError.self) { try mine.loadWeights(from: path + ".missing") }
        #expect(throws: DataError.self) { try mine.saveWeights(to: "/dev/null/w.safetensors") }
        #expect(mine.parameters.map(\.value) == before)
    }
}
