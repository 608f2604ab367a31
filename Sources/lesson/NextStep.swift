import Foundation
import Grading
import Lessons
import Notebook

/// What a learner does best next: run a lesson, or go on with its exercises.
struct NextStep {
    /// The command or the file, in one or two lines.
    let text: String

    init(_ course: Course) throws {
        let project = try ProjectFolder()
        do {
            let progress = try ProgressFile(course).read().progress
            text = try NextStep.words(course, progress) { lesson in
                let record = project.output.appending(path: lesson.folder).appending(path: "record.json")
                return FileManager.default.fileExists(atPath: record.path)
            }
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    /// A lesson is done when its exercises are passed, run or not: who passes them unaided has tested out of it.
    static func words(
        _ course: Course, _ progress: LearnerProgress, hasRun: (Lesson) -> Bool
    ) throws -> String {
        for lesson in catalogue {
            let exercises = Exercise.all.filter { $0.lesson == lesson.number }
            let open = exercises.filter { !progress.hasPassed($0) }
            if open.count == exercises.count, !hasRun(lesson) {
                let run = "Next: \(Terminal.styled("swift run lesson \(lesson.number)", .bold))"
                guard !exercises.isEmpty else { return run }
                return run + ", or test out of it: pass its exercises without help"
            }
            if let exercise = open.first { return try step(for: exercise, course, progress) }
        }
        return
            "Every lesson is done. Read them again as pages, Output/…/index.html, or teach them to a friend."
    }

    private static func step(
        for exercise: Exercise, _ course: Course, _ progress: LearnerProgress
    ) throws -> String {
        let check = Terminal.styled("swift run lesson check \(exercise.id)", .bold)
        let file = try course.path(course.file(of: exercise))
        let entry = progress[exercise]
        guard let entry, entry.attempts >= 2, entry.hints < exercise.hints.count else {
            return "Next: \(exercise) in \(file), then \(check)"
        }
        let hint = Terminal.styled("swift run lesson hint \(exercise.id)", .bold)
        return "Next: \(exercise) in \(file). Stuck? \(hint)"
    }
}
