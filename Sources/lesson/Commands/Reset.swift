import ArgumentParser
import Foundation
import Grading
import Notebook

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
        try requireOrdinary(file, path, learner.course)
        guard (try? PlainFile.read(file)) != Data(stub.utf8) else {
            Terminal.showLine("\(path) is the stub already.")
            return
        }
        do {
            if let kept = try Reset.replace(file, with: Data(stub.utf8), in: learner.course) {
                Terminal.showLine("Your text is kept in \(learner.course.path(kept))")
            }
        } catch {
            throw CommandError(
                .notReachable, "\(path) was not changed: \(SystemWords(error).text)",
                hint: "may you write to its folder and to .nabla, and is there room on the disk?")
        }
        Terminal.showLine("\(path) is the stub again.")
    }

    /// What is no readable file of the course's own folders is left alone: its text could not be kept, or is another's.
    private func requireOrdinary(_ file: URL, _ path: String, _ course: Course) throws {
        func refusal(_ what: String, hint: String) -> CommandError {
            CommandError(.badData, "\(what); nothing was changed", hint: hint)
        }
        var folder = file.deletingLastPathComponent()
        while folder.path.hasPrefix(course.url.path + "/") {
            if PlainFile.kind(of: folder) == .link {
                throw refusal(
                    "\(course.path(folder)) is a link, and leads out of the exercises",
                    hint: "ls -l \(folder.path)")
            }
            folder = folder.deletingLastPathComponent()
        }
        switch PlainFile.kind(of: file) {
        case .nothing: break
        case .file:
            guard FileManager.default.isReadableFile(atPath: file.path) else {
                throw refusal("\(path) cannot be read, so its text cannot be kept", hint: "chmod u+r \(path)")
            }
        case .link:
            throw refusal(
                "\(path) is a link, and what it leads to is not its text", hint: "move it away: mv \(path) …")
        case .folder, .other:
            throw refusal(
                "expected a file at \(path), but there is something else", hint: "move it away: mv \(path) …")
        }
    }

    /// Puts a new text in the place of a file. The old text is kept in the learner's folder under a name that nothing has
    /// yet, and whatever is changed until the last moment is kept too: it is the file itself that goes there.
    ///
    /// - Returns: where the old text is; nil if there was none.
    static func replace(_ file: URL, with text: Data, in course: Course, on date: Date = Date()) throws
        -> URL?
    {
        let kept = PlainFile.kind(of: file) == .nothing ? nil : try keep(file, in: course, on: date)
        do {
            try PlainFile.write(text, to: file)
        } catch {
            if let kept { unlink(kept.path) }
            throw error
        }
        return kept
    }

    private static func keep(_ file: URL, in course: Course, on date: Date) throws -> URL {
        let folder = course.learnersFolder.appending(path: "kept")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd-HHmmss"
        let stem = file.deletingPathExtension().lastPathComponent + "-" + format.string(from: date)
        for number in 1...1000 {
            let kept = folder.appending(path: stem + (number == 1 ? "" : "-\(number)") + ".swift")
            // A second name for the same file. It fails where the name is taken, and on some disks always.
            if link(file.path, kept.path) == 0 { return kept }
            guard errno != EEXIST else { continue }
            do {
                try PlainFile.create(PlainFile.read(file), at: kept)
                return kept
            } catch let error as POSIXError where error.code == .EEXIST {
                continue
            }
        }
        throw POSIXError(.EEXIST)
    }
}
