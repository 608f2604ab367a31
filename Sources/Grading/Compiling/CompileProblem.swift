/// One error of the compiler, as a learner is shown it.
public struct CompileProblem: Sendable, Equatable, Codable {
    /// The file's name, "4.2-Update.swift".
    public var file: String
    public var line: Int
    public var column: Int
    /// The compiler's own sentence.
    public var message: String
    /// The learner's line.
    public var source: String?

    /// Finds the errors in what the compiler writes: "4.2-Update.swift:21:15: error: …", then the line, then a mark.
    static func all(in output: String) -> [CompileProblem] {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        var problems: [CompileProblem] = []
        for (index, line) in lines.enumerated() {
            let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
            guard parts.count == 5, parts[3] == " error", let row = Int(parts[1]), let column = Int(parts[2])
            else { continue }
            let file = parts[0].split(separator: "/").last.map(String.init) ?? String(parts[0])
            let problem = CompileProblem(
                file: file, line: row, column: column, message: String(parts[4].dropFirst()),
                source: index + 1 < lines.count ? String(lines[index + 1]) : nil)
            if !problems.contains(problem) { problems.append(problem) }
        }
        return problems
    }

    /// Place and sentence, the learner's line with a mark below, and what it means in plain words.
    public func text(in folder: String) -> String {
        var lines = ["\(folder)/\(file):\(line):\(column): \(message)"]
        if let source, !source.isEmpty {
            let number = String(line)
            lines.append("    \(number) | \(source)")
            // Tabs stay tabs, so that the mark stands where it belongs.
            let lead = source.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
            lines.append("    \(String(repeating: " ", count: number.count)) | \(lead)^")
        }
        if let hint { lines.append("→ \(hint)") }
        return lines.joined(separator: "\n")
    }
}

extension [CompileProblem] {
    /// The first few from the top: later ones often follow from them.
    func text(in folder: String) -> String {
        // The compiler looks at functions in an order of its own. Of one line, its order is kept.
        let sorted = enumerated().sorted { ($0.1.file, $0.1.line, $0.0) < ($1.1.file, $1.1.line, $1.0) }.map(\.element)
        let shown = sorted.prefix(3).map { $0.text(in: folder) }
        let rest = count > 3 ? ["and \(count - 3) more, which may vanish with these"] : []
        return (shown + rest).joined(separator: "\n")
    }
}
