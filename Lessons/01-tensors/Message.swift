/// A message in lines that fit a page and a terminal, its words untouched; what it says when there is none.
func message(_ misfit: String?, width: Int = 78) -> String {
    guard let misfit else { return "(fits)" }
    var lines: [String] = []
    for word in misfit.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n")
}
