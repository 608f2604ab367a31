import CZlib

/// The packing of zip archives (RFC 1951). The only file here that knows zlib.
enum Deflate {
    /// Unpacks; nil where the stream is damaged, or would be longer than `size`.
    static func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        // One byte more, so that a stream that goes on shows itself.
        var (input, output) = (packed, [UInt8](repeating: 0, count: size + 1))
        let status = run(&stream, &input, &output) { inflate($0, Z_FINISH) }
        guard status == Z_STREAM_END, Int(stream.total_out) == size else { return nil }
        output.removeLast()
        return output
    }

    /// Packs; nil where zlib has no memory.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        let initialised = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard initialised == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count)))))
        guard run(&stream, &input, &output, { deflate($0, Z_FINISH) }) == Z_STREAM_END else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
    }

    private static func run(
        _ stream: inout z_stream, _ input: inout [UInt8], _ output: inout [UInt8],
        _ work: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> Int32 {
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(clamping: input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(clamping: output.count))
                return withUnsafeMutablePointer(to: &stream, work)
            }
        }
    }
}
