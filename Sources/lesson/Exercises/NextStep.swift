import Foundation
import Grading
import Notebook

/// What a learner does best next: run a lesson, or go on with its exercises.
struct NextStep {
    /// The command or the file, in one or two lines.
    let text: String

    init(_ course: Course) throws {
        let project = try ProjectFolder()
        // Whoever asks has been told already what is wrong with the file.
        text = NextStep.words(course, ProgressFile(course).read().progress) { lesson in
            let record = project.output.appending(path: lesson.folder).appending(path: "record.json")
            let facts = try? FileManager.default.attributesOfItem(atPath: record.path)
            return facts?[.modificationDate] as? Date
        }
    }

    /// - Parameter ran: when a lesson was run last; nil if it never was.
    static func words(
        _ course: Course, _ progress: LearnerProgress, ran: (Lesson) -> Date?
    ) -> String {
        [wordsOnLessons(course, progress, ran: ran), ownRun(course, progress)].compactMap(\.self)
            .joined(separator: "\n")
    }

    /// A run with the learner's own functions, once the essential ones of the lesson that is worked on are there.
    private static func ownRun(_ course: Course, _ progress: LearnerProgress) -> String? {
        guard let latest = progress.latest(of: Exercise.all).map({ Exercise.lesson(of: $0.exercise) }),
            !progress.milestones.contains(where: { $0.lesson == latest }),
            let lesson = catalogue.first(where: { $0.number == latest })
        else { return nil }
        let essential = Exercise.all.filter { $0.lesson == latest && $0.isEssential }
        guard !essential.isEmpty, essential.allSatisfy(progress.hasPassed),
            let milestone = Milestone(of: lesson, in: ProjectFolder(course.kit))
        else { return nil }
        return "Yours: \(Terminal.styled("swift run lesson mine \(latest)", .bold)), \(milestone.page.title)"
    }

    private static func wordsOnLessons(
        _ course: Course, _ progress: LearnerProgress, ran: (Lesson) -> Date?
    ) -> String {
        guard let lesson = lesson(progress, ran: ran) else {
            return
                "Every lesson is done. Read them again as pages, Output/…/index.html, or teach them to a friend."
        }
        let exercises = Exercise.all.filter { $0.lesson == lesson.number }
        guard ran(lesson) != nil || exercises.contains(where: { progress[$0]?.touched != nil }) else {
            let run = "Next: \(Terminal.styled("swift run lesson \(lesson.number)", .bold))"
            guard !exercises.isEmpty else { return run }
            return run + ", or test out of it: pass its exercises without help"
        }
        // The one that is being worked on; else the first that is open after it; else the first.
        let latest = exercises.firstIndex { $0.id == progress.latest(of: exercises)?.exercise } ?? 0
        let later = exercises[latest...] + exercises[..<latest]
        guard let exercise = later.first(where: { !progress.hasPassed($0) }) else { return "" }
        return step(for: exercise, course, progress)
    }

    /// The lesson that is being worked on, or if it is done the next one that is not; nil when all are.
    ///
    /// A lesson is done when its exercises are passed, run or not: who passes them unaided has tested out of it.
    private static func lesson(_ progress: LearnerProgress, ran: (Lesson) -> Date?) -> Lesson? {
        func isDone(_ lesson: Lesson) -> Bool {
            let exercises = Exercise.all.filter { $0.lesson == lesson.number }
            return exercises.isEmpty ? ran(lesson) != nil : exercises.allSatisfy(progress.hasPassed)
        }
        let latest = progress.latest(of: Exercise.all)
        // A lesson that was run since is the one being worked on; several are `lesson all`, which says nothing.
        let since = catalogue.filter { lesson in
            ran(lesson).map { $0 > (latest?.touched ?? .distantPast) + 1 } ?? false
        }
        let number = latest.map { Exercise.lesson(of: $0.exercise) }
        let current =
            since.count == 1
            ? catalogue.firstIndex { $0.number == since[0].number }
            : catalogue.firstIndex { $0.number == number }
                ?? catalogue.firstIndex { ran($0) != nil && !isDone($0) }
        let order = catalogue[(current ?? 0)...] + catalogue[..<(current ?? 0)]
        return order.first { !isDone($0) }
    }

    private static func step(
        for exercise: Exercise, _ course: Course, _ progress: LearnerProgress
    ) -> String {
        let check = Terminal.styled("swift run lesson check \(exercise.id)", .bold)
        guard let path = try? course.path(course.file(of: exercise)) else {
            let reset = Terminal.styled("swift run lesson reset \(exercise.id)", .bold)
            return "Next: \(exercise), whose file is gone; \(reset) brings it back"
        }
        let effort = exercise.effort.isEmpty ? "" : " (\(exercise.effort))"
        let entry = progress[exercise]
        guard let entry, entry.attempts >= 2, entry.hints < exercise.hints.count else {
            return "Next: \(exercise) in \(path)\(effort)\n      then \(check)"
        }
        let hint = Terminal.styled("swift run lesson hint \(exercise.id)", .bold)
        return "Next: \(exercise) in \(path)\n      Stuck? \(hint)"
    }
}
