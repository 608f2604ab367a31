import ArgumentParser
import CommandSupport
import Foundation
import Grading
import Text

/// The part of `lesson class export` that brings grades to people and to learning-management systems.
struct GradeExport: ParsableArguments {
    @Option(help: ArgumentHelp("Fills the gradebook that Canvas exported.", valueName: "CSV"))
    var canvas: String?

    @Option(help: ArgumentHelp("Fills Moodle's offline grading worksheet.", valueName: "CSV"))
    var moodle: String?

    @Option(
        help: ArgumentHelp("Makes Moodle's zip of feedback files from its zip of submissions.", valueName: "ZIP"))
    var moodleFeedback: String?

    @Option(help: ArgumentHelp("Which lesson the file is about.", valueName: "04"))
    var lesson: String?

    @Option(help: ArgumentHelp("With --canvas: the assignment's title.", valueName: "TITLE"))
    var column: String?

    @Flag(help: "With --moodle: scales the points to the worksheet's maximum.")
    var scale = false

    func run(_ folder: ClassFolder, _ course: Course, _ file: ClassFile) throws {
        let book = try Gradebook(folder, file, course: course)
        guard !book.grades.allSatisfy(\.attempts.isEmpty) else {
            throw CommandError(
                .wrongArguments, "nothing is graded in \(folder.url.path)", hint: "swift run lesson class grade")
        }
        let folders = try file.lessons.map { try course.folder(of: $0.lesson, .solutions).lastPathComponent }
        if let canvas {
            let bytes = try bytes(of: canvas)
            let filled = try CanvasFile(bytes, name: name(canvas)).filled(
                book, lesson: lesson, column: column, folders: folders)
            try write(filled, name(canvas), folder)
        }
        if let moodle {
            let bytes = try bytes(of: moodle)
            let filled = try MoodleWorksheet(bytes, name: name(moodle)).filled(
                book, lesson: lesson, folders: folders, scales: scale)
            try write(filled, name(moodle), folder)
        }
        if let moodleFeedback {
            let zip = try MoodleFeedback(
                for: Data(bytes(of: moodleFeedback)), name: name(moodleFeedback), book, folder, lesson: lesson)
            let place = folder.export.appending(path: "feedback-\(name(moodleFeedback))")
            try WholeFile.write(zip.archive, to: place)
            Terminal.showLine("\(folder.path(place)): \(zip.count) files of feedback")
            for what in zip.unplaced { Terminal.showLine("not placed: \(what)".controlsShown) }
        }
        guard canvas == nil, moodle == nil, moodleFeedback == nil else { return }
        let table = GradeTable(book)
        try WholeFile.write(Data(table.table.text().utf8), to: folder.export.appending(path: "grades.csv"))
        try ClassJSON.write(table, to: folder.export.appending(path: "grades.json"))
        Terminal.showLine("\(folder.path(folder.export))/grades.csv, grades.json: \(table.students.count) students")
    }

    private func write(_ filled: FilledFile, _ name: String, _ folder: ClassFolder) throws {
        let place = folder.export.appending(path: name)
        try WholeFile.write(Data(filled.bytes), to: place)
        Terminal.showLine("\(folder.path(place)): \(filled.text)".controlsShown)
    }

    private func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

    private func bytes(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(.notReachable, "\(path) cannot be read", hint: "is the name right?")
        }
        return Array(data)
    }
}
