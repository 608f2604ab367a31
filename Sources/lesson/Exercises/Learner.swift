import Foundation
import Grading
import Notebook

/// The learner at this course: the files and the progress.
struct Learner {
    let course: Course

    init() throws { course = try Course.here() }

    /// Progress so far. Says on standard error what is wrong with its file, if anything is.
    func progress() -> LearnerProgress { told(ProgressFile(course).read()) }

    func update(_ change: (inout LearnerProgress) -> Void) { _ = told(ProgressFile(course).update(change)) }

    private func told(_ reading: ProgressFile.Reading) -> LearnerProgress {
        if let notice = reading.notice { Terminal.printError(notice) }
        return reading.progress
    }

    /// The text of a file of the course.
    func text(_ file: URL) throws -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            let path = course.path(file)
            throw CommandError(.badData, "\(path) cannot be read", hint: course.wayBack(to: path))
        }
    }

    /// The learner's file: the one of the solution's name, before any copy beside it; or where it belongs if it is gone.
    func fileOrItsPlace(of exercise: Exercise) throws -> URL {
        do {
            let name = try course.file(of: exercise, .solutions).lastPathComponent
            let place = try course.folder(of: exercise.lesson).appending(path: name)
            guard PlainFile.kind(of: place) == .nothing, let renamed = try? course.file(of: exercise) else {
                return place
            }
            return renamed
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
