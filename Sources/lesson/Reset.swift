import ArgumentParser
import Foundation
import Grading

/// `lesson reset`: puts the stub back, and keeps what stood there.
struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Puts the stub of an exercise back and keeps your text aside.")

    @Argument(help: "The exercise, such as 4.2.")
    var name: String

    func run() throws {
        let exercise = try ExerciseLookup.exercise(name)
        let learner = try Learner()
        let file = try learner.fileOrItsPlace(of: exercise)
        let path = learner.course.path(file)
        let stub: String
        do { stub = try learner.course.stub(of: exercise) } catch let error as GradingError {
            throw CommandError(error)
        }
        let text = try? Data(contentsOf: file)
        guard text != Data(stub.utf8) else {
            Terminal.showLine("\(path) is the stub already.")
            return
        }
        do {
            if let text {
                let kept = try Reset.keep(text, of: file, in: learner.course)
                Terminal.showLine("Your text is kept in \(learner.course.path(kept))")
            }
            try Data(stub.utf8).write(to: file, options: .atomic)
        } catch {
            throw CommandError(.notReachable, "\(path) was not changed: \(error)", hint: "is the disk full?")
        }
        Terminal.showLine("\(path) is the stub again.")
    }

    /// Writes a text into the learner's folder, under a name that nothing has yet.
    static func keep(_ text: Data, of file: URL, in course: Course, on date: Date = Date()) throws -> URL {
        let folder = course.learnersFolder.appending(path: "kept")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd-HHmmss"
        let stem = file.deletingPathExtension().lastPathComponent + "-" + format.string(from: date)
        var kept = folder.appending(path: stem + ".swift")
        var number = 2
        while FileManager.default.fileExists(atPath: kept.path) {
            kept = folder.appending(path: "\(stem)-\(number).swift")
            number += 1
        }
        try text.write(to: kept, options: [.atomic])
        return kept
    }
}
