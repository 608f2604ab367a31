import Foundation

/// The .npy file format: one tensor that NumPy and many other tools can read.
///
/// Ten bytes of magic, version and length, a header in the form of a Python dictionary, then the numbers row by row.
/// Source: the format's description in NumPy's documentation (numpy.lib.format).
public enum NPY {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The bytes of a file with this tensor, in the engine's own precision.
    public static func encode(_ tensor: Tensor) -> Data {
        let type = MemoryLayout<Scalar>.size == 8 ? "<f8" : "<f4"
        let lengths = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.rank == 1 ? "," : "")
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
        // The numbers start at a multiple of 64 bytes.
        let length = (10 + header.utf8.count + 1 + 63) / 64 * 64 - 10
        header += String(repeating: " ", count: length - header.utf8.count - 1) + "\n"
        var file = Data(magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)])
        file.append(contentsOf: header.utf8)
        tensor.scalars.withUnsafeBytes { file.append(contentsOf: $0) }
        return file
    }

    /// The tensor in the bytes of a file.
    ///
    /// Numbers of 32 and 64 bits and bytes (pictures, as a rule) are read, stored row by row or column by column.
    public static func decode(_ file: Data, name: String) throws -> Tensor {
        let bytes = [UInt8](file)
        guard bytes.count >= 10, Array(bytes[..<6]) == magic else {
            throw damaged(name, "expected it to begin with \\x93NUMPY", "is it a .npy file at all?")
        }
        let version = bytes[6]
        guard version == 1 || version == 2 || version == 3, bytes.count >= 12 else {
            throw damaged(name, "expected format version 1, 2 or 3, but it says \(version)", again)
        }
        // The length of the header: two bytes in version 1, four later; the lowest comes first.
        let start = version == 1 ? 10 : 12
        let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start else {
            throw damaged(
                name, "its header should be \(length) bytes long, but \(bytes.count - start) are left", again)
        }
        let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
        let header = try Header(text, name: name)
        let numbers = bytes[(start + length)...]
        guard numbers.count == header.count * header.width else {
            throw damaged(
                name,
                "shape \(header.shape) needs \(header.count * header.width) bytes, but \(numbers.count) follow",
                again)
        }
        let scalars = numbers.withUnsafeBytes { raw in
            (0..<header.count).map { header.scalar(raw, $0 * header.width) }
        }
        guard header.columnsFirst else { return Tensor(scalars: scalars, shape: header.shape) }
        return Tensor(scalars: scalars, shape: header.shape.reversed()).transposed(
            permutation: Array(header.shape.indices.reversed()))
    }

    private static let again = "save the array again with numpy.save"

    private static func damaged(_ name: String, _ what: String, _ hint: String) -> DataError {
        DataError(.damaged, "\(name): not a usable .npy file: \(what)", hint: hint)
    }

    /// What the dictionary at the start of a file says.
    private struct Header {
        let shape: [Int]
        let count: Int
        let columnsFirst: Bool
        private let type: String

        /// The bytes of one number.
        var width: Int { type == "f8" ? 8 : type == "f4" ? 4 : 1 }

        init(_ text: String, name: String) throws {
            func value(_ key: String) throws -> Substring {
                guard let place = text.range(of: "'\(key)':") else {
                    throw damaged(name, "its header has no '\(key)'", again)
                }
                return text[place.upperBound...].drop { $0 == " " }
            }
            let named = try value("descr").dropFirst().prefix { $0 != "'" }
            type = String(named.drop { "<=|".contains($0) })
            guard ["f4", "f8", "u1"].contains(type) else {
                throw damaged(
                    name, "its numbers are of type '\(named)'; expected '<f4', '<f8' or '|u1'",
                    "convert it with .astype('float32')")
            }
            columnsFirst = try value("fortran_order").hasPrefix("True")
            let tuple = try value("shape").dropFirst().prefix { $0 != ")" }
            let lengths = tuple.split(separator: ",").map { Int($0.trimmingCharacters(in: .whitespaces)) }
            var product = (count: 1, overflow: false)
            for length in lengths {
                guard let length, length >= 0 else {
                    throw damaged(name, "its shape is (\(tuple))", again)
                }
                let next = product.count.multipliedReportingOverflow(by: length)
                product = (next.partialValue, product.overflow || next.overflow)
            }
            guard !product.overflow, product.count < 1 << 48 else {
                throw damaged(name, "its shape is (\(tuple)), more than any memory holds", again)
            }
            (shape, count) = (lengths.map { $0! }, product.count)
        }

        func scalar(_ raw: UnsafeRawBufferPointer, _ place: Int) -> Scalar {
            switch type {
            case "f8":
                let bits = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                return Scalar(Double(bitPattern: UInt64(littleEndian: bits)))
            case "f4":
                let bits = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                return Scalar(Float(bitPattern: UInt32(littleEndian: bits)))
            default: return Scalar(raw[place])
            }
        }
    }
}

extension Tensor {
    /// Writes the tensor to a .npy file; a file that is already there is replaced in one step.
    public func save(to path: String) throws {
        do {
            try NPY.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw DataError(
                .unreachable, "\(path): the tensor could not be written",
                hint: "choose a folder you may write to")
        }
    }

    /// Reads a tensor from a .npy file.
    public init(contentsOf path: String) throws {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw DataError(.missing, "\(path): there is no such file", hint: "check the path")
        }
        self = try NPY.decode(file, name: path)
    }
}
