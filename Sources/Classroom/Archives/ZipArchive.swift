import Foundation

/// Reads zip archives that strangers have made.
///
/// It looks at the list at the end of the archive, and unpacks only what is asked for, in memory, up to a size that the
/// caller names. Nothing is ever written where an archive says, so a name in it can do no harm; one that tries is
/// refused all the same, and named. A reader of our own because no learner should have to install a library for what an
/// instructor does once a week: unpacking itself is zlib's, which the kit has anyway.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 6.3.10.
struct ZipArchive {
    struct Entry {
        let name: String
        /// Why it is not read; nil for an ordinary file.
        let refusal: String?
        let isFolder: Bool
        /// When the file was changed, as the archive says.
        let time: Time?
        let packedSize: Int
        let size: Int
        fileprivate let method: UInt16
        fileprivate let checksum: UInt32
        fileprivate let rawName: [UInt8]
        /// Where its own header begins.
        fileprivate let offset: Int
    }

    enum Time: Equatable {
        case moment(Date)
        /// What a clock on the wall showed, nobody says where.
        case local(DateComponents)
    }

    /// Why an archive, or a file in it, cannot be read.
    struct Problem: Error, Equatable { let text: String }

    let entries: [Entry]
    private let bytes: Data

    static let mostEntries = 200_000

    init(_ data: Data) throws {
        bytes = data.startIndex == 0 ? data : Data(data)
        entries = try ZipArchive.entries(of: bytes)
    }

    /// Whether a file begins as a zip archive does.
    static func isZip(_ start: some Collection<UInt8>) -> Bool {
        let start = Array(start.prefix(4))
        return start == [0x50, 0x4B, 3, 4] || start == [0x50, 0x4B, 5, 6]
    }

    // MARK: The list

    private static func entries(of data: Data) throws -> [Entry] {
        let end = try endOfList(data)
        let directory = try directory(data, end)
        guard directory.count <= mostEntries else {
            throw Problem(text: "holds \(directory.count) files, more than \(mostEntries)")
        }
        // Some programs put something before an archive; then all offsets are short by as much.
        let shift = directory.end - directory.size - directory.offset
        guard shift >= 0, directory.offset >= 0, directory.size >= 0 else {
            throw Problem(text: "is damaged: its list is out of place")
        }
        var reader = Bytes(data, at: directory.end - directory.size)
        var entries: [Entry] = []
        for _ in 0..<directory.count {
            guard reader.position < directory.end, let entry = try? Entry(&reader, shift: shift) else {
                throw Problem(text: "is damaged: its list breaks off after \(entries.count) files")
            }
            entries.append(entry)
        }
        try refuseOverlaps(entries, end: directory.end - directory.size)
        return entries
    }

    /// Files that share their bytes are how a small archive promises a mountain.
    private static func refuseOverlaps(_ entries: [Entry], end: Int) throws {
        var last = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            let length = 30 + entry.rawName.count + entry.packedSize
            guard entry.offset >= last, length >= 0, entry.offset <= end - length else {
                throw Problem(text: "is a trap or damaged: files in it lie over each other")
            }
            last = entry.offset + length
        }
    }

    private static func endOfList(_ data: Data) throws -> Int {
        let mark: [UInt8] = [0x50, 0x4B, 5, 6]
        guard data.count >= 22 else { throw Problem(text: "is no zip archive, or was cut short") }
        for start in stride(from: data.count - 22, through: max(0, data.count - 22 - 0xFFFF), by: -1)
        where data[start] == mark[0] && Array(data[start..<(start + 4)]) == mark {
            return start
        }
        throw Problem(
            text: ZipArchive.isZip(data.prefix(4)) ? "was cut short: its end is missing" : "is no zip archive")
    }

    private static func directory(_ data: Data, _ end: Int) throws -> (count: Int, size: Int, offset: Int, end: Int) {
        var reader = Bytes(data, at: end + 4)
        guard let disk = reader.number(2), let listDisk = reader.number(2), reader.number(2) != nil,
            let count = reader.number(2), let size = reader.number(4), let offset = reader.number(4)
        else { throw Problem(text: "was cut short") }
        guard count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF else {
            guard disk == 0, listDisk == 0 else { throw Problem(text: "is a part of an archive in several files") }
            return (count, size, offset, end)
        }
        // Zip64: the numbers stand in a record of their own, and a locator before this one tells where.
        var locator = Bytes(data, at: end - 20)
        guard end >= 20, locator.number(4) == 0x0706_4B50, locator.number(4) != nil, let place = locator.number(8)
        else {
            return (count, size, offset, end)
        }
        var record = Bytes(data, at: place)
        guard record.number(4) == 0x0606_4B50, record.skip(20), record.skip(8), let count = record.number(8),
            let size = record.number(8), let offset = record.number(8)
        else { throw Problem(text: "is damaged: its list is out of place") }
        return (count, size, offset, place)
    }

    // MARK: Files

    /// What a file holds. Throws where it is damaged, or longer than the limit.
    func content(of entry: Entry, limit: Int) throws -> [UInt8] {
        if let refusal = entry.refusal { throw Problem(text: refusal) }
        guard entry.size <= limit else { throw Problem(text: "is longer than \(ZipArchive.text(limit))") }
        var header = Bytes(bytes, at: entry.offset)
        guard header.number(4) == 0x0403_4B50, header.skip(22), let nameLength = header.number(2),
            let extraLength = header.number(2), let name = header.bytes(nameLength), header.skip(extraLength),
            let packed = header.bytes(entry.packedSize)
        else { throw Problem(text: "is damaged: it is not where the archive's list says") }
        guard name == entry.rawName else { throw Problem(text: "has two names in the archive") }
        let content: [UInt8]?
        switch entry.method {
        case 0: content = packed.count == entry.size ? packed : nil
        case 8: content = Deflate.unpack(packed, size: entry.size)
        default:
            throw Problem(
                text: "is packed in a way that is not read here (method \(entry.method)); pack it as an ordinary zip")
        }
        guard let content, Deflate.checksum(content) == entry.checksum else { throw Problem(text: "is damaged") }
        return content
    }

    static func text(_ bytes: Int) -> String { bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB" }
}

// MARK: - One entry of the list

extension ZipArchive.Entry {
    fileprivate init(_ reader: inout Bytes, shift: Int) throws {
        let damaged = ZipArchive.Problem(text: "is damaged")
        guard reader.number(4) == 0x0201_4B50, let madeBy = reader.number(2), reader.number(2) != nil,
            let flags = reader.number(2), let method = reader.number(2), let clock = reader.number(2),
            let day = reader.number(2),
            let checksum = reader.number(4), let packed = reader.number(4), let size = reader.number(4),
            let nameLength = reader.number(2), let extraLength = reader.number(2), let commentLength = reader.number(2),
            reader.skip(4), let attributes = reader.number(4), let offset = reader.number(4),
            let rawName = reader.bytes(nameLength), let extra = reader.bytes(extraLength), reader.skip(commentLength)
        else { throw damaged }
        let fields = ExtraFields(extra)
        let sizes = try fields.sizes(size, packed, offset)
        self.rawName = rawName
        name = fields.unicodeName(for: rawName) ?? Self.text(rawName, isUTF8: flags & 1 << 11 != 0)
        (self.method, self.checksum) = (UInt16(method), UInt32(checksum))
        (self.size, packedSize) = (sizes.size, sizes.packed)
        let (start, overflow) = sizes.offset.addingReportingOverflow(shift)
        guard !overflow, start >= 0, sizes.size >= 0, sizes.packed >= 0 else { throw damaged }
        self.offset = start
        // The upper half of the attributes is Unix's, if it was made there.
        let mode = [3, 19].contains(madeBy >> 8) ? UInt32(attributes >> 16) & 0o170000 : 0
        isFolder = name.hasSuffix("/") || mode == 0o040000
        time = fields.moment.map { .moment($0) } ?? Self.local(day: day, clock: clock).map { .local($0) }
        refusal = Self.refusal(name, mode: mode, flags: flags)
    }

    private static func refusal(_ name: String, mode: UInt32, flags: Int) -> String? {
        if let reason = PathRules.refusal(of: name) { return reason }
        switch mode {
        case 0, 0o100000, 0o040000: break
        case 0o120000: return "is a link; only files are read"
        default: return "is a device or a pipe; only files are read"
        }
        return flags & (1 | 1 << 6) != 0 ? "is encrypted" : nil
    }

    /// Names are UTF-8 if they say so, or if they are; else what the first PCs wrote.
    private static func text(_ bytes: [UInt8], isUTF8: Bool) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return isUTF8
            ? String(decoding: bytes, as: UTF8.self)
            : String(bytes.map { $0 < 0x80 ? Character(Unicode.Scalar($0)) : high[Int($0) - 0x80] })
    }

    /// The upper half of code page 437.
    private static let high = Array(
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
    )

    /// Nil where no clock was running: the first of January 1980, or no day at all.
    private static func local(day: Int, clock: Int) -> DateComponents? {
        let components = DateComponents(
            year: 1980 + day >> 9, month: day >> 5 & 15, day: day & 31, hour: clock >> 11, minute: clock >> 5 & 63,
            second: (clock & 31) * 2)
        guard day > 0x21, (1...12).contains(components.month!), (1...31).contains(components.day!), clock >> 11 < 24,
            clock >> 5 & 63 < 60
        else { return nil }
        return components
    }
}

/// What stands behind an entry: pairs of a kind and its bytes.
private struct ExtraFields {
    private var fields: [Int: [UInt8]] = [:]

    init(_ bytes: [UInt8]) {
        var reader = Bytes(Data(bytes), at: 0)
        while let kind = reader.number(2), let length = reader.number(2), let content = reader.bytes(length) {
            fields[kind] = fields[kind] ?? content
        }
    }

    /// Sizes beyond four bytes stand in a field of their own, those that do not fit only.
    func sizes(_ size: Int, _ packed: Int, _ offset: Int) throws -> (size: Int, packed: Int, offset: Int) {
        var reader = Bytes(Data(fields[1] ?? []), at: 0)
        func long(_ value: Int) throws -> Int {
            guard value == 0xFFFF_FFFF else { return value }
            guard let long = reader.number(8) else { throw ZipArchive.Problem(text: "is damaged") }
            return long
        }
        return (try long(size), try long(packed), try long(offset))
    }

    /// The time of a Unix system.
    var moment: Date? {
        var reader = Bytes(Data(fields[0x5455] ?? []), at: 0)
        guard let flags = reader.number(1), flags & 1 != 0, let seconds = reader.number(4) else { return nil }
        return Date(timeIntervalSince1970: Double(Int32(truncatingIfNeeded: seconds)))
    }

    /// The name in UTF-8, if it belongs to the one in the list.
    func unicodeName(for raw: [UInt8]) -> String? {
        var reader = Bytes(Data(fields[0x7075] ?? []), at: 0)
        guard reader.number(1) == 1, let checksum = reader.number(4), UInt32(checksum) == Deflate.checksum(raw) else {
            return nil
        }
        return String(validating: reader.rest, as: UTF8.self)
    }
}

/// Reads numbers from bytes, the lowest first. Nil at the end.
private struct Bytes {
    private let data: Data
    private(set) var position: Int

    init(_ data: Data, at position: Int) { (self.data, self.position) = (data, position) }

    mutating func number(_ count: Int) -> Int? {
        guard let bytes = bytes(count) else { return nil }
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, position >= 0, position <= data.count - count else { return nil }
        defer { position += count }
        return Array(data[position..<(position + count)])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, position >= 0, position <= data.count - count else { return false }
        position += count
        return true
    }

    var rest: [UInt8] { position <= data.count ? Array(data[position...]) : [] }
}
