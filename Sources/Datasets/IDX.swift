import Tensors

/// An array of unsigned bytes in the IDX format of the MNIST files.
///
/// Two zero bytes, the type (8: unsigned byte), the number of axes, the length of each axis as four bytes with
/// the most significant first, then the values in row-major order. Source: yann.lecun.com/exdb/mnist, "The IDX
/// file format".
public struct IDX: Sendable {
    public let shape: [Int]
    /// The values, in row-major order.
    public let values: ArraySlice<UInt8>

    /// Reads an array with `rank` axes. Nothing is allocated on the word of the header: the lengths it promises
    /// are only compared with what the file holds.
    public init(_ bytes: [UInt8], rank: Int, name: String) throws {
        func damaged(_ what: String) -> DataError {
            DataError(.damaged, "\(name): \(what)", hint: "fetch the file again; it is not the published one")
        }
        let headerLength = 4 + 4 * rank
        let expected: [UInt8] = [0, 0, 8, UInt8(rank)]
        let magic = Array(bytes.prefix(4))
        guard magic == expected else {
            throw damaged(
                "expected the magic number \(hexadecimal(expected)) (unsigned bytes, \(rank) axes), but got "
                    + (magic.isEmpty ? "an empty file" : hexadecimal(magic)))
        }
        guard bytes.count >= headerLength else {
            throw damaged("expected a header of \(headerLength) bytes, but the file has \(bytes.count)")
        }
        let shape = (1...rank).map { axis in bytes[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) } }
        let lengths = shape.map(String.init).joined(separator: " × ")
        var size = 1
        for length in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: length)
            guard !overflow else {
                throw damaged("the header promises \(lengths) values: no file is that large")
            }
            size = product
        }
        let found = bytes.count - headerLength
        guard found == size else {
            throw damaged("the header promises \(lengths) = \(size) values, but \(found) follow")
        }
        self.shape = shape
        self.values = bytes[headerLength...]
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    "0x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
