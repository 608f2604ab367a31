import Text

/// The inside of the first closure that opens on or after a line of Swift source, without its indentation; nil if there
/// is none. A figure and the code shown with it are the same if the line is `#line` of the call.
public func closureBody(inStatementAtLine line: Int, of source: String) -> String? {
    let tokens = SwiftLexer.tokens(of: source)
    guard
        let open = tokens.firstIndex(where: {
            $0.line >= line - 1 && $0.kind == .punctuation && $0.text == "{"
        })
    else { return nil }
    var depth = 0
    for index in open..<tokens.count {
        depth += tokens[index].bracketStep
        guard depth == 0 else { continue }
        let inside = tokens[(open + 1)..<index].map(\.text).joined()
        let lines = SourceLine.split(inside).drop { $0.isBlank }
        let indentation = lines.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
        let text = lines.map { $0.dedented(by: indentation) }.joined(separator: "\n")
        return text.trimmedAtEnd
    }
    return nil
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
