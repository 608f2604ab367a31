import Grading
import Nabla
import Text

/// A wrong result drawn with the characters of a terminal: expected beside received, and where they differ.
///
/// Readable without colour: how far a number is from 0 is how dark its cell is, its sign and the first wrong place are
/// characters.
struct WrongPartText {
    private let part: WrongPart
    private let width: Int
    private let styled: (String, Terminal.Style) -> String
    /// The number of the darkest cell.
    private let largest: Double

    /// - Parameter styled: colours a text, or leaves it as it is.
    init(_ part: WrongPart, width: Int, styled: @escaping (String, Terminal.Style) -> String = Terminal.styled) {
        (self.part, self.width, self.styled) = (part, width, styled)
        largest = max(abs(part.range.lowerBound), abs(part.range.upperBound))
    }

    var text: String {
        let lines =
            switch part.kind {
            case .shapes: shapes
            case .curve: curve
            case .matrix, .sheets: cells
            }
        return lines.map { line in
            let kept = line.reversed().drop { $0 == " " }.reversed()
            return kept.isEmpty ? "" : "  " + String(kept)
        }.joined(separator: "\n")
    }

    private var name: String { part.name.controlsShown }

    /// A text with as many columns as it takes.
    private struct Drawn {
        var text: String
        var columns: Int

        init(_ text: String, columns: Int? = nil) { (self.text, self.columns) = (text, columns ?? text.count) }
    }

    /// Drawings side by side, their heads above; one below the other where the terminal is too narrow.
    private func beside(_ drawings: [[Drawn]]) -> [String] {
        let widths = drawings.map { $0.map(\.columns).max() ?? 0 }
        guard widths.reduce(0, +) + 4 * (drawings.count - 1) <= width - 2 else {
            return Array(drawings.map { $0.map(\.text) }.joined(separator: [""]))
        }
        let height = drawings.map(\.count).max() ?? 0
        return (0..<height).map { row in
            var line = ""
            var missing = 0
            for (drawing, width) in zip(drawings, widths) {
                line += String(repeating: " ", count: missing)
                let item = row < drawing.count ? drawing[row] : Drawn("")
                line += item.text
                missing = width - item.columns + 4
            }
            return line
        }
    }

    // MARK: Cells

    private var cells: [String] {
        let size = part.expected.sheetSize
        let (right, came) = (part.expected.sheets, part.received.sheets)
        let (wrong, first) = (part.isWrong, part.firstWrong ?? 0)
        let count = size.rows * size.columns
        let sheet = first / count
        let inner = first % count
        // What is shown of a large sheet lies around the first wrong place.
        let room = max(4, (width - 6) / 2)
        let across = window(size.columns, around: inner % size.columns, most: room / 2)
        let down = window(size.rows, around: inner / size.columns, most: 24)
        // Four characters a cell leave room for a ring; two are enough for a picture.
        let isWide = across.count * 4 <= room
        func drawing(_ title: String, _ symbol: (Int) -> (text: String, style: Terminal.Style?)) -> [Drawn] {
            [Drawn(styled(title, .dim), columns: title.count)]
                + down.map { row -> Drawn in
                    let texts = across.map { column -> String in
                        let place = row * size.columns + column
                        let (text, style) = symbol(place)
                        let cell = style.map { styled(text, $0) } ?? text
                        guard isWide else { return place == inner ? styled("[]", .red) : cell }
                        return place == inner ? styled("[", .red) + cell + styled("]", .red) : " \(cell) "
                    }
                    return Drawn(texts.joined(), columns: across.count * (isWide ? 4 : 2))
                }
        }
        func numbers(_ title: String, _ sheet: ArraySlice<Scalar>) -> [Drawn] {
            drawing(title) { shade(Double(sheet[sheet.startIndex + $0])) }
        }
        let name = self.name + right[sheet].name
        let all = [
            numbers("expected", right[sheet].numbers), numbers("received", came[sheet].numbers),
            drawing("wrong") { wrong[sheet * count + $0] ? ("× ", .red) : ("· ", .dim) },
        ]
        let fits = 3 * across.count * (isWide ? 4 : 2) + 8 <= width - 2
        let signs = hasSigns ? ", - before it a negative number" : ""
        var notes = ["\(name): ██ is \(numberText(largest)), ·· is 0\(signs)"]
        if right.count > 1 { notes.append("the first wrong one of \(right.count) tables is drawn") }
        if down.count < size.rows || across.count < size.columns || !part.expected.isWhole {
            notes.append("cut to the surroundings of the first difference")
        }
        // A list has room for its third line below the two.
        return beside(Array(all.prefix(fits || down.count == 1 ? 3 : 2))) + notes.map { styled($0, .dim) }
    }

    /// At most so many places around one of them.
    private func window(_ count: Int, around place: Int, most: Int) -> Range<Int> {
        let length = min(count, most)
        let start = max(0, min(place - length / 2, count - length))
        return start..<start + length
    }

    private var hasSigns: Bool {
        (part.expected.numbers + part.received.numbers).contains { $0 < 0 }
    }

    /// Two characters for a number: how dark they are is how far it is from 0.
    private func shade(_ value: Double) -> (text: String, style: Terminal.Style?) {
        if value.isNaN { return ("NN", .red) }
        if value.isInfinite { return (value < 0 ? "-∞" : "∞∞", .red) }
        let share = largest > 0 ? abs(value) / largest : 0
        let level = share < 0.02 ? 0 : min(4, Int((share * 4).rounded(.up)))
        if level == 0 { return ("··", .dim) }
        let block = ["░", "▒", "▓", "█"][level - 1]
        return value < 0 ? ("-" + block, .cyan) : (block + block, .yellow)
    }

    // MARK: Curves

    private static let height = 9

    private var curve: [String] {
        let (right, came) = (part.expected.numbers.map(Double.init), part.received.numbers.map(Double.init))
        let range = part.range
        let ends = [numberText(range.upperBound), numberText(range.lowerBound)]
        let margin = max(6, ends.map(\.count).max()!) + 2
        let room = max(10, width - 4 - margin)
        let first = part.firstWrong ?? 0
        let shown = window(right.count, around: first, most: room)
        let step = max(1, min(3, room / shown.count))
        func row(_ value: Double) -> Int? {
            guard !value.isNaN else { return nil }
            let length = range.upperBound - range.lowerBound
            let inside = min(max(value, range.lowerBound), range.upperBound)
            let share = length > 0 ? (inside - range.lowerBound) / length : 0.5
            return Self.height - 1 - Int((share * Double(Self.height - 1)).rounded())
        }
        var grid = Array(repeating: Array(repeating: " ", count: shown.count * step), count: Self.height)
        for place in shown {
            let column = (place - shown.lowerBound) * step
            let (a, b) = (row(right[place]), row(came[place]))
            if let a { grid[a][column] = a == b ? "•" : styled("o", .cyan) }
            if let b, a != b { grid[b][column] = styled("x", .red) }
            if came[place].isNaN || right[place].isNaN { grid[Self.height - 1][column] = styled("N", .red) }
        }
        var lines = grid.enumerated().map { index, row -> String in
            let label = index == 0 ? ends[0] : index == Self.height - 1 ? ends[1] : ""
            return styled(String(repeating: " ", count: margin - 2 - label.count) + label + " │", .dim)
                + row.joined()
        }
        let mark = String(repeating: " ", count: margin + (first - shown.lowerBound) * step)
        let axis = part.expected.extents.firstIndex { $0 > 1 } ?? 0
        lines.append(mark + styled("^ index \(part.place?[axis] ?? first)", .red))
        var notes = ["\(name): o expected, x received, • both"]
        if (right + came).contains(where: \.isNaN) { notes.append("N where one of them is NaN") }
        if shown.count < right.count || !part.expected.isWhole {
            notes.append("cut to the surroundings of the first difference")
        }
        lines.append(styled(notes.joined(separator: "; "), .dim))
        return lines
    }

    // MARK: Shapes

    private var shapes: [String] {
        func drawing(_ title: String, _ block: NumberBlock) -> [Drawn] {
            let head = "\(title) \(block.shape)"
            let shown = block.beginning(rows: 8, columns: 12, sheets: 1)
            let size = shown.sheetSize
            var lines = [Drawn(styled(head, .dim), columns: head.count)]
            guard !block.numbers.isEmpty else { return lines + [Drawn("(no numbers)")] }
            let whole = block.shape.suffix(2)
            for _ in 0..<size.rows {
                let isCut = size.columns < whole.last ?? 1
                let cells = String(repeating: "□ ", count: size.columns) + (isCut ? "…" : "")
                lines.append(Drawn(cells))
            }
            if whole.count > 1, size.rows < whole.first! { lines.append(Drawn("⋮")) }
            let sheets = block.shape.dropLast(2).reduce(1, *)
            if block.shape.count > 2 { lines.append(Drawn("\(sheets) of these")) }
            return lines
        }
        return beside([drawing("expected", part.expected), drawing("received", part.received)])
            + [styled("\(name): another shape", .dim)]
    }
}
