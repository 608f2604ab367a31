import Foundation
import Notebook
import Text

/// Every lesson of the course, in order: the folders of `Lessons` that hold one. In the language of the run where there is such
/// a text, else in English.
let catalogue: [Lesson] = (try? ProjectFolder()).map(Catalogue.lessons) ?? []

enum Catalogue {
    /// The lessons in a course's folder.
    static func lessons(in project: ProjectFolder) -> [Lesson] {
        let lessons = project.url.appending(path: "Lessons")
        return names(in: lessons).compactMap { folder -> Lesson? in
            guard folder.prefix(2).allSatisfy(\.isNumber), folder.dropFirst(2).first == "-" else { return nil }
            return sources(in: lessons.appending(path: folder)).lazy.compactMap { name in
                let text = try? String(contentsOf: lessons.appending(path: "\(folder)/\(name)"), encoding: .utf8)
                return text.flatMap { Lesson("\(folder)/\(name)", source: $0) }
            }.first
        }
    }

    /// The files of a lesson that are compiled: in the place of one with a text in the language of the run, that.
    static func sources(in folder: URL, language: String = Words.current.language) -> [String] {
        let names = names(in: folder).filter { $0.hasSuffix(".swift") }
        return names.filter { Words.language(ofFile: $0) == nil }.map { name in
            let other = name.dropLast(6) + ".\(language).swift"
            return names.contains(String(other)) ? String(other) : name
        }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}
