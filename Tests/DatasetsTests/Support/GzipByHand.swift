/// A gzip file whose data are stored, not packed (RFC 1951, section 3.2.4): written by hand, independent of zlib.
func gzipByHand(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
        let block = rest.prefix(65_535)
        rest = rest.dropFirst(block.count)
        let length = UInt16(block.count)
        file += [rest.isEmpty ? 1 : 0] + littleEndian(length) + littleEndian(~length) + block
    } while !rest.isEmpty
    return file + littleEndian(cyclicRedundancyCheck(bytes)) + littleEndian(UInt32(bytes.count))
}

func littleEndian(_ x: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: x.littleEndian) { Array($0) }
}
func bigEndian(_ x: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: x.bigEndian) { Array($0) } }

/// CRC-32, bit by bit (RFC 1952, section 8).
private func cyclicRedundancyCheck(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { register, byte in
        (0..<8).reduce(register ^ UInt32(byte)) { r, _ in r & 1 == 1 ? 0xedb8_8320 ^ (r >> 1) : r >> 1 }
    }
}

/// An IDX file: magic number, lengths, values.
func idxByHand(_ shape: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(shape.count)] + shape.flatMap { bigEndian(UInt32($0)) } + values
}
