/// The pieces of a block of raw HTML in prose: the tags that fold, and what stands between them.
enum FoldingTag: Equatable {
    case open, close
    case summary(String)
    case markdown(String)

    /// Each piece, and how many lines of the block stand before it.
    static func pieces(of html: String) -> [(tag: FoldingTag, line: Int)] {
        var pieces: [(tag: FoldingTag, line: Int)] = []
        var text = ""
        var line = 0
        var textLine = 0
        var rest = html[...]
        func flush() {
            if !text.trimmed.isEmpty { pieces.append((.markdown(text), textLine)) }
            text = ""
        }
        func take(_ count: Int) -> String {
            let taken = String(rest.prefix(count))
            line += taken.count { $0.isNewline }
            rest = rest.dropFirst(count)
            return taken
        }
        while !rest.isEmpty {
            // A comment is text to its end, whatever stands in it.
            if rest.hasPrefix("<!--") {
                if text.isEmpty { textLine = line }
                repeat { text += take(1) } while !rest.isEmpty && !rest.hasPrefix("-->")
                continue
            }
            guard rest.first == "<",
                let tag = ["<details>", "<details open>", "</details>", "<summary>"].first(
                    where: rest.startsIgnoringCase)
            else {
                if text.isEmpty { textLine = line }
                text += take(1)
                continue
            }
            flush()
            let start = line
            _ = take(tag.count)
            switch tag {
            case "</details>": pieces.append((.close, start))
            case "<summary>":
                var summary = ""
                while !rest.isEmpty, !rest.startsIgnoringCase("</summary>"),
                    !rest.startsIgnoringCase("</details>")
                {
                    summary += take(1)
                }
                if rest.startsIgnoringCase("</summary>") { _ = take("</summary>".count) }
                pieces.append((.summary(summary.trimmed), start))
            default: pieces.append((.open, start))
            }
        }
        flush()
        return pieces
    }
}

extension Substring {
    fileprivate func startsIgnoringCase(_ tag: String) -> Bool {
        first == "<" && prefix(tag.count).lowercased() == tag
    }
}
