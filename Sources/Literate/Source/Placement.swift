/// Finds the statement under which something that happened at a line is to be read.
///
/// That is the top-level statement that holds the line. The body of a function or of a type, however, does
/// not run where it is written: what happens there is read under the first statement, from the one reached so
/// far, that names it. What happens in the frame is read under the statement reached so far.
struct Placement {
    struct Place {
        var chunk: Int
        var statement: Statement
        /// Lines of the file.
        var lines: ClosedRange<Int>
    }

    let places: [Place]
    private var reached: Int?

    init(_ chunks: [Chunk]) {
        places = chunks.enumerated().filter { $0.element.kind == .code }.flatMap { index, chunk in
            Statement.statements(of: chunk.text).map { statement in
                let lines =
                    chunk.firstTextLine + statement.lines.lowerBound...chunk.firstTextLine
                    + statement.lines.upperBound
                return Place(chunk: index, statement: statement, lines: lines)
            }
        }
        bodyStart = chunks.first { $0.kind == .prose }?.lines.lowerBound ?? 1
        bodyEnd = chunks.last { $0.kind != .frame }?.lines.upperBound ?? Int.max
    }

    private let bodyStart: Int
    private let bodyEnd: Int

    /// Index into `places`, nil if there is no code at all. Call in the order in which things happened.
    mutating func place(ofLine line: Int) -> Int? {
        guard !places.isEmpty else { return nil }
        var index = max(0, places.lastIndex { $0.lines.lowerBound <= line } ?? 0)
        if line < bodyStart || line > bodyEnd {
            index = reached ?? 0
        } else if let name = places[index].statement.declaredName {
            let start = max(index + 1, reached ?? 0)
            index = places[start...].firstIndex { $0.statement.words.contains(name) } ?? index
        }
        reached = max(reached ?? 0, index)
        return index
    }
}
