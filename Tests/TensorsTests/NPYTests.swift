import Foundation
import Tensors
import Testing

@Suite(".npy files")
struct NPYTests {
    /// Files that numpy.save of NumPy 2 wrote: [[1, 2.5, −3], [4, 0, 0.001]] row by row in 32 bits and column by column
    /// in 64 bits, bytes [0, 127, 255], the number 3.5, and whole numbers of 64 bits.
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
    private let whole = file(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwg"
            + "fSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAA"
            + "AAAAAAIAAAAAAAAA")
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
        #expect(message(rows + [0]).contains("needs 24 bytes, but 25 follow"))
        #expect(message(rows.prefix(40)).contains("header should be 118 bytes long, but 30 are left"))
        #expect(message(whole).contains("type '<i8'"))
        #expect(message(whole).contains("astype"))
        let negative = String(decoding: rows, as: Unicode.ASCII.self)
        #expect(negative.contains("(2, 3)"))
        var damaged = [UInt8](rows)
        damaged[damaged.firstIndex(of: UInt8(ascii: "("))! + 1] = UInt8(ascii: "-")
        #expect(message(Data(damaged)).contains("shape"))
        #expect(throws: DataError.self) { try Tensor(contentsOf: "/no/such/file.npy") }
    }
}
