/// How running text is set: size, colour of what has none of its own, and whether all of it is bold.
struct RunningStyle {
    var size: Double
    var color: Color
    var isBold = false
    /// Lines of nearly equal length instead of full ones: for headings and sentences that stand alone.
    var isBalanced = false
    /// Every space counts and no line is broken: for code.
    var isVerbatim = false

    var lineHeight: Double { 1.36 * size }
}

/// Text of several cuts, broken into lines that fit a width.
struct RunningText {
    struct Piece: Equatable {
        var span: TextSpan
        var text: String
        var x: Double
        var width: Double
    }

    let lines: [[Piece]]
    let style: RunningStyle

    var height: Double { Double(lines.count) * style.lineHeight }
    var width: Double { lines.compactMap { $0.last.map { $0.x + $0.width } }.max() ?? 0 }

    /// Breaks `spans` at spaces. A word that is wider than `width` has a line of its own: compare `self.width`.
    init(_ spans: [TextSpan], _ style: RunningStyle, width: Double, on canvas: Canvas) {
        self.style = style
        guard !style.isVerbatim else {
            var x = 0.0
            lines = [
                spans.map { span in
                    let width = Self.verbatimWidth(of: span, style, on: canvas)
                    defer { x += width }
                    return Piece(span: span, text: span.text, x: x, width: width)
                }
            ]
            return
        }
        let words = Self.words(of: spans, style, on: canvas)
        let space = canvas.lineWidth(" ", size: style.size)
        var lines = Self.fill(words, width: width, space: space)
        if style.isBalanced, lines.count > 1 {
            // The end of a sentence is a better place to break than the middle, if it costs at most a line.
            let sentences = Self.sentences(words).flatMap { Self.balanced($0, width: width, space: space) }
            lines =
                sentences.count <= lines.count + 1 ? sentences : Self.balanced(words, width: width, space: space)
        } else if let fuller = Self.withoutOrphan(lines, words, width: width, space: space) {
            lines = fuller
        }
        self.lines = lines
    }

    /// The size of the smallest letters that stand on the line.
    var smallestLetters: Double {
        lines.joined().filter { $0.span.script == .none }.map { Self.size($0.span, style) }.min()
            ?? style.size
    }

    func draw(at corner: Point, on canvas: Canvas, theme: Theme, noting layer: TextLayer) {
        let capital = 0.73 * style.size
        for (index, line) in lines.enumerated() {
            let top = corner.y + Double(index) * style.lineHeight
            let baseline = top + (style.lineHeight + capital) / 2
            for code in Self.codes(in: line) {
                let frame = Rectangle(
                    x: corner.x + code.start - 7, y: baseline - 0.86 * style.size,
                    width: code.end - code.start + 14, height: 1.16 * style.size)
                canvas.fill(.rectangle(frame, radius: 8), theme.codeBackground)
            }
            for piece in line {
                let rise = Self.rise(piece.span, style)
                canvas.drawLine(
                    piece.text, at: Point(corner.x + piece.x, baseline - rise),
                    size: Self.size(piece.span, style), piece.span.face(inBold: style.isBold),
                    color: piece.span.ink.map(theme.color) ?? style.color)
            }
            layer.note(line, at: Point(corner.x, baseline), size: style.size)
        }
    }

    /// From where to where code stands in a line of text; what has spaces inside is one piece.
    private static func codes(in line: [Piece]) -> [(start: Double, end: Double)] {
        var codes: [(start: Double, end: Double)] = []
        var last: TextSpan?
        for piece in line {
            let isCode = piece.span.cut == .code && piece.span.ink == nil
            if isCode, piece.span == last {
                codes[codes.count - 1].end = piece.x + piece.width
            } else if isCode {
                codes.append((piece.x, piece.x + piece.width))
            }
            last = isCode ? piece.span : nil
        }
        return codes
    }

    // MARK: Words

    private typealias Word = [Piece]

    private static func end(of line: [Piece]) -> Double { line.last.map { $0.x + $0.width } ?? 0 }

    /// Code looks as large as the text around it when it is a little smaller. An exponent can be read from the back row.
    private static func size(_ span: TextSpan, _ style: RunningStyle) -> Double {
        let size =
            span.cut == .code && !style.isVerbatim ? max(Slide.smallestText, 0.94 * style.size) : style.size
        return span.script == .none ? size : max(26, 0.72 * size)
    }

    /// How far a span stands above the line.
    private static func rise(_ span: TextSpan, _ style: RunningStyle) -> Double {
        switch span.script {
        case .none: 0
        case .raised: 0.36 * style.size
        case .lowered: -0.14 * style.size
        }
    }

    /// In code, raised and lowered letters are set close, and take the room of as many letters on the line: columns stay
    /// columns.
    private static func verbatimWidth(of span: TextSpan, _ style: RunningStyle, on canvas: Canvas) -> Double {
        let face = span.face(inBold: style.isBold)
        var onLine = span
        if span.cut == .code { onLine.script = .none }
        return canvas.lineWidth(span.text, size: size(onLine, style), face)
    }

    /// Pieces between spaces; a word may change its cut inside. A relation such as `=` keeps its short sides.
    private static func words(of spans: [TextSpan], _ style: RunningStyle, on canvas: Canvas) -> [Word?] {
        var words: [Word?] = []
        var isGlued = false
        func add(_ text: String, _ span: TextSpan) {
            let width = canvas.lineWidth(text, size: size(span, style), span.face(inBold: style.isBold))
            if isGlued, case .some(.some(var word)) = words.last {
                word.append(Piece(span: span, text: text, x: end(of: word), width: width))
                words[words.count - 1] = word
            } else {
                words.append([Piece(span: span, text: text, x: 0, width: width)])
            }
            isGlued = true
        }
        for span in spans {
            for (index, line) in span.text.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                if index > 0 {
                    words.append(nil)
                    isGlued = false
                }
                for (place, part) in kept(String(line)).enumerated() {
                    if place > 0 { isGlued = false }
                    if !part.isEmpty { add(part, span) }
                }
            }
        }
        return words
    }

    private static let relations: Set<Substring> = [
        "=", "≈", "≠", "≤", "≥", "<", ">", "→", "·", "+", "−", "×", "∙", "/", "±",
    ]

    /// The words of a line. What the eye would have to look for on the next line is kept in one piece: short formulas such
    /// as `b = −threshold`, an article and its noun, numbers in a row, a number behind a bracket and what it counts, the first
    /// word of a sentence and the second.
    private static func kept(_ line: String) -> [String] {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        var words: [String] = []
        var before: Substring?
        for (index, part) in parts.enumerated() {
            let twoBefore = index > 1 ? parts[index - 2] : nil
            if let last = words.last, let before, !last.isEmpty, !part.isEmpty, last.count + part.count < 24,
                belongs(part, to: before, after: twoBefore)
            {
                words[words.count - 1] = last + "\u{a0}" + part
            } else {
                words.append(String(part))
            }
            before = part
        }
        return words
    }

    private static func belongs(_ word: Substring, to before: Substring, after twoBefore: Substring?) -> Bool {
        if relations.contains(word) || relations.contains(before) { return true }
        if word.first == "%", before.last?.isNumber == true { return true }
        if ["a", "an", "the", "A", "An", "The"].contains(before) { return true }
        if before.last == ",", before.first?.isNumber == true, word.first?.isNumber == true { return true }
        if before.count > 1, before.first == "(", before.dropFirst().allSatisfy(\.isNumber) { return true }
        let endsSentence = twoBefore?.last.map { ".?!:".contains($0) } ?? false
        return endsSentence && before.count < 6 && before.first?.isUppercase == true
    }

    /// The words of each sentence.
    private static func sentences(_ words: [Word?]) -> [[Word?]] {
        var sentences: [[Word?]] = [[]]
        for (index, word) in words.enumerated() {
            sentences[sentences.count - 1].append(word)
            guard index + 1 < words.count, let last = word?.last?.text.last, ".?!".contains(last),
                words[index + 1]?.first?.text.first?.isLowercase == false
            else { continue }
            sentences.append([])
        }
        return sentences
    }

    /// As few lines as there must be, all nearly equally long: the narrowest width that needs no further line, found by
    /// halving.
    private static func balanced(_ words: [Word?], width: Double, space: Double) -> [[Piece]] {
        let lines = fill(words, width: width, space: space)
        guard lines.count > 1 else { return lines }
        var (tooNarrow, enough) = (0.0, width)
        while enough - tooNarrow > 4 {
            let middle = (tooNarrow + enough) / 2
            let narrower = fill(words, width: middle, space: space)
            let fits = narrower.count == lines.count && narrower.allSatisfy { end(of: $0) <= middle }
            if fits { enough = middle } else { tooNarrow = middle }
        }
        return fill(words, width: enough, space: space)
    }

    /// The lines broken earlier where the last one would hold a lonely word, less than a quarter of the width; nil if it
    /// does not, or if that takes another line.
    private static func withoutOrphan(
        _ lines: [[Piece]], _ words: [Word?], width: Double, space: Double
    ) -> [[Piece]]? {
        func isLonely(_ lines: [[Piece]]) -> Bool { end(of: lines[lines.count - 1]) < 0.25 * width }
        guard lines.count > 1, isLonely(lines) else { return nil }
        return stride(from: 0.98, to: 0.5, by: -0.02).lazy
            .map { fill(words, width: $0 * width, space: space) }
            .first { $0.count == lines.count && !isLonely($0) && $0.allSatisfy { end(of: $0) <= width } }
    }

    private static func fill(_ words: [Word?], width: Double, space: Double) -> [[Piece]] {
        var lines: [[Piece]] = [[]]
        for word in words {
            guard let word else {
                lines.append([])
                continue
            }
            var start = lines[lines.count - 1].isEmpty ? 0 : end(of: lines[lines.count - 1]) + space
            if start > 0, start + end(of: word) > width {
                lines.append([])
                start = 0
            }
            lines[lines.count - 1] += word.map { piece in
                var piece = piece
                piece.x += start
                return piece
            }
        }
        return lines
    }
}
