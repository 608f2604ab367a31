// What prose needs when it leaves the course's folder, or is cut into cells.

extension String {
    /// Markdown whose links to pages of other lessons, `[lesson 01](../01-tensors/index.html)`, are plain words: beside
    /// an exported file there are no such pages.
    var withoutLinksToPages: String {
        let opening = "](../"
        var result = ""
        var rest = self[...]
        while let place = rest.range(of: opening) {
            let before = rest[..<place.lowerBound]
            guard let bracket = before.lastIndex(of: "["),
                let end = rest[place.upperBound...].firstIndex(of: ")")
            else {
                result += rest[..<place.upperBound]
                rest = rest[place.upperBound...]
                continue
            }
            result += before[..<bracket] + before[before.index(after: bracket)...]
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Markdown in which every fold that opens also closes. A fold that goes on beyond this text, over code, becomes its
    /// summary in bold, and all of it is open.
    var withoutOpenFolds: String {
        let lines = sourceLines
        var open: [Int] = []
        var unmatched: Set<Int> = []
        for (index, line) in lines.enumerated() {
            let tag = line.trimmed.lowercased()
            if tag.hasPrefix("<details"), !tag.contains("</details>") { open.append(index) }
            if tag.hasPrefix("</details>"), open.popLast() == nil { unmatched.insert(index) }
        }
        unmatched.formUnion(open)
        return lines.enumerated().compactMap { index, line in
            guard unmatched.contains(index) else { return line }
            let summary = FoldingTag.pieces(of: line).compactMap { piece -> String? in
                if case .summary(let text) = piece { text } else { nil }
            }
            return summary.isEmpty ? nil : "**\(summary.joined(separator: " "))**"
        }.joined(separator: "\n")
    }
}

extension Substring {
    /// Where `text` occurs first.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while let found = self[start...].firstIndex(of: text.first!) {
            if self[found...].hasPrefix(text) { return found..<index(found, offsetBy: text.count) }
            start = index(after: found)
        }
        return nil
    }
}
