import Foundation
import Tensors

/// The .npy file format: one tensor that NumPy and many other tools can read.
///
/// Magic, version and the header's length, a header in the form of a Python dictionary, then the numbers row by row.
/// What `numpy.load` reads is read, and what it refuses is refused.
/// Source: the format's description in NumPy's documentation (numpy.lib.format).
public enum NPY {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// NumPy refuses longer headers, too: what comes out of a file must not decide how much work reading it is.
    private static let longestHeader = 10_000

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
    /// Numbers of every width and byte order become scalars, as `.astype` would make them: floating point of 16, 32 and
    /// 64 bits, whole numbers of 8 to 64, booleans as 0 and 1; stored row by row or column by column. `numpy.save` may
    /// have written several arrays into one file: the first is read.
    ///
    /// Throws: `DataError` for what is no .npy file, ends early, or holds anything but numbers.
    public static func decode(_ file: Data, name: String) throws -> Tensor {
        let bytes = [UInt8](file)
        guard bytes.count >= 10, bytes.starts(with: magic) else {
            throw damaged(name, "expected it to begin with \\x93NUMPY", "is it a .npy file at all?")
        }
        let version = bytes[6]
        guard (1...3).contains(version), bytes[7] == 0, bytes.count >= 12 else {
            throw damaged(
                name, "expected format version 1.0, 2.0 or 3.0, but it says \(version).\(bytes[7])", again)
        }
        // The length of the header: two bytes in version 1, four later; the lowest comes first.
        let start = version == 1 ? 10 : 12
        let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start else {
            throw damaged(
                name, "its header should be \(length) bytes long, but \(bytes.count - start) are left", again)
        }
        guard length <= longestHeader else {
            throw damaged(
                name, "its header is \(length) bytes long; expected at most \(longestHeader)", again)
        }
        let header = try NPYHeader(bytes[start..<start + length], version: version, name: name)
        let needed = header.count * header.type.width
        guard bytes.count - start - length >= needed else {
            throw damaged(
                name,
                "shape \(header.shape) needs \(needed) bytes, but \(bytes.count - start - length) follow",
                again)
        }
        let scalars = bytes.withUnsafeBytes { raw in
            header.type.scalars(UnsafeRawBufferPointer(rebasing: raw[(start + length)...]), header.count)
        }
        guard header.columnsFirst else { return Tensor(scalars: scalars, shape: header.shape) }
        return Tensor(scalars: scalars, shape: header.shape.reversed()).transposed(
            permutation: Array(header.shape.indices.reversed()))
    }

    static let again = "save the array again with numpy.save"

    static func damaged(_ name: String, _ what: String, _ hint: String) -> DataError {
        DataError(.damaged, "\(name): not a usable .npy file: \(what)", hint: hint)
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
        self = try NPY.decode(fileContents(path), name: path)
    }
}
