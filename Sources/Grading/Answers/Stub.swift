import Foundation

/// What a learner starts from: a solution without what makes it one.
///
/// The solution is the one source. Left out are the bodies of the functions that may throw, declarations that are
/// private, and the notes that begin with "Why:". Everything else, the task and the signatures first of all, stands in
/// both word for word. The text is taken to be formatted: a body ends with a brace below the start of its function.
public struct Stub: Sendable, Equatable {
    public let text: String

    public init(solution: String) {
        var lines: [String] = []
        var rest = solution.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        while let line = rest.first {
            if line.hasPrefix("private ") {
                while lines.last?.hasPrefix("///") == true { lines.removeLast() }
                Stub.skipDeclaration(&rest)
            } else if line.trimmed.hasPrefix("// Why:") {
                while rest.first?.trimmed.hasPrefix("//") == true { rest.removeFirst() }
            } else if let function = FunctionText(at: rest) {
                lines += rest.prefix(function.signatureLines)
                if function.canThrow {
                    if let brace = lines[lines.count - 1].firstIndex(of: "{") {
                        lines[lines.count - 1] = String(lines[lines.count - 1][...brace])
                    }
                    lines.append(function.indentation + "    throw notAttempted()")
                    lines.append(function.indentation + "}")
                    rest = rest.dropFirst(function.lineCount)
                } else {
                    rest = rest.dropFirst(function.signatureLines)
                }
            } else {
                lines.append(line)
                rest.removeFirst()
            }
            // Where something was left out, one empty line remains of two.
            if lines.suffix(2) == ["", ""] { lines.removeLast() }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// Drops a declaration: one line, or up to the bracket that closes it.
    private static func skipDeclaration(_ rest: inout ArraySlice<String>) {
        let first = rest.removeFirst()
        guard first.hasSuffix("{") || first.hasSuffix("(") || first.hasSuffix("[") else { return }
        while let line = rest.popFirst() {
            let closes = line.hasPrefix("}") || line.hasPrefix(")") || line.hasPrefix("]")
            if closes, !line.hasSuffix("{") { return }
        }
    }
}

/// Where a function stands in a text, and how it is declared.
struct FunctionText: Equatable {
    /// The declaration on one line, "func update(w: Tensor, …) throws -> Tensor".
    let signature: String
    let indentation: String
    /// Lines up to the brace that opens the body, and up to the one that closes it.
    let signatureLines: Int
    let lineCount: Int

    var canThrow: Bool { signature.contains(" throws") }

    /// Nil where no function with a body begins.
    init?(at lines: ArraySlice<String>) {
        guard let first = lines.first else { return nil }
        indentation = String(first.prefix { $0 == " " })
        let words = first.split { $0 == " " || $0 == "(" }.prefix { !$0.contains(":") }
        guard words.contains("func") || words.first == "init" || words.contains("init"),
            !first.trimmed.hasPrefix("//")
        else { return nil }
        guard let opening = lines.prefix(12).firstIndex(where: { $0.contains("{") }) else { return nil }
        let end = indentation + "}"
        let closing =
            lines[opening].hasSuffix("}") ? opening : lines[opening...].firstIndex { $0 == end }
        guard let closing else { return nil }
        signature = FunctionText.oneLine(lines[lines.startIndex...opening])
        signatureLines = opening - lines.startIndex + 1
        lineCount = closing - lines.startIndex + 1
    }

    /// Joins lines up to the opening brace, with one space between words and none inside brackets.
    private static func oneLine(_ lines: ArraySlice<String>) -> String {
        let text = lines.joined(separator: " ").prefix { $0 != "{" }
        return text.split(separator: " ").joined(separator: " ")
            .replacing("( ", with: "(").replacing(" )", with: ")")
    }

    /// The functions that the checks call: those that may throw, outermost only.
    static func throwing(in text: String) -> [FunctionText] {
        var found: [FunctionText] = []
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        while !rest.isEmpty {
            guard let function = FunctionText(at: rest) else {
                rest.removeFirst()
                continue
            }
            if function.canThrow { found.append(function) }
            rest = rest.dropFirst(function.canThrow ? function.lineCount : function.signatureLines)
        }
        return found
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
