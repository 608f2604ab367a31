import Foundation

/// Makes zip archives: of the same files always the same bytes.
///
/// Every file has the same time, the first of January 1980, and names are UTF-8. Up to 65,535 files and 4 GB.
public struct ZipWriter {
    private var body = Data()
    private var list = Data()
    private var count = 0

    public init() {}

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - path: its name in the archive, with / between folders.
    ///   - isExecutable: whether whoever unpacks it may run it.
    public mutating func add(_ path: String, _ content: Data, isExecutable: Bool = false) {
        let bytes = [UInt8](content)
        let packed = Deflate.pack(bytes).flatMap { $0.count < bytes.count ? $0 : nil }
        let stored = packed ?? bytes
        let name = [UInt8](path.precomposedStringWithCanonicalMapping.utf8)
        let offset = body.count
        let common =
            Self.number(20, 2) + Self.number(1 << 11, 2) + Self.number(packed == nil ? 0 : 8, 2) + Self.number(0, 2)
            + Self.number(0x21, 2) + Self.number(Int(Deflate.checksum(bytes)), 4) + Self.number(stored.count, 4)
            + Self.number(bytes.count, 4) + Self.number(name.count, 2) + Self.number(0, 2)
        body += Self.number(0x0403_4B50, 4) + common + name + stored
        // Made under Unix, so that the attributes hold the rights.
        let rights = (0o100000 | (isExecutable ? 0o755 : 0o644)) << 16
        list +=
            Self.number(0x0201_4B50, 4) + Self.number(3 << 8 | 20, 2) + common + Self.number(0, 6)
            + Self.number(rights, 4)
        list += Self.number(offset, 4) + name
        count += 1
    }

    /// The archive.
    public var data: Data {
        body + list
            + Data(Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2))
            + Data(Self.number(list.count, 4) + Self.number(body.count, 4) + Self.number(0, 2))
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
