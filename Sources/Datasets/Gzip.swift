import CZlib
import Tensors

/// Reads gzip files (RFC 1952). The only file that knows zlib, which checks the stream's CRC and length.
public enum Gzip {
    /// How every gzip file begins.
    static let magic: [UInt8] = [0x1f, 0x8b]

    /// Unpacks a gzip file.
    ///
    /// - Parameters:
    ///   - compressed: the bytes of the file.
    ///   - limit: the most bytes that may come out; a small file can promise to grow a thousandfold.
    ///   - name: how the file is called in messages.
    /// Throws: `DataError` when the file is no gzip, ends early, is damaged, grows past `limit` or goes on after
    /// its end.
    public static func decompress(_ compressed: [UInt8], limit: Int, name: String) throws -> [UInt8] {
        guard compressed.starts(with: magic) else {
            let start = compressed.prefix(2).map { String($0, radix: 16) }.joined(separator: " ")
            throw damaged(
                name,
                "expected a gzip file (it starts with 1f 8b), but got \(start.isEmpty ? "nothing" : start)")
        }
        var stream = z_stream()
        let gzipWindow = 16 + MAX_WBITS  // zlib's way of saying "a gzip header, not a zlib header"
        guard inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            throw DataError(.unreachable, "\(name): zlib could not start", hint: "free some memory")
        }
        defer { inflateEnd(&stream) }

        // One byte more than may come out, so that a stream that goes on too long shows itself.
        var output = [UInt8](repeating: 0, count: min(limit, promisedLength(compressed)) + 1)
        var input = compressed  // zlib's interface asks for a mutable pointer, though it only reads
        let (status, unread, length) = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            var status = Z_OK
            var length = 0
            while status == Z_OK, length <= limit {
                if length == output.count {
                    output += [UInt8](repeating: 0, count: min(length + 64 * 1024, limit + 1 - length))
                }
                output.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress! + length
                    stream.avail_out = UInt32(clamping: output.count - length)
                    status = inflate(&stream, Z_NO_FLUSH)
                    length = stream.next_out - output.baseAddress!
                }
            }
            return (status, Int(stream.avail_in), length)
        }
        if length > limit {
            throw damaged(name, "expected at most \(limit) bytes when unpacked, but got more")
        }
        guard status == Z_STREAM_END else {
            // Z_BUF_ERROR: zlib wants to go on and has nothing left to read.
            let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
            throw damaged(
                name,
                status == Z_BUF_ERROR
                    ? "truncated: the gzip stream ends after \(compressed.count) bytes, before its checksum"
                    : "the gzip stream is damaged (\(reason))")
        }
        guard unread == 0 else {
            throw damaged(
                name, "expected the end of the file, but got \(unread) more bytes after the gzip stream")
        }
        output.removeLast(output.count - length)
        return output
    }

    /// The unpacked length that the file's last four bytes promise. Only a reservation of memory trusts it, and
    /// only as far as deflate can compress at all (1,032 to 1).
    private static func promisedLength(_ compressed: [UInt8]) -> Int {
        let promise = compressed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        return min(promise, compressed.count * 1032)
    }

    private static func damaged(_ name: String, _ what: String) -> DataError {
        DataError(.damaged, "\(name): \(what)", hint: "fetch the file again")
    }
}
