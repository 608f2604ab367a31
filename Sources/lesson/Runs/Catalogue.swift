import Foundation
import Notebook

/// Every lesson of the course, in order: the folders of `Lessons` that hold one.
let catalogue: [Lesson] = (try? ProjectFolder()).map(Catalogue.lessons) ?? []

enum Catalogue {
    /// The lessons in a course's folder.
    static func lessons(in project: ProjectFolder) -> [Lesson] {
        let lessons = project.url.appending(path: "Lessons")
        return names(in: lessons).compactMap { folder -> Lesson? in
            guard folder.prefix(2).allSatisfy(\.isNumber), folder.dropFirst(2).first == "-" else { return nil }
            return names(in: lessons.appending(path: folder)).lazy.filter { $0.hasSuffix(".swift") }.compactMap {
                name in
                let text = try? String(contentsOf: lessons.appending(path: "\(folder)/\(name)"), encoding: .utf8)
                return text.flatMap { Lesson("\(folder)/\(name)", source: $0) }
            }.first
        }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}
