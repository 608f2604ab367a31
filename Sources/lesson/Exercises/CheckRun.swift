import Foundation
import Grading

extension Course {
    /// The same for a learner's own answers.
    static func ofLearnerHere() throws -> Course {
        do { return try ofLearner() } catch let error as GradingError { throw CommandError(error) }
    }

    /// Refuses what takes solutions and the sources of checks.
    static func requireWhole(for command: String) throws {
        guard try here().isReleased else { return }
        throw CommandError(
            .notReachable, "`lesson \(command)` is for authors, and this is a kit for students",
            hint: "authors work in the kit that it was made from")
    }

    /// The folder that holds the answers to these exercises: a lesson's, or that of all lessons.
    func path(ofAnswersTo exercises: [Exercise]) -> String {
        let lessons = Exercise.lessons(of: exercises)
        let one = lessons.count == 1 ? try? folder(of: lessons[0]) : nil
        return (one ?? url.appending(path: Answers.exercises.folder)).path
    }
}

/// Checks exercises lesson by lesson, notes the verdicts in the learner's progress and tells each.
struct CheckRun {
    let course: Course
    /// Where the inputs of every exercise start.
    var seed = Grader.freshSeed()

    /// A verdict, and what progress says after it.
    typealias Step = (verdict: Verdict, progress: LearnerProgress)

    @discardableResult
    func perform(on exercises: [Exercise], tell: (Step) -> Void) throws -> [Verdict] {
        var verdicts: [Verdict] = []
        var firstPassed = 0
        var notices: [String] = []
        CompileCommands.write(for: course)
        do {
            for lesson in Exercise.lessons(of: exercises) {
                let found = try check(exercises.filter { $0.lesson == lesson }, of: lesson)
                let reading = ProgressFile(course).update { progress in
                    firstPassed -= exercises.count(where: progress.hasPassed)
                    for verdict in found { progress.record(verdict) }
                    firstPassed += exercises.count(where: progress.hasPassed)
                }
                if let notice = reading.notice, !notices.contains(notice) { notices.append(notice) }
                for verdict in found {
                    let verdict = WrongPartFile(verdict, in: course).drawn
                    tell((verdict, reading.progress))
                    verdicts.append(verdict)
                }
            }
        } catch let error as GradingError {
            throw CommandError(error)
        }
        // A verdict first; that it could not be noted comes after.
        notices.forEach(Terminal.printError)
        // The page counts what has been passed. To write it takes 0.2 s.
        if firstPassed > 0 { CourseHome.renew(of: course) }
        return verdicts
    }

    private func check(_ exercises: [Exercise], of lesson: String) throws -> [Verdict] {
        let grader = Grader(course: course)
        let seed = seed
        Interruption.installHandlers()
        return try waiting {
            let folder = try grader.course.folder(of: lesson)
            return try await grader.verdicts(on: exercises, in: folder) { _ in seed }
        }
    }
}
