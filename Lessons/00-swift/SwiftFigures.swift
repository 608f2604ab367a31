import Nabla

/// The figures of lesson 00. A unit of a drawing is a sixteenth of its width.
enum SwiftFigures {
    /// Width of a letter of code at a size, in units of a drawing that are so many pixels each.
    private static func letter(_ size: Double, unit: Double) -> Double { 0.602 * size / unit }

    private static func code(_ text: String, at place: (Double, Double), size: Double = 34, color: Ink = .foreground)
        -> Note
    {
        Note(text, at: place, anchor: .left, color: color, size: size, isCode: true)
    }

    // MARK: The opening

    /// The function of the opening, each thing that Python lacks underlined and named.
    static func annotatedFunction() -> Figure {
        let lines = [
            "func share(of label: Int, in labels: [Int]) -> Scalar {", "    var hits = 0",
            "    for each in labels where each == label { hits += 1 }",
            "    return Scalar(hits) / Scalar(labels.count)", "}",
        ]
        let (left, top, pitch, size) = (0.5, 4.6, 1.0, 40.0)
        let width = letter(size, unit: 111.1)
        func y(_ line: Int) -> Double { top - pitch * Double(line) }
        /// A line below a piece of the code, in its colour.
        func mark(_ piece: String, _ line: Int, _ ink: Ink) -> (mark: Line, middle: Double) {
            let start = lines[line].distance(
                from: lines[line].startIndex, to: lines[line].firstRange(of: piece)!.lowerBound)
            let (from, to) = (left + width * Double(start), left + width * Double(start + piece.count))
            return (
                Line([from, to], [y(line) - 0.33, y(line) - 0.33], color: ink, weight: .thick, opacity: 1),
                (from + to) / 2
            )
        }
        func above(_ text: String, _ piece: String, _ ink: Ink, at x: Double) -> [any Mark] {
            let found = mark(piece, 0, ink)
            return [
                found.mark,
                Note(text, at: (x, top + 1.35), pointingTo: (found.middle, top + 0.42), color: ink, size: 30),
            ]
        }
        func beside(_ text: String, _ piece: String, _ line: Int, _ ink: Ink, at x: Double) -> [any Mark] {
            [mark(piece, line, ink).mark, Note(text, at: (x, y(line)), anchor: .left, color: ink, size: 30)]
        }
        return Figure(
            Diagram(width: 16, height: 6.4) {
                for (index, line) in lines.enumerated() { code(line, at: (left, y(index)), size: size) }
                above("a name for the caller,\na name for the body", "of label", .prediction, at: 3.2)
                above("a list of\nwhole numbers", "[Int]", .data, at: 8.6)
                above("the type\nof the result", "Scalar", .gradient, at: 12.4)
                beside("may change", "var", 1, .error, at: 4.9)
                beside("only those", "where", 2, .series(4), at: 13)
                beside("a whole number,\nmade a Scalar", "Scalar(hits)", 3, .series(5), at: 11.0)
                Note("braces, not colons; indentation is for the eye", at: (1.2, y(4)), anchor: .left, size: 30)
            })
    }

    // MARK: Division

    /// n / 8 of whole numbers in Swift and in Python, beside n / 8 of Scalars.
    static func division() -> Figure {
        let whole = Array(-20...20)
        return Figure(xLabel: "n", yLabel: "n / 8", yRange: -3.4...3) {
            HorizontalLine(0, style: .solid)
            Line(over: -20...20, label: "Scalar", color: .neutral) { $0 / 8 }
            Points(
                whole, whole.map { ($0 >= 0 ? $0 : $0 - 7) / 8 }, label: "Python's n // 8", color: .prediction,
                marker: .ring, size: 32)
            Points(whole, whole.map { $0 / 8 }, label: "Int", color: .data, size: 18)
        }
    }

    // MARK: Copies

    /// Both languages after the first lines of the same program: which names lead to which list.
    static func copies(after line: Int) -> Figure {
        func panel(_ title: String, _ program: [String], isShared: Bool) -> Diagram {
            Diagram(title: title, width: 9, height: 6.6) {
                for (index, text) in program.enumerated() {
                    let y = 6.1 - 0.75 * Double(index)
                    if index + 1 == line { Arrow(from: (-0.4, y), to: (0.2, y), color: .error, weight: .thick) }
                    code(text, at: (0.4, y), color: index < line ? .foreground : .neutral)
                }
                let changed = line == 3
                if isShared {
                    list([changed ? 9 : 0, 1, 2], at: 2, changed: changed)
                    name("a", at: 2.7, to: 2.1)
                    if line > 1 { name("b", at: 1.2, to: 1.9) }
                } else {
                    list([0, 1, 2], at: 2.7, changed: false)
                    name("a", at: 2.7, to: 2.7)
                    if line > 1 {
                        list([changed ? 9 : 0, 1, 2], at: 1, changed: changed)
                        name("b", at: 1, to: 1)
                    }
                }
            }
        }
        return Figure(columns: 2) {
            panel("Python", ["a = [0, 1, 2]", "b = a", "b[0] = 9"], isShared: true)
            panel("Swift", ["let a = [0, 1, 2]", "var b = a", "b[0] = 9"], isShared: false)
        }
    }

    private static func name(_ name: String, at y: Double, to target: Double) -> [any Mark] {
        [
            code(name, at: (0.8, y), size: 44),
            Arrow(from: (1.5, y), to: (2.9, target), color: .foreground),
        ]
    }

    private static func list(_ numbers: [Int], at y: Double, changed: Bool) -> [any Mark] {
        numbers.enumerated().map { index, number in
            Box(
                "\(number)", at: (3.7 + 1.4 * Double(index), y), width: 1.4, height: 1.1,
                color: changed && index == 0 ? .error : .data, isFilled: changed && index == 0, size: 48)
        }
    }

    // MARK: Ranges

    /// Boxes of a list, and below them what some ranges take of it: an open end is a ring, a closed one a disc.
    static func ranges(_ letters: [String]) -> Figure {
        let (left, side) = (3.6, 1.5)
        func x(_ index: Double) -> Double { left + side * index }
        func bar(_ text: String, _ range: Range<Int>, isOpen: Bool, at y: Double, _ words: String, ink: Ink = .data)
            -> [any Mark]
        {
            let (from, to) = (x(Double(range.lowerBound)) + 0.12, x(Double(range.upperBound)) - 0.12)
            return [
                code(text, at: (0.5, y), size: 40, color: ink),
                Polygon([(from, y - 0.2), (to, y - 0.2), (to, y + 0.2), (from, y + 0.2)], color: ink, opacity: 0.5),
                Points(at: [(to + (isOpen ? 0.12 : 0), y)], color: ink, marker: isOpen ? .ring : .circle, size: 30),
                Note(words, at: (13.1, y), anchor: .left, color: ink, size: 30),
            ]
        }
        return Figure(
            Diagram(width: 16, height: 7.4) {
                for (index, letter) in letters.enumerated() {
                    Box(letter, at: (x(Double(index) + 0.5), 6.2), width: side, height: 1.2, color: .data, size: 48)
                    Note("\(index)", at: (x(Double(index) + 0.5), 5.25), color: .neutral, size: 34)
                }
                Line(
                    [x(5), x(6), x(6), x(5)], [6.8, 6.8, 5.6, 5.6], color: .error, style: .dashed)
                Note("not there", at: (x(5.5), 6.2), color: .error, size: 28)
                Note("5", at: (x(5.5), 5.25), color: .error, size: 34)
                bar("0..<5", 0..<5, isOpen: true, at: 4.4, "all five")
                bar("0..<3", 0..<3, isOpen: true, at: 3.55, "three: 0, 1, 2")
                bar("1...3", 1..<4, isOpen: false, at: 2.7, "three: 1, 2, 3")
                bar("2...", 2..<5, isOpen: false, at: 1.85, "three: 2, 3, 4")
                bar("0...5", 0..<6, isOpen: false, at: 1.0, "stops the\nprogram", ink: .error)
            })
    }

    // MARK: Optionals

    /// A full box and an empty one, and what the four ways of opening them give.
    static func boxes() -> Figure {
        let columns: [(x: Double, list: String)] = [(8.6, "[2, 5, 3].max()"), (13.3, "[Int]().max()")]
        let rows: [(code: String, full: String, empty: String, isStop: Bool)] = [
            ("box ?? 0", "5", "0", false),
            ("if let n = box { … }", "runs the braces,\nn is 5", "skips the braces", false),
            ("guard let n = box\nelse { return }", "goes on, n is 5", "leaves the function", false),
            ("box!", "5", "stops the program", true),
        ]
        return Figure(
            Diagram(width: 16, height: 8.2) {
                for (index, column) in columns.enumerated() {
                    Note(column.list, at: (column.x, 7.8), size: 34, isCode: true)
                    Box(
                        index == 0 ? "5" : "", at: (column.x, 6.5), width: 1.6, height: 1.4,
                        color: index == 0 ? .data : .neutral, size: 54)
                }
                Note("box", at: (2.2, 6.5), anchor: .left, size: 40, isCode: true)
                for (index, row) in rows.enumerated() {
                    let y = 4.8 - 1.3 * Double(index)
                    Line([0.2, 15.8], [y + 0.65, y + 0.65], color: .neutral, weight: .thin)
                    code(row.code, at: (0.4, y))
                    Note(row.full, at: (columns[0].x, y), color: .data, size: 34)
                    Note(row.empty, at: (columns[1].x, y), color: row.isStop ? .error : .foreground, size: 34)
                }
            })
    }

    // MARK: Errors

    /// Three functions that call each other: values go back step by step, an error goes to `catch` at once.
    static func flow() -> Figure {
        let bodies: [(x: Double, title: String, lines: [String])] = [
            (2.7, "the caller", ["do {", "  try difference(a, b)", "} catch {", "  …", "}"]),
            (8.0, "difference … throws", ["try mean(a)", "try mean(b)", "return first - second"]),
            (13.3, "mean … throws", ["guard !list.isEmpty", "else { throw NoNumbers() }", "return …"]),
        ]
        return Figure(
            Diagram(width: 16, height: 7.4) {
                for body in bodies {
                    let (left, right) = (body.x - 2.1, body.x + 2.1)
                    Polygon(
                        [(left, 3.3), (right, 3.3), (right, 6.5), (left, 6.5)], color: .neutral, opacity: 0,
                        outline: .normal)
                    Note(body.title, at: (body.x, 6.9), size: 34, isBold: true)
                    for (index, line) in body.lines.enumerated() {
                        code(line, at: (left + 0.15, 6.1 - 0.6 * Double(index)), size: 26)
                    }
                }
                for x in [5.35, 10.65] {
                    Arrow(from: (x - 0.5, 5.6), to: (x + 0.5, 5.6), color: .data, weight: .thick)
                    Arrow(from: (x + 0.5, 4.4), to: (x - 0.5, 4.4), color: .data, weight: .thick)
                    Note("call", at: (x, 6.0), color: .data, size: 28)
                    Note("value", at: (x, 4.0), color: .data, size: 28)
                }
                Line([12.6, 12.6, 0.1, 0.1], [3.3, 2.4, 2.4, 4.9], color: .error, weight: .thick)
                Arrow(from: (0.1, 4.9), to: (0.68, 4.9), color: .error, weight: .thick)
                Note(
                    "an error: past every line in between, to the nearest catch", at: (6.4, 2.0), color: .error,
                    size: 32)
                Arrow(from: (14.4, 3.3), to: (14.4, 0.7), color: .foreground, weight: .thick, style: .dashed)
                Note(
                    "a trap, such as an index out of range:\nno catch holds it, the program ends", at: (14.1, 1.0),
                    anchor: .right, size: 32)
            })
    }

    // MARK: Messages

    /// What `lesson check` shows of a mistake, its parts named.
    static func message() -> Figure {
        let lines: [(text: String, y: Double)] = [
            ("Exercises/00-swift/0.1-Accuracy.swift:19:17: cannot convert return", 6.1),
            ("expression of type 'Int' to return type 'Scalar' (aka 'Float')", 5.1),
            ("    19 |     return hits / labels.count", 3.6), ("       |                 ^", 3.0),
            ("→ Swift never mixes whole numbers (Int) with others by itself:", 1.7),
            ("  write Scalar(n). Do it before dividing: of two whole numbers,", 1.1),
            ("  the quotient is whole.", 0.5),
        ]
        let (left, size, width) = (0.6, 36.0, letter(36, unit: 112.3))
        /// A line below a piece of the message, and its name above or below.
        func part(_ piece: String, _ line: Int, _ name: String, _ ink: Ink, above: Bool = false) -> [any Mark] {
            let (text, y) = lines[line]
            let start = text.distance(from: text.startIndex, to: text.firstRange(of: piece)!.lowerBound)
            let (from, to) = (
                left + width * Double(start), left + width * Double(start + piece.count)
            )
            return [
                Line([from, to], [y - 0.3, y - 0.3], color: ink, weight: .thick, opacity: 1),
                Note(name, at: ((from + to) / 2, above ? y + 0.6 : y - 0.65), color: ink, size: 30),
            ]
        }
        return Figure(
            Diagram(width: 16, height: 7.2) {
                for line in lines { code(line.text, at: (left, line.y), size: size) }
                part("Accuracy.swift", 0, "the file", .neutral, above: true)
                part("19:17", 0, "line and letter", .prediction, above: true)
                part("'Int'", 1, "found", .error)
                part("'Scalar'", 1, "wanted", .data)
                Note("your line, and the place in it", at: (8.8, 3.3), anchor: .left, color: .prediction, size: 30)
            })
    }
}
