import Grading

/// Where somebody goes on who has read a verdict: the line, from 1, of the answer's file.
struct EditPlace {
    /// The line that the verdict speaks of; else that of the stub's `throw notAttempted()`; else that of the function.
    ///
    /// - Parameters:
    ///   - text: of the file, as it was judged.
    ///   - name: of the file, "4.2-Update.swift".
    static func line(in text: String, named name: String, of verdict: Verdict) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let named = verdict.state.isFailure ? spoken(of: name, verdict).filter { (1...lines.count).contains($0) } : []
        func first(_ words: String) -> Int? { lines.firstIndex { $0.contains(words) }.map { $0 + 1 } }
        return named.first ?? first("throw notAttempted()") ?? function(in: lines) ?? 1
    }

    /// The line on which the first function begins that a check may call.
    private static func function(in lines: [Substring]) -> Int? {
        let first = lines.firstIndex { $0.prefixMatch(of: /(public )?(func|struct|final class|class) \S/) != nil }
        return first.map { $0 + 1 }
    }

    /// The lines that a verdict names, in its order: of the compiler's errors "…/4.2-Update.swift:21:15:", of a trap
    /// "4.2-Update.swift, line 21", of a call that is not by hand "line 4: softmax".
    private static func spoken(of name: String, _ verdict: Verdict) -> [Int] {
        let texts = [verdict.message, verdict.feedback?.firstDifference].compactMap(\.self)
        return texts.flatMap { text -> [Int] in
            let here = text.components(separatedBy: name).dropFirst().compactMap { rest in
                rest.prefixMatch(of: /(?::|, line )(\d+)/).flatMap { Int($0.1) }
            }
            let alone = text.prefixMatch(of: /line (\d+):\s/).flatMap { Int($0.1) }
            return here + [alone].compactMap(\.self)
        }
    }
}
