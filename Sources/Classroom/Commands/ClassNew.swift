import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class new DIR`: a folder with a `class.json` to change.
struct ClassNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begins a class: a folder with a class.json.",
        discussion: """
            Change the names, lessons and moments in class.json. A students.csv beside it (id,name,email) is the roster. \
            "questions": true at a lesson lets its questions in writing count.
            """)

    @Argument(help: "The folder.")
    var folder: String

    func run() throws {
        let folder = ClassFolder(URL(fileURLWithPath: folder))
        let file = try folder.begin(exercises: Course.here().exercises)
        Terminal.showLine(
            """
            new      \(folder.classFile.path)
            It counts lessons \(file.lessons.map(\.lesson).joined(separator: ", ")), due \(file.lessons[0].due?.text ?? "never") in \(file.timeZone). Change what is not so.
            """)
    }
}
