import Foundation

@testable import Classroom

/// Makes archives byte by byte, also those that no honest program makes.
struct ZipBuilder {
    /// One file, as its header and the list describe it.
    struct File {
        var name: [UInt8]
        var content: [UInt8]
        /// Packed with deflate; else as it is.
        var isPacked = true
        var mode: UInt32 = 0o100644
        var flags = 1 << 11
        var method: Int?
        /// What the list says of the length, and of the checksum, in the place of the truth.
        var size: Int?
        var checksum: UInt32?
        /// The name in the file's own header.
        var ownName: [UInt8]?
        var extra: [UInt8] = []
        /// Where the list says that it lies.
        var offset: Int?
        /// Two seconds past midnight on 2026-11-30.
        var clock = 0x0001
        var day = (2026 - 1980) << 9 | 11 << 5 | 30

        init(_ name: String, _ content: String = "func f() {}\n") {
            (self.name, self.content) = (Array(name.utf8), Array(content.utf8))
        }
    }

    var files: [File] = []

    init(_ files: [File]) { self.files = files }

    var data: Data {
        var (body, list) = (Data(), Data())
        for file in files {
            let packed = file.isPacked ? Deflate.pack(file.content)! : file.content
            func common(_ name: [UInt8], _ extra: [UInt8]) -> Data {
                le(20, 2) + le(file.flags, 2) + le(file.method ?? (file.isPacked ? 8 : 0), 2) + le(file.clock, 2)
                    + le(file.day, 2)
                    + le(Int(file.checksum ?? Deflate.checksum(file.content)), 4) + le(packed.count, 4)
                    + le(file.size ?? file.content.count, 4) + le(name.count, 2) + le(extra.count, 2)
            }
            let own = file.ownName ?? file.name
            list +=
                le(0x0201_4B50, 4) + le(3 << 8 | 20, 2) + common(file.name, file.extra) + le(0, 6)
                + le(Int(file.mode) << 16, 4)
            list += le(file.offset ?? body.count, 4) + Data(file.name) + Data(file.extra)
            body += le(0x0403_4B50, 4) + common(own, []) + Data(own) + Data(packed)
        }
        return body + list + le(0x0605_4B50, 4) + le(0, 4) + le(files.count, 2) + le(files.count, 2) + le(list.count, 4)
            + le(body.count, 4) + le(0, 2)
    }

    private func le(_ value: Int, _ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
}
