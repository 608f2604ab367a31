// The only file that imports libpng.
import CPNG
import CPixels
import Foundation

extension Picture {
    /// Encodes the picture as PNG, with text about it and its resolution.
    ///
    /// - Parameter isExact: if not, a drawing in colour gets a palette of 256 colours where that moves no part of a pixel by more
    ///   than 8 of 255: its flat colours stay, the edges of letters and lines change by what nobody sees, and the file is a
    ///   third to a half as long.
    /// - Throws: `PictureError` when the picture does not fit into memory.
    public func png(
        metadata: [String: String] = [:], pixelsPerInch: Double = 144, isExact: Bool = true
    ) throws(PictureError) -> [UInt8] {
        for keyword in metadata.keys {
            require(
                (1...79).contains(keyword.utf8.count) && keyword.utf8.allSatisfy { (32..<127).contains($0) },
                "Picture.png: expected a keyword of 1 to 79 ASCII characters, but got \"\(keyword)\"; try Title"
            )
        }
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(width)
        image.height = png_uint_32(height)
        let indexed = isExact ? nil : indexed
        if let indexed {
            image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP)
            image.colormap_entries = png_uint_32(indexed.palette.count / 3)
        } else {
            image.format = Self.format(channels: channels)
            // A drawing is encoded in a fifth of the time, and takes a third more room.
            image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        }
        defer { png_image_free(&image) }
        // Room for the worst case: deflate adds a few bytes per block to what it cannot compress.
        var length = png_alloc_size_t(pixels.count + pixels.count / 100 + height + 4096)
        var bytes = [UInt8](repeating: 0, count: length)
        guard
            png_image_write_to_memory(&image, &bytes, &length, 0, indexed?.pixels ?? pixels, 0, indexed?.palette) != 0
        else {
            throw PictureError(file: "PNG", problem: Self.message(of: image), hint: "try a smaller picture")
        }
        bytes.removeSubrange(length...)
        let chunks =
            [PNGChunk.resolution(pixelsPerInch: pixelsPerInch)]
            + metadata.sorted { $0.key < $1.key }.map { PNGChunk.text(keyword: $0.key, $0.value) }
        // The header always comes first: 8 bytes of signature and 25 of IHDR.
        bytes.insert(contentsOf: chunks.flatMap(\.bytes), at: PNGChunk.signature.count + 25)
        return bytes
    }

    /// The pixels as numbers of at most 256 colours, red, green, blue; nil if these are not enough.
    private var indexed: (pixels: [UInt8], palette: [UInt8])? {
        guard channels == 3 else { return nil }
        var palette = [UInt8](repeating: 0, count: 768)
        var colors: Int32 = 0
        let indices = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            colors = nabla_palette(pixels, width * height, 8, buffer.baseAddress!, &palette)
            count = colors > 0 ? width * height : 0
        }
        return colors > 0 ? (indices, Array(palette.prefix(3 * Int(colors)))) : nil
    }

    /// Reads a PNG of any kind as red, green, blue and opacity, with its text.
    ///
    /// Samples of 16 bits are rounded to 8. A file that says its gamma is brought to that of sRGB, the gamma of screens; one
    /// that says nothing is taken to be in sRGB, whatever its depth (PNG specification, third edition, section 13.13).
    public init(png bytes: [UInt8], name: String = "picture") throws(PictureError) {
        let chunks = try PNGChunk.list(in: bytes, named: name)
        let (width, height) = chunks[0].size
        guard width > 0, height > 0, width <= 20_000, height <= 20_000, width * height <= 50_000_000 else {
            throw PictureError(
                file: name, problem: "is \(width) × \(height) pixels; expected 1 to 50 million",
                hint: "make it smaller")
        }
        self.init(
            width: width, height: height, channels: 4,
            pixels: try Self.pixels(in: bytes, width: width, height: height, name: name))
        for case let (keyword, text)? in chunks.map(\.keywordAndText) { metadata[keyword] = text }
    }

    /// Decodes the pixels, four channels each.
    private static func pixels(
        in file: [UInt8], width: Int, height: Int, name: String
    ) throws(PictureError) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        var message = [CChar](repeating: 0, count: 128)
        guard nabla_png_read(file, file.count, width, height, &pixels, &message) != 0 else {
            let reason = String(
                decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw PictureError(
                file: name, problem: "cannot be read as PNG (\(reason))",
                hint: "save or download the picture again")
        }
        return pixels
    }

    /// Reads a PNG file.
    public init(contentsOf path: String) throws(PictureError) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
        // Opening a pipe would wait for ever, and a device never ends.
        guard type == .typeRegular, let data = FileManager.default.contents(atPath: path) else {
            throw PictureError(
                file: path, problem: "expected a PNG picture, but there is no readable file",
                hint: "check the path and its permissions")
        }
        try self.init(png: [UInt8](data), name: path)
    }

    /// Writes a PNG file in one step: a reader never sees half of it.
    public func write(to path: String, metadata: [String: String] = [:]) throws(PictureError) {
        let bytes = try png(metadata: metadata)
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw PictureError(
                file: path, problem: "cannot be written (\((error as NSError).localizedDescription))",
                hint: "check that the folder exists, may be written to and has room")
        }
    }

    private static func format(channels: Int) -> png_uint_32 {
        switch channels {
        case 1: 0
        case 3: png_uint_32(PNG_FORMAT_FLAG_COLOR)
        default: png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        }
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
