/// A line of a slide's text and where it stands: what a page puts below the picture, so that it can be searched and copied.
public struct PlacedText: Equatable, Sendable {
    public var text: String
    public var x: Double
    public var baseline: Double
    public var width: Double
    /// Of its letters, in pixels.
    public var size: Double
}

/// The lines of a slide, noted while they are drawn.
final class TextLayer {
    private(set) var texts: [PlacedText] = []

    func note(_ text: String, x: Double, baseline: Double, width: Double, size: Double) {
        guard width > 0, text.contains(where: { !$0.isWhitespace }) else { return }
        texts.append(PlacedText(text: text, x: x, baseline: baseline, width: width, size: size))
    }

    /// A line of running text: its pieces, with a space where they stand apart.
    func note(_ line: [RunningText.Piece], at start: Point, size: Double) {
        guard let first = line.first, let last = line.last else { return }
        var text = ""
        var end = first.x
        for piece in line {
            if piece.x > end + 1 { text += " " }
            text += (piece.span.copied ?? piece.text).map { $0 == "\u{a0}" ? " " : String($0) }.joined()
            end = piece.x + piece.width
        }
        note(
            text, x: start.x + first.x, baseline: start.y, width: last.x + last.width - first.x, size: size)
    }

    /// What a picture shows, in lines that lie below it.
    func note(words: String, in frame: Rectangle) {
        let size = 24.0
        let perLine = max(10, Int(frame.width / (0.5 * size)))
        var lines = [""]
        for word in words.split(whereSeparator: \.isWhitespace) {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= perLine {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        let step = min(1.4 * size, frame.height / Double(lines.count + 1))
        for (index, line) in lines.enumerated() {
            let width = frame.width * min(1, Double(line.count) / Double(perLine))
            note(
                line, x: frame.minX, baseline: frame.minY + step * Double(index + 1), width: width,
                size: 0.7 * step)
        }
    }
}
