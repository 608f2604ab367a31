import Foundation
import Grading

/// The learner at this course: the files and the progress.
struct Learner {
    let course: Course

    init() throws { course = try Course.here() }

    /// Progress so far. Says on standard error what is wrong with its file, if anything is.
    func progress() throws -> LearnerProgress { try reading { try ProgressFile(course).read() } }

    func update(_ change: (inout LearnerProgress) -> Void) throws {
        _ = try reading { try ProgressFile(course).update(change) }
    }

    private func reading(_ body: () throws -> ProgressFile.Reading) throws -> LearnerProgress {
        do {
            let reading = try body()
            if let notice = reading.notice { Terminal.complain(notice) }
            return reading.progress
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    /// The text of a file of the course.
    func text(_ file: URL) throws -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            let path = course.path(file)
            throw CommandError(.badData, "\(path) can not be read", hint: "git checkout \(path)")
        }
    }

    /// The learner's file, or where it belongs if it is gone.
    func fileOrItsPlace(of exercise: Exercise) throws -> URL {
        if let file = try? course.file(of: exercise) { return file }
        do {
            let name = try course.file(of: exercise, .solutions).lastPathComponent
            return try course.folder(of: exercise.lesson).appending(path: name)
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    func file(of exercise: Exercise, _ answers: Answers = .exercises) throws -> URL {
        do { return try course.file(of: exercise, answers) } catch let error as GradingError {
            throw CommandError(error)
        }
    }
}
