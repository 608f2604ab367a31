/// The pieces of raw HTML in prose: the tags that fold, and Markdown between them.
enum FoldingTag: Equatable {
    case open, close
    case summary(String)
    case markdown(String)

    static func pieces(of html: String) -> [FoldingTag] {
        var pieces: [FoldingTag] = []
        var text = ""
        var rest = html[...]
        func flush() {
            if !text.trimmed.isEmpty { pieces.append(.markdown(text)) }
            text = ""
        }
        while let first = rest.first {
            if let tag = ["<details>", "<details open>", "</details>", "<summary>"].first(
                where: rest.startsIgnoringCase)
            {
                flush()
                rest = rest.dropFirst(tag.count)
                switch tag {
                case "</details>": pieces.append(.close)
                case "<summary>":
                    var summary = ""
                    while let next = rest.first, !rest.startsIgnoringCase("</summary>"),
                        !rest.startsIgnoringCase("</details>")
                    {
                        summary.append(next)
                        rest.removeFirst()
                    }
                    if rest.startsIgnoringCase("</summary>") { rest = rest.dropFirst("</summary>".count) }
                    pieces.append(.summary(summary.trimmed))
                default: pieces.append(.open)
                }
            } else {
                text.append(first)
                rest.removeFirst()
            }
        }
        flush()
        return pieces
    }
}

extension Substring {
    fileprivate func startsIgnoringCase(_ tag: String) -> Bool { prefix(tag.count).lowercased() == tag }
}
