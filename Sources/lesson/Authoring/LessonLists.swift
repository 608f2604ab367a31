// The lists that name every lesson of the course. Each gets a new lesson in the order of the numbers, or nil comes back
// where the text holds no such list.

/// `lessons` in Package.swift.
enum PackageList {
    static func adding(_ name: LessonName, to text: String) -> String? {
        guard let start = text.firstRange(of: "let lessons = ["),
            let end = text[start.upperBound...].firstIndex(of: "]")
        else { return nil }
        let present = text[start.upperBound..<end].matches(of: /"\d\d-[^"]*"/).map { String($0.0) }
        var lines = [""]
        for element in (present + ["\"\(name.folder)\""]).sorted() {
            if lines[lines.count - 1].count + element.count > 104 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "    " : " ") + element + ","
        }
        return "\(text[..<start.upperBound])\n\(lines.joined(separator: "\n"))\n\(text[end...])"
    }
}

/// The table of lessons in README.md.
enum LessonTable {
    static func adding(_ name: LessonName, to text: String) -> String? {
        let title = name.title.replacing("|", with: "\\|")
        let row = "| \(name.number) \(title) | AUTHOR: what it teaches, in a line | 01 |\n"
        let rows = text.matches(of: /\n\| (\d\d) [^\n]*/)
        if let next = rows.first(where: { $0.1 > name.number }) {
            return text.inserting(row, at: text.index(after: next.range.lowerBound))
        }
        guard let last = rows.last else { return nil }
        return text.inserting("\n" + row.dropLast(), at: last.range.upperBound)
    }
}

extension String {
    fileprivate func inserting(_ piece: String, at place: Index) -> String {
        String(self[..<place]) + piece + self[place...]
    }
}
