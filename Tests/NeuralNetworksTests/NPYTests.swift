import Foundation
import Tensors
import Testing
import WeightFiles

@Suite(".npy files")
struct NPYTests {
    /// Files that numpy.save of NumPy 2 wrote: [[1, 2.5, −3], [4, 0, 0.001]] row by row in 32 bits and column by column
    /// in 64 bits, bytes [0, 127, 255], and the number 3.5.
    private let rows = file(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMp"
            + "LCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIA/"
            + "AAAgQAAAQMAAAIBAAAAAAG8Sgzo=")
    private let columns = file(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyks"
            + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA"
            + "AADwPwAAAAAAABBAAAAAAAAABEAAAAAAAAAAAAAAAAAAAAjA/Knx0k1iUD8=")
    private let bytes = file(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwg"
            + "fSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAf/8=")
    private let number = file(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0g"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAGBA")

    private static func file(_ base64: String) -> Data { Data(base64Encoded: base64)! }

    @Test("reads what NumPy wrote")
    func readsNumPy() throws {
        let expected: Tensor = [[1, 2.5, -3], [4, 0, 0.001]]
        // A thousandth in 32 bits is not quite a thousandth in 64.
        let inItsPrecision = Tensor(scalars: [1, 2.5, -3, 4, 0, Scalar(Float(0.001))], shape: [2, 3])
        #expect(try NPY.decode(rows, name: "rows") == inItsPrecision)
        #expect(try NPY.decode(columns, name: "columns") == expected)
        #expect(try NPY.decode(bytes, name: "bytes") == [0, 127, 255])
        #expect(try NPY.decode(number, name: "number") == Tensor(3.5))
    }

    @Test("writes what NumPy writes, byte by byte", .enabled(if: MemoryLayout<Scalar>.size == 4))
    func writesAsNumPyDoes() {
        #expect(NPY.encode([[1, 2.5, -3], [4, 0, 0.001]]) == rows)
        #expect(NPY.encode(Tensor(3.5)) == number)
    }

    @Test("a file brings back the tensor", arguments: [[], [0], [5], [2, 0, 3], [2, 3, 4]])
    func roundTrip(shape: [Int]) throws {
        var generator = SeededGenerator(seed: 1)
        let x = Tensor(randomNormal: shape, using: &generator)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try x.save(to: path)
        #expect(try Tensor(contentsOf: path) == x)
    }

    @Test(
        "what holds no elements is printed in no time, whatever its other axes",
        arguments: [
            ([31, 1 << 31, 0], "[]"), ([0, 1 << 40], "[]"), (Array(repeating: 2, count: 40) + [0], "[]"),
            ([2, 0], "[[],\n []]"),
        ])
    func empty(shape: [Int], text: String) throws {
        let lengths = shape.map(String.init).joined(separator: ", ")
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(lengths)), }"
        let file = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
        let tensor = try NPY.decode(Data(file), name: "empty.npy")
        #expect(tensor.shape == shape && "\(tensor)" == text)
    }

    @Test("what is not finite is printed in words, also beside numbers that need powers of ten")
    func notFinite() {
        let odd = Scalar(nan: 0x3E5, signaling: false)
        #expect("\(Tensor([1e-9, .nan, -.infinity, odd]))" == "[1e-9,  NaN, -inf,  NaN]")
    }

    @Test("refuses what it cannot read, and says why")
    func refuses() {
        func message(_ file: Data) -> String {
            do {
                _ = try NPY.decode(file, name: "x.npy")
                return "accepted"
            } catch { return "\(error)" }
        }
        #expect(message(Data()).contains("begin with"))
        #expect(message(Data("PNG something else".utf8)).contains("begin with"))
        #expect(message(rows.dropLast()).contains("needs 24 bytes, but 23 follow"))
        #expect(message(rows.prefix(40)).contains("header should be 118 bytes long, but 30 are left"))
        func with(_ new: String, for old: String) -> Data {
            let text = String(decoding: rows.prefix(128), as: Unicode.ASCII.self)
            #expect(text.contains(old) && new.count == old.count)
            return rows.prefix(10) + Data(text.replacing(old, with: new).utf8.suffix(118))
                + rows.dropFirst(128)
        }
        #expect(message(with("c8", for: "f4")).contains("type '<c8'; expected numbers"))
        #expect(message(with("c8", for: "f4")).contains("hint: convert the array with .astype('float32')"))
        #expect(message(with("[2, 3]", for: "(2, 3)")).contains("should be a tuple, but is [2, 3]"))
        #expect(message(with("(-1,3)", for: "(2, 3)")).contains("its shape is (-1, 3)"))
        #expect(message(with("'", for: "{")).contains("is not a Python dictionary: "))
    }

    @Test("what is no file is refused without waiting for it")
    func noFile() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        for (path, what) in [
            ("/none.npy", "there is no such file"), ("", "expected a file, but it is a folder"),
            ("/pipe", "expected a file, but it is something else"),
        ] {
            let error = #expect(throws: DataError.self) { try Tensor(contentsOf: folder + path) }
            #expect(error?.message == "\(folder)\(path): \(what)")
        }
    }

    struct ReferenceCase: Codable, Sendable, CustomTestStringConvertible {
        let name: String
        let file: Data
        /// Of what NumPy read; without them, what it said when it refused.
        let shape: [Int]?
        let values: [String]?
        let refused: String?
        var testDescription: String { name }
    }

    /// What numpy.load makes of files, written by Reference/npy.py.
    static let reference: [ReferenceCase] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Reference/npy.json"
        return try! JSONDecoder().decode([ReferenceCase].self, from: fileContents(path))
    }()

    @Test("reads what numpy.load reads and refuses what it refuses", arguments: reference)
    func asNumPy(_ one: ReferenceCase) throws {
        guard let shape = one.shape, let values = one.values else {
            let error = #expect(throws: DataError.self) { try NPY.decode(one.file, name: "x.npy") }
            #expect(error?.message.hasPrefix("x.npy: not a usable .npy file: ") == true)
            return
        }
        let tensor = try NPY.decode(one.file, name: "x.npy")
        #expect(tensor.shape == shape)
        // In 32 bits, whichever the engine has. The bits, because NaN equals nothing and −0 equals 0.
        let bits = tensor.scalars.map { $0.isNaN ? Float.nan.bitPattern : Float($0).bitPattern }
        #expect(bits == values.map { Float($0)! }.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern })
        #expect(!"\(tensor)".isEmpty)
    }
}
