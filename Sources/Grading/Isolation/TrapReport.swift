import Foundation

/// Reads what the Swift runtime writes when a program traps: its message, and the learner's line that led there.
struct TrapReport {
    /// "Index out of range", without the place inside the library that noticed it.
    let message: String?
    /// "4.1-Predict.swift, line 21".
    let place: String?
    /// What the program itself printed.
    let printed: String

    init(_ output: String) {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        // The backtrace begins with "*** Signal 4: …", an older runtime's with "Current stack trace:".
        let end =
            lines.firstIndex { $0.hasPrefix("*** Signal ") || $0 == "Current stack trace:" } ?? lines.endIndex
        let start = lines[..<end].lastIndex { $0.contains(Self.mark) }
        message = start.map { Self.message(lines[$0..<end]) }
        place = lines[end...].lazy.compactMap(Self.place).first
        printed = lines[..<(start ?? end)].joined(separator: "\n")
    }

    /// How such a message begins: "Swift/Array.swift:692: Fatal error: …", "4.2-Update.swift:12: Precondition failed: …".
    private static var mark: Regex<(Substring, Substring?)> {
        /^(?:\S.*:\d+: )?(?:Fatal error|Precondition failed|Assertion failed)(: |$)?/
    }

    /// The message may run over several lines; what comes before the mark is the file that noticed it.
    private static func message(_ lines: ArraySlice<Substring>) -> String {
        let text = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let match = text.firstMatch(of: mark) else { return text }
        let words = String(text[match.range.upperBound...])
        return words.isEmpty ? "a condition of the code does not hold" : words
    }

    /// The file and line of a frame that is the answer's, neither the kit's nor the compiler's.
    ///
    /// A frame ends in "… in answers.so at /path/4.1-Predict.swift:21:12".
    private static func place(_ frame: Substring) -> String? {
        guard let path = frame.split(separator: " at /").last, path.count < frame.count,
            path.contains("/\(Toolchain.cacheName)/")
        else { return nil }
        let parts = path.split(separator: ":")
        guard parts.count == 3, let line = Int(parts[1]), line > 0,
            let file = parts[0].split(separator: "/").last
        else { return nil }
        return "\(file), line \(line)"
    }
}
