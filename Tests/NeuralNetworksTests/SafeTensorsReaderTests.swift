import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

/// A header, how many zero bytes follow it, and what the format's own library says.
struct HeaderCase: Codable, Sendable, CustomTestStringConvertible {
    var name: String
    var header: String
    var following: Int
    /// The names of the tensors, where it reads the file.
    var tensors: [String]?
    var says: String?
    var testDescription: String { name }
    static let all: [HeaderCase] = Reference.cases("headers.json")

    var file: Data {
        let text = Data(header.utf8)
        var file = Data()
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { file.append(contentsOf: $0) }
        return file + text + Data(repeating: 0, count: following)
    }
}

struct TypeCase: Codable, Sendable, CustomTestStringConvertible {
    var name: String
    var shape: [Int]
    var values: [String]
    var testDescription: String { name }
    static let all: [TypeCase] = Reference.cases("types.json")
}

@Suite("The reader of safetensors")
struct SafeTensorsReaderTests {
    @Test(
        "reads and refuses the headers that the format's own library reads and refuses",
        arguments: HeaderCase.all)
    func header(_ item: HeaderCase) {
        do {
            let contents = try SafeTensors.contents(of: item.file, name: "w")
            #expect((Array(contents.tensors.keys) + contents.unread.keys).sorted() == item.tensors, "read")
        } catch {
            #expect(item.tensors == nil, "\(error)")
            #expect((error as? DataError)?.kind == .damaged)
        }
    }

    @Test("a name that comes twice is refused, where the library keeps one of the two")
    func twice() {
        let entry = #""dtype":"F32","shape":[1],"data_offsets""#
        for header in [
            "{\"a\":{\(entry):[0,4]},\"a\":{\(entry):[0,4]}}",
            "{\"a\":{\(entry):[0,4]},\"a\":{\(entry):[4,8]}}",
            "{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"},\"a\":{\(entry):[0,4]}}",
        ] {
            let file = HeaderCase(name: "", header: header, following: 4).file
            let problem = #expect(throws: DataError.self) { try SafeTensors.contents(of: file, name: "w") }
            #expect(problem?.message.contains("comes twice") == true)
        }
    }

    @Test("every type of number is converted, to the nearest of ours", arguments: TypeCase.all)
    func type(_ item: TypeCase) throws {
        let file = FileManager.default.contents(atPath: Reference.path("types.safetensors"))!
        let tensor = try #require(try SafeTensors.decode(file, name: "types")[item.name])
        #expect(tensor.shape == item.shape)
        let expected = item.values.map { Scalar(Double($0)!) }
        #expect(tensor.scalars.map(\.bitPattern) == expected.map(\.bitPattern))
    }

    @Test("types that are not converted are listed and left alone")
    func leftAlone() throws {
        let file = FileManager.default.contents(atPath: Reference.path("types.safetensors"))!
        let contents = try SafeTensors.contents(of: file, name: "types")
        #expect(contents.unread == ["F8_E4M3": "F8_E4M3", "F8_E5M2": "F8_E5M2", "C64": "C64"])
        #expect(contents.tensors.count == TypeCase.all.count)
    }

    @Test("every half-precision number: sign, exponent and fraction by arithmetic")
    func halves() throws {
        let numbers = (0..<65536).map { UInt16($0) }
        let header = #"{"h":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]}}"#
        var file = HeaderCase(name: "", header: header, following: 0).file
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) } }
        let read = try SafeTensors.decode(file, name: "h")["h"]!.scalars
        for bits in numbers {
            let (exponent, fraction) = (Int(bits >> 10) & 31, Double(bits & 1023))
            let magnitude =
                exponent == 31
                ? (fraction == 0 ? .infinity : .nan)
                : exponent == 0 ? fraction * pow(2, -24) : (1024 + fraction) * pow(2, Double(exponent - 25))
            let expected = bits < 0x8000 ? magnitude : -magnitude
            let actual = Double(read[Int(bits)])
            #expect(actual == expected || (actual.isNaN && expected.isNaN), "bits \(bits)")
        }
    }

    @Test("names with every character, metadata and empty tensors come back from our own files")
    func roundTrip() throws {
        let tensors: [(name: String, tensor: Tensor)] = [
            ("a\"b\\c\n\u{1}\u{1F}", [1, 2]), ("", Tensor(zeros: [0, 3])), ("∂ 😀", Tensor(5)), ("z", [[-1]]),
        ]
        let file = SafeTensors.encode(tensors, metadata: ["format": "nabla", "a\"": "\n"])
        let contents = try SafeTensors.contents(of: file, name: "w")
        #expect(contents.metadata == ["format": "nabla", "a\"": "\n"])
        #expect(contents.tensors.count == 4)
        for (name, tensor) in tensors { #expect(contents.tensors[name] == tensor) }
    }

    @Test("surplus tensors and types that are not converted: a model refuses them, and keeps its weights")
    func surplus() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString + ".safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let model = Sequential(Dense(weight: [[1]], bias: [0]))
        try SafeTensors.encode([("layers.0.weight", [[2]]), ("layers.0.bias", [2]), ("layers.1.bias", [2])])
            .write(to: URL(fileURLWithPath: path))
        let problem = #expect(throws: DataError.self) { try model.loadWeights(from: path) }
        #expect(
            problem?.message.contains("expected 2 tensors, but the file has also [\"layers.1.bias\"]") == true
        )
        #expect(model.parameters.map(\.value) == [[[1]], [0]])
        for path in [NSTemporaryDirectory(), "/dev/null"] {
            #expect(throws: DataError.self) { try model.loadWeights(from: path) }
        }
    }
}
