import Tensors
import Datasets
import Testing

@Suite struct GzipTests {
    // Python: gzip.compress(b"to be or not to be, to be or not to be\n", 9, mtime=0)
    static let packed: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0xc9, 0x57, 0x48, 0x4a, 0x55, 0xc8,
        0x2f,
        0x52, 0xc8, 0xcb, 0x2f, 0x51, 0x28, 0x01, 0x71, 0x74, 0x20, 0x14, 0x8a, 0x18, 0x17, 0x00, 0x54, 0x97,
        0x5c,
        0x32, 0x27, 0x00, 0x00, 0x00,
    ]
    static let text = "to be or not to be, to be or not to be\n"

    private func unpack(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> [UInt8] {
        try Gzip.decompress(bytes, limit: limit, name: "x.gz")
    }

    @Test("unpacks what another program packed")
    func packedElsewhere() throws {
        #expect(try unpack(Self.packed) == Array(Self.text.utf8))
    }

    @Test("unpacks a file written by hand, of several blocks", arguments: [0, 1, 65_535, 65_536, 200_000])
    func byHand(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try unpack(gzipByHand(bytes)) == bytes)
    }

    @Test("refuses a file cut short at any place")
    func truncated() {
        for length in 2..<Self.packed.count {
            let error = #expect(throws: DataError.self) { try unpack(Array(Self.packed.prefix(length))) }
            #expect(
                error?.message
                    == "x.gz: truncated: the gzip stream ends after \(length) bytes, before its checksum")
        }
    }

    @Test("refuses a wrong checksum and a wrong length", arguments: [(-8, "data"), (-4, "length")])
    func wrongTrailer(place: Int, name: String) {
        var bytes = Self.packed
        bytes[bytes.count + place] ^= 1
        let error = #expect(throws: DataError.self) { try unpack(bytes) }
        #expect(error?.message == "x.gz: the gzip stream is damaged (incorrect \(name) check)")
        #expect(error?.kind == .damaged)
    }

    @Test("one changed byte inside never comes out as data")
    func changedByte() {
        for place in 10..<Self.packed.count - 8 {
            var bytes = Self.packed
            bytes[place] ^= 0x10
            #expect(throws: DataError.self) { try unpack(bytes) }
        }
    }

    @Test("refuses what follows the stream")
    func trailing() {
        let error = #expect(throws: DataError.self) { try unpack(Self.packed + [1, 2, 3]) }
        #expect(
            error?.message == "x.gz: expected the end of the file, but got 3 more bytes after the gzip stream"
        )
    }

    @Test(
        "refuses what is no gzip", arguments: [([], "nothing"), ([0x50, 0x4b, 3], "50 4b"), ([0x1f], "1f")])
    func notGzip(bytes: [UInt8], found: String) {
        let error = #expect(throws: DataError.self) { try unpack(bytes) }
        #expect(error?.message == "x.gz: expected a gzip file (it starts with 1f 8b), but got \(found)")
    }

    @Test("stops at the limit, whatever the file's last bytes promise")
    func limit() throws {
        let bytes = [UInt8](repeating: 7, count: 1000)
        #expect(try unpack(gzipByHand(bytes), limit: 1000) == bytes)
        let error = #expect(throws: DataError.self) { try unpack(gzipByHand(bytes), limit: 999) }
        #expect(error?.message == "x.gz: expected at most 999 bytes when unpacked, but got more")
        var lying = gzipByHand(bytes)
        lying.replaceSubrange(lying.count - 4..<lying.count, with: [0, 0, 0, 0])
        #expect(throws: DataError.self) { try unpack(lying, limit: 999) }
        #expect(throws: DataError.self) { try unpack(lying) }
    }
}
