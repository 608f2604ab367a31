/// A message in lines that fit a page and a terminal, its words untouched; what it says when there is none.
public func message(_ misfit: String?, width: Int = 78) -> String {
    guard let misfit else { return "(fits)" }
    // A shape such as [3, 2, 2] stays on one line.
    var depth = 0
    let kept = misfit.map { letter -> Character in
        depth += letter == "[" ? 1 : letter == "]" ? -1 : 0
        return letter == " " && depth > 0 ? "\u{a0}" : letter
    }
    var lines: [String] = []
    for word in String(kept).split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n").replacing("\u{a0}", with: " ")
}
