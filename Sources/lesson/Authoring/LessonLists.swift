// The lists that name every lesson of the course. Each gets a new lesson in the order of the numbers, or nil comes back
// where the text holds no such list.

/// `catalogue` in Lessons/Catalogue.swift.
enum CatalogueList {
    static func adding(_ name: LessonName, to text: String) -> String? {
        let arguments = "\"\(name.folder)/\(name.file).swift\", title: \"\(name.title)\", minutes: 45"
        let indent = "        "
        let line = "\(indent)Lesson(\(arguments), run: \(name.function)),\n"
        let entry =
            line.count <= 111
            ? line
            : "\(indent)Lesson(\n\(indent)    \(arguments),\n\(indent)    run: \(name.function)),\n"
        let entries = text.matches(of: /\n {8}Lesson\(\s*"(\d\d)-/)
        if let next = entries.first(where: { $0.1 > name.number }) {
            return text.inserting(entry, at: text.index(after: next.range.lowerBound))
        }
        guard let last = entries.last, let end = text[last.range.upperBound...].firstRange(of: "\n    ]")
        else {
            return nil
        }
        return text.inserting(entry, at: text.index(after: end.lowerBound))
    }
}

/// `checkedLessons` in Sources/Grading/Exercise.swift.
enum CheckedLessonsList {
    static func adding(_ name: LessonName, to text: String) -> String? {
        let opening = "public var checkedLessons: [any CheckedLesson.Type] {\n    ["
        guard let start = text.firstRange(of: opening),
            let end = text[start.upperBound...].firstIndex(of: "]")
        else { return nil }
        let present = text[start.upperBound..<end].matches(of: /Lesson\d\d\.self/).map { String($0.0) }
        let all = (present + ["\(name.checks).self"]).sorted()
        var lines = [""]
        for element in all {
            if lines[lines.count - 1].count + element.count > 104 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "        " : " ") + element + ","
        }
        let list = lines.joined(separator: "\n")
        return "\(text[..<start.upperBound])\n\(list)\n    \(text[end...])"
    }
}

/// The table of lessons in README.md.
enum LessonTable {
    static func adding(_ name: LessonName, to text: String) -> String? {
        let title = name.title.replacing("|", with: "\\|")
        let row = "| \(name.number) \(title) | AUTHOR: what it teaches, in a line |\n"
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
