// A PNG file is a signature and a list of chunks, each a length, a four-letter type, data and a checksum
// (PNG specification, third edition, section 5). libpng reads and writes the pixels; the chunks around them are handled
// here, so that what is wrong with one of them can be said with its place.

struct PNGChunk: Equatable {
    var type: String
    var data: [UInt8]

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    var bytes: [UInt8] {
        let named = Array(type.utf8) + data
        return bigEndian(UInt32(data.count)) + named + bigEndian(checksum(named))
    }

    /// Splits a file into chunks and checks every one of them.
    static func list(in file: [UInt8], named name: String) throws(PictureError) -> [PNGChunk] {
        func damaged(_ problem: String) -> PictureError {
            PictureError(file: name, problem: problem, hint: "save or download the picture again")
        }
        guard !file.isEmpty else { throw damaged("expected a PNG picture, but the file is empty") }
        guard file.starts(with: signature) else {
            throw PictureError(
                file: name, problem: "expected a PNG picture, but the file does not start like one",
                hint: "export it as PNG (renaming a .jpg is not enough)")
        }
        var chunks: [PNGChunk] = []
        var place = signature.count
        while chunks.last?.type != "IEND" {
            guard place + 12 <= file.count else {
                throw damaged("the picture is cut off after \(file.count) bytes")
            }
            let length = Int(number(file[place..<place + 4]))
            let type = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            guard length <= file.count - place - 12 else {
                throw damaged("the picture is cut off inside its \(type) part, after \(file.count) bytes")
            }
            let end = place + 8 + length
            guard checksum(file[place + 4..<end]) == number(file[end..<end + 4]) else {
                throw damaged("the checksum of its \(type) part at byte \(place) is wrong")
            }
            chunks.append(PNGChunk(type: type, data: Array(file[place + 8..<end])))
            place = end + 4
        }
        guard chunks[0].type == "IHDR", chunks[0].data.count == 13 else {
            throw damaged("expected the size of the picture first, but got \(chunks[0].type)")
        }
        return chunks
    }

    // MARK: Size, text and resolution

    /// Width and height, the first eight bytes of an IHDR chunk. Requires: it has them.
    var size: (width: Int, height: Int) { (Int(number(data[0..<4])), Int(number(data[4..<8]))) }

    /// Text about the picture; UTF-8, not compressed.
    static func text(keyword: String, _ text: String) -> PNGChunk {
        PNGChunk(type: "iTXt", data: Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8))
    }

    /// How many pixels lie on an inch of paper; the file wants pixels per metre.
    static func resolution(pixelsPerInch: Double) -> PNGChunk {
        let perMetre = bigEndian(UInt32((pixelsPerInch / 0.0254).rounded()))
        return PNGChunk(type: "pHYs", data: perMetre + perMetre + [1])
    }

    /// Keyword and text of a tEXt chunk or of an iTXt chunk that is not compressed.
    var keywordAndText: (String, String)? {
        guard let end = data.firstIndex(of: 0), ["tEXt", "iTXt"].contains(type) else { return nil }
        let keyword = String(decoding: data[..<end], as: UTF8.self)
        if type == "tEXt" {
            return (keyword, String(String.UnicodeScalarView(data[(end + 1)...].map { Unicode.Scalar($0) })))
        }
        let rest = data[(end + 1)...]
        guard rest.count >= 4, rest[rest.startIndex] == 0,
            let language = rest.dropFirst(2).firstIndex(of: 0),
            let translated = rest[(language + 1)...].firstIndex(of: 0)
        else { return nil }
        return (keyword, String(decoding: rest[(translated + 1)...], as: UTF8.self))
    }
}

private func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

private func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
}

private let checksumTable: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
}

/// CRC-32 as PNG and gzip use it.
private func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { crc, byte in
        checksumTable[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
    }
}
