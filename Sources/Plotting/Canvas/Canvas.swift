// The only file that imports Cairo. Everything above draws through `Canvas`.
import CCairo
import CPixels

/// Outlines that can be filled or stroked.
public enum Shape {
    case rectangle(Rectangle, radius: Double = 0)
    case circle(center: Point, radius: Double)
    case polygon([Point])
    /// Straight lines from point to point; a nil lifts the pen.
    case polyline([Point?])
    case curve(from: Point, Point, Point, to: Point)
}

/// A page to draw on: anti-aliased shapes, text and pictures, in units of a page 1920 wide.
public final class Canvas {
    /// What becomes of a page: pixels, or a file that can be enlarged without end and whose letters stay letters.
    enum Medium { case pixels, pdf, svg }

    public let width: Double
    public let height: Double
    private let medium: Medium
    private let surface: OpaquePointer
    /// Takes the place of the surface on a page that becomes SVG. (Cairo's own SVG turns letters into outlines.)
    private let svg: SVGPage?
    /// What Cairo has written of a PDF.
    private let written = Written()
    private let context: OpaquePointer
    private let options: OpaquePointer
    /// The page and as much again around it. What lies beyond cannot be seen, and Cairo's numbers end at 8 million.
    private let reach: ClipBox
    private var fonts: [FontKey: OpaquePointer] = [:]
    private var familyOfCharacter: [CharacterKey: Int] = [:]

    /// Makes a page of `width` × `height` units, each `scale` pixels long, filled with one colour.
    public convenience init(width: Double, height: Double, scale: Double = 1, background: Color = .white) {
        self.init(width: width, height: height, scale: scale, background: background, medium: .pixels)
    }

    /// Makes a page for any medium. A unit of a PDF is `scale` points long. Without a background the page is transparent; a
    /// font goes before all others, wherever it has the character.
    init(
        width: Double, height: Double, scale: Double = 1, background: Color?, medium: Medium, font: String? = nil
    ) {
        require(
            width * scale >= 1 && height * scale >= 1 && width * scale <= 20_000 && height * scale <= 20_000,
            "Canvas: expected sides of 1 to 20000 pixels, but got \(width * scale) × \(height * scale)"
                + "; choose another size")
        self.width = width
        self.height = height
        let border = max(width, height)
        reach = ClipBox(x: -border...width + border, y: -border...height + border)
        self.medium = medium
        families = Self.codeFamilies + [font].compactMap { $0 } + Self.families
        svg = medium == .svg ? SVGPage(width: width, height: height, scale: scale) : nil
        surface =
            switch medium {
            case .pixels:
                cairo_image_surface_create(
                    background == nil ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, Int32((width * scale).rounded()),
                    Int32((height * scale).rounded()))
            case .pdf:
                cairo_pdf_surface_create_for_stream(
                    { page, bytes, count in
                        let written = Unmanaged<Written>.fromOpaque(page!).takeUnretainedValue()
                        written.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                        return CAIRO_STATUS_SUCCESS
                    }, Unmanaged.passUnretained(written).toOpaque(), width * scale, height * scale)
            case .svg: cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)
            }
        context = cairo_create(surface)
        let status = cairo_status(context)
        require(
            status == CAIRO_STATUS_SUCCESS,
            "Canvas: expected a page, but got \(String(cString: cairo_status_to_string(status)));"
                + " try a smaller size")
        // Without hinting a text has the same proportions at every scale.
        options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        // The numbers of an SVG are units: its frame scales them.
        if medium != .svg { cairo_scale(context, scale, scale) }
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        guard let background else { return }
        if medium == .pixels {
            setSource(background, 1)
            cairo_paint(context)
        } else {
            fill(.rectangle(bounds), background)
        }
    }

    deinit {
        for font in fonts.values { cairo_scaled_font_destroy(font) }
        cairo_font_options_destroy(options)
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    public var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

    /// Copies what has been drawn so far.
    public func picture() -> Picture {
        cairo_surface_flush(surface)
        let (columns, rows) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        let stride = Int(cairo_image_surface_get_stride(surface))
        let bytes = cairo_image_surface_get_data(surface)!
        if cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32 {
            return Picture(premultiplied: bytes, stride: stride, width: columns, height: rows)
        }
        let pixels = [UInt8](unsafeUninitializedCapacity: rows * columns * 3) { buffer, count in
            nabla_pixels_of_opaque(bytes, stride, columns, rows, buffer.baseAddress!)
            count = rows * columns * 3
        }
        return Picture(width: columns, height: rows, channels: 3, pixels: pixels)
    }

    /// The page as a file, of a medium that is one. Nothing can be drawn on it any more.
    func file(title: String, description: String) -> [UInt8] {
        if let svg { return svg.file(title: title, description: description) }
        require(medium == .pdf, "Canvas.file: expected a page that becomes a file, but got pixels; try picture()")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, description)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Nabla")
        cairo_surface_finish(surface)
        return written.bytes
    }

    private final class Written {
        var bytes: [UInt8] = []
    }

    // MARK: Shapes

    public func fill(_ shape: Shape, _ color: Color, opacity: Double = 1) {
        trace(shape)
        if let svg { return svg.fill(path, color, opacity: opacity) }
        setSource(color, opacity)
        cairo_fill(context)
    }

    /// Strokes an outline. Dashes are lengths of line and gap, in units.
    public func stroke(
        _ shape: Shape, _ color: Color, width: Double, opacity: Double = 1, dashes: [Double] = [],
        isRoundEnded: Bool = true
    ) {
        guard width > 0, width.isFinite else { return }
        trace(shape)
        let hasButtEnds = !isRoundEnded || !dashes.isEmpty
        if let svg {
            return svg.stroke(path, color, opacity: opacity, width: width, dashes: dashes, isRoundEnded: !hasButtEnds)
        }
        setSource(color, opacity)
        cairo_set_line_width(context, min(width, 2 * (self.width + height)))
        cairo_set_line_cap(context, hasButtEnds ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND)
        cairo_set_dash(context, dashes, Int32(dashes.count), 0)
        cairo_stroke(context)
    }

    /// Draws with everything outside of a rectangle left untouched.
    public func clipped(to rectangle: Rectangle, _ draw: () throws -> Void) rethrows {
        if let svg {
            trace(.rectangle(rectangle))
            return try svg.clipped(to: path, draw)
        }
        cairo_save(context)
        defer { cairo_restore(context) }
        trace(.rectangle(rectangle))
        cairo_clip(context)
        try draw()
    }

    /// Draws a picture into a rectangle; its pixels stay sharp squares unless it is smoothed.
    public func draw(_ picture: Picture, in rectangle: Rectangle, opacity: Double = 1, isSmooth: Bool = false) {
        // A picture without a size would leave Cairo in a state in which it draws nothing any more.
        guard rectangle.width > 0, rectangle.height > 0, max(rectangle.width, rectangle.height) < 1e6,
            rectangle.overlap(with: bounds) > 0
        else { return }
        if let svg { return svg.draw(picture, in: rectangle, opacity: opacity, isSmooth: isSmooth) }
        let stride = Int(
            cairo_format_stride_for_width(CAIRO_FORMAT_ARGB32, Int32(picture.width)))
        var bytes = [UInt8](repeating: 0, count: stride * picture.height)
        bytes.withUnsafeMutableBufferPointer { buffer in
            picture.writePremultiplied(to: buffer.baseAddress!, stride: stride)
            let source = cairo_image_surface_create_for_data(
                buffer.baseAddress!, CAIRO_FORMAT_ARGB32, Int32(picture.width), Int32(picture.height),
                Int32(stride))
            defer { cairo_surface_destroy(source) }
            cairo_save(context)
            defer { cairo_restore(context) }
            trace(.rectangle(rectangle))
            cairo_clip(context)
            cairo_translate(context, rectangle.x, rectangle.y)
            cairo_scale(
                context, rectangle.width / Double(picture.width), rectangle.height / Double(picture.height))
            cairo_set_source_surface(context, source, 0, 0)
            cairo_pattern_set_filter(
                cairo_get_source(context), isSmooth ? CAIRO_FILTER_BEST : CAIRO_FILTER_NEAREST)
            cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
            cairo_paint_with_alpha(context, opacity)
        }
    }

    private func setSource(_ color: Color, _ opacity: Double) {
        cairo_set_source_rgba(
            context, color.red, color.green, color.blue, opacity.isFinite ? min(max(opacity, 0), 1) : 1)
    }

    /// The path that was set, as SVG writes it.
    private var path: String {
        let copied = cairo_copy_path(context)!
        defer { cairo_path_destroy(copied) }
        var (text, index) = ("", 0)
        while index < Int(copied.pointee.num_data) {
            let header = copied.pointee.data[index].header
            let numbers = (index + 1..<index + Int(header.length)).flatMap { place in
                let point = copied.pointee.data[place].point
                return [SVGPage.number(point.x), SVGPage.number(point.y)]
            }
            let letter =
                switch header.type {
                case CAIRO_PATH_MOVE_TO: "M"
                case CAIRO_PATH_LINE_TO: "L"
                case CAIRO_PATH_CURVE_TO: "C"
                default: "Z"
                }
            text += letter + numbers.joined(separator: " ")
            index += Int(header.length)
        }
        return text
    }

    /// Sets the path. What lies off the page is cut away, what has no place (NaN, infinity) is left out.
    private func trace(_ shape: Shape) {
        cairo_new_path(context)
        switch shape {
        case .rectangle(let whole, let radius):
            guard let box = visible(whole) else { return }
            guard radius > 0 else { return cairo_rectangle(context, box.x, box.y, box.width, box.height) }
            let r = min(radius, box.width / 2, box.height / 2)
            cairo_arc(context, box.maxX - r, box.minY + r, r, -.pi / 2, 0)
            cairo_arc(context, box.maxX - r, box.maxY - r, r, 0, .pi / 2)
            cairo_arc(context, box.minX + r, box.maxY - r, r, .pi / 2, .pi)
            cairo_arc(context, box.minX + r, box.minY + r, r, .pi, 1.5 * .pi)
            cairo_close_path(context)
        case .circle(let center, let radius):
            guard radius >= 0, radius < 1e5, abs(center.x) < 1e6, abs(center.y) < 1e6 else { return }
            cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
            cairo_close_path(context)
        case .polygon(let points):
            guard points.allSatisfy(\.isFinite) else { return }
            for point in reach.area(points) { cairo_line_to(context, point.x, point.y) }
            cairo_close_path(context)
        case .polyline(let points):
            var isDown = false
            for point in reach.line(points.map { $0.flatMap { $0.isFinite ? $0 : nil } }) {
                if let point {
                    isDown
                        ? cairo_line_to(context, point.x, point.y) : cairo_move_to(context, point.x, point.y)
                }
                isDown = point != nil
            }
        case .curve(let start, let first, let second, let end):
            guard [start, first, second, end].allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else {
                return
            }
            cairo_move_to(context, start.x, start.y)
            cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
        }
    }

    /// The part of a rectangle on the page or near it; nil where there is none.
    private func visible(_ box: Rectangle) -> Rectangle? {
        func part(_ a: Double, _ b: Double, _ reach: ClosedRange<Double>) -> (Double, Double) {
            (max(min(a, b), reach.lowerBound), min(max(a, b), reach.upperBound))
        }
        guard (box.minX + box.maxX).isFinite, (box.minY + box.maxY).isFinite else { return nil }
        let (left, right) = part(box.minX, box.maxX, reach.x)
        let (top, bottom) = part(box.minY, box.maxY, reach.y)
        guard left <= right, top <= bottom else { return nil }
        return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    }

    // MARK: Text

    /// Families in order of preference. A character goes to the first one that has it: Cairo's own text
    /// calls never look into a second font.
    static let families = [
        "DejaVu Sans", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Noto Sans Math", "STIX Two Math",
        "Apple Symbols", "sans-serif",
    ]

    /// Families for code, before those for text.
    private static let codeFamilies = ["DejaVu Sans Mono", "Menlo", "Liberation Mono"]
    /// Those for code, then those for text.
    private let families: [String]

    private struct FontKey: Hashable {
        var family: Int
        var face: Typeface
        var size: Double
    }

    private struct CharacterKey: Hashable {
        var character: Character
        var isCode: Bool
    }

    /// Width of one line of text.
    func lineWidth(_ line: String, size: Double, _ face: Typeface) -> Double {
        guard size > 0, size < 1e5 else { return 0 }
        return runs(of: line, face).reduce(0) { width, run in
            width + glyphs(run.text, font(FontKey(family: run.family, face: face, size: size))).advance
        }
    }

    /// Draws one line of text whose baseline starts at a point; a rim around its letters keeps it apart from lines below.
    func drawLine(
        _ line: String, at start: Point, size: Double, _ face: Typeface, color: Color, angle: Double = 0,
        rim: Color? = nil
    ) {
        guard size > 0, size < 1e5, abs(start.x) < 1e6, abs(start.y) < 1e6 else { return }
        cairo_save(context)
        defer { cairo_restore(context) }
        cairo_translate(context, start.x, start.y)
        cairo_rotate(context, angle)
        let place = svg == nil ? "" : SVGPage.place(start, angle: angle)
        var x = 0.0
        for run in runs(of: line, face) {
            let key = FontKey(family: run.family, face: face, size: size)
            var (glyphs, advance) = glyphs(run.text, font(key))
            for index in glyphs.indices { glyphs[index].x += x }
            cairo_set_font_face(context, cairo_scaled_font_get_font_face(font(key)))
            cairo_set_font_size(context, size)
            cairo_set_font_options(context, options)
            if let rim {
                cairo_new_path(context)
                cairo_glyph_path(context, glyphs, Int32(glyphs.count))
                if let svg {
                    svg.stroke(path, rim, opacity: 0.9, width: 0.24 * size, place: place)
                } else {
                    setSource(rim, 0.9)
                    cairo_set_line_width(context, 0.24 * size)
                    cairo_set_dash(context, nil, 0, 0)
                    cairo_stroke(context)
                }
            }
            if let svg {
                svg.write(
                    run.text, place: place, x: x, width: advance, size: size, face: face, family: families[run.family],
                    color: color)
            } else {
                setSource(color, 1)
                show(glyphs, of: run.text)
            }
            x += advance
        }
    }

    /// Shows glyphs, and tells a PDF which letters they are: that is what is found, copied and read aloud.
    private func show(_ glyphs: [cairo_glyph_t], of text: String) {
        let letters = text.unicodeScalars.map { cairo_text_cluster_t(num_bytes: Int32($0.utf8.count), num_glyphs: 1) }
        guard medium == .pdf, letters.count == glyphs.count else {
            return cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
        }
        cairo_show_text_glyphs(
            context, text, Int32(text.utf8.count), glyphs, Int32(glyphs.count), letters, Int32(letters.count),
            cairo_text_cluster_flags_t(rawValue: 0))
    }

    /// Characters of a text that no font of this machine can draw.
    public func missingCharacters(in text: String) -> [Character] {
        text.filter { $0 != "\n" && !hasGlyph($0, in: family(of: $0, .regular)) }.map { $0 }
    }

    private func font(_ key: FontKey) -> OpaquePointer {
        if let known = fonts[key] { return known }
        let weight = key.face.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        let slant = key.face.isItalic ? CAIRO_FONT_SLANT_OBLIQUE : CAIRO_FONT_SLANT_NORMAL
        let face = cairo_toy_font_face_create(families[key.family], slant, weight)
        defer { cairo_font_face_destroy(face) }
        var size = cairo_matrix_t()
        var identity = cairo_matrix_t()
        cairo_matrix_init_scale(&size, key.size, key.size)
        cairo_matrix_init_identity(&identity)
        let made = cairo_scaled_font_create(face, &size, &identity, options)!
        fonts[key] = made
        return made
    }

    private func runs(of line: String, _ face: Typeface) -> [(text: String, family: Int)] {
        var runs: [(text: String, family: Int)] = []
        for character in line {
            let family = family(of: character, face)
            if runs.last?.family == family {
                runs[runs.count - 1].text.append(character)
            } else {
                runs.append((String(character), family))
            }
        }
        return runs
    }

    private func family(of character: Character, _ face: Typeface) -> Int {
        let key = CharacterKey(character: character, isCode: face.isMonospaced)
        if let known = familyOfCharacter[key] { return known }
        let candidates = families.indices.dropFirst(face.isMonospaced ? 0 : Self.codeFamilies.count)
        let found = candidates.first { hasGlyph(character, in: $0) } ?? candidates.startIndex
        familyOfCharacter[key] = found
        return found
    }

    private func hasGlyph(_ character: Character, in family: Int) -> Bool {
        let font = font(FontKey(family: family, face: .regular, size: 20))
        return glyphs(String(character), font).glyphs.allSatisfy { $0.index != 0 }
    }

    private func glyphs(_ text: String, _ font: OpaquePointer) -> (glyphs: [cairo_glyph_t], advance: Double) {
        var buffer: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(font, 0, 0, text, -1, &buffer, &count, nil, nil, nil)
        guard status == CAIRO_STATUS_SUCCESS, let buffer else { return ([], 0) }
        defer { cairo_glyph_free(buffer) }
        let glyphs = Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
        var extents = cairo_text_extents_t()
        cairo_scaled_font_glyph_extents(font, glyphs, count, &extents)
        return (glyphs, extents.x_advance)
    }
}
