import Foundation

/// What an author has still to do about an exercise.
public struct LintComplaint: Sendable, Equatable, CustomStringConvertible {
    public let exercise: String
    public let text: String

    public var description: String { "\(exercise): \(text)" }
}

/// Refuses exercises that are not fit for learners.
public enum Lint {
    /// Looks at every exercise: its texts, the proof of its check, and what stub and solution earn.
    public static func complaints(about exercises: [Exercise], in course: Course) async throws
        -> [LintComplaint]
    {
        var complaints = try await SelfTest.all(of: exercises, in: course, draws: 1).flatMap { test in
            test.problems.map { LintComplaint(exercise: test.exercise.id, text: $0) }
        }
        for exercise in exercises {
            complaints += texts(of: exercise, in: course).map {
                LintComplaint(exercise: exercise.id, text: $0)
            }
        }
        complaints += files(of: exercises, in: course)
        complaints += Exercise.lessons(of: exercises).flatMap { questions(of: $0, in: course) }
        complaints += try await earned(by: exercises, in: course)
        return complaints.sorted { place($0.exercise, exercises) < place($1.exercise, exercises) }
    }

    private static func place(_ id: String, _ exercises: [Exercise]) -> Int {
        exercises.firstIndex { $0.id == id } ?? exercises.count
    }

    private static func texts(of exercise: Exercise, in course: Course) -> [String] {
        do {
            let stub = try String(contentsOf: course.file(of: exercise), encoding: .utf8)
            let solution = try String(contentsOf: course.file(of: exercise, .solutions), encoding: .utf8)
            let names = try Answers.allCases.map { try course.file(of: exercise, $0).lastPathComponent }
            let code = AnswerCode(name: exercise.id, text: solution)
            let calls = exercise.byHand.filter { ForbiddenCalls.place(of: $0, in: [code]) != nil }
            return hints(of: exercise) + effort(of: exercise) + section(of: exercise, in: course)
                + (names[0] == names[1] ? [] : ["the stub is \(names[0]), its solution \(names[1])"])
                + calls.map { "the solution is not by hand: \($0)" }
                + (exercise.byHand.isEmpty || asksForHands(stub)
                    ? [] : ["the stub does not say what the check asks: that it is to be written by hand"])
                + complaints(stub: stub, solution: solution, id: exercise.id)
        } catch {
            return ["\(error)"]
        }
    }

    /// Whether the comment of a stub says that the engine is not to do the work.
    private static func asksForHands(_ stub: String) -> Bool {
        let comment = stub.split(separator: "\n").filter { $0.hasPrefix("//") }.joined(separator: " ")
            .lowercased()
        return ["by hand", "yourself", "yours to build"].contains { comment.contains($0) }
    }

    /// What is missing of what a learner is told before the work.
    static func effort(of exercise: Exercise) -> [String] {
        let levels = Exercise.Difficulty.allCases.map(\.rawValue).joined(separator: ", ")
        return (exercise.minutes == nil ? ["the check does not say how long it takes: // minutes: 10"] : [])
            + (exercise.difficulty == nil ? ["the check does not say how hard it is: // difficulty: \(levels)"] : [])
    }

    /// A section that is named has to be there.
    private static func section(of exercise: Exercise, in course: Course) -> [String] {
        guard let section = exercise.section, let folder = try? course.lesson(of: exercise.lesson) else { return [] }
        let texts = Course.names(in: folder).filter { $0.hasSuffix(".swift") }.compactMap {
            try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        return texts.contains { $0.contains("//: ## \(section)\n") }
            ? [] : ["the check names a section that the lesson does not have: \(section)"]
    }

    private static func hints(of exercise: Exercise) -> [String] {
        let count = Set(exercise.hints.filter { !$0.isEmpty }).count
        return count == 3
            ? [] : ["there are \(count) different hints; three of growing strength are asked for"]
    }

    /// What is missing in the two texts, or differs between them.
    static func complaints(stub: String, solution: String, id: String) -> [String] {
        var found: [String] = []
        let comments = stub.split(separator: "\n").filter { $0.hasPrefix("//") }
        if !comments.contains(where: { $0.hasPrefix("// \(id)  ") }) {
            found.append("the stub's comment does not begin with `// \(id)  Title`")
        }
        if !comments.contains(where: { $0.contains("Example") }) {
            found.append("the stub shows no example: a line of its comment should begin with Example")
        }
        if !stub.contains("throw notAttempted()") { found.append("the stub does not throw notAttempted()") }
        if !solution.contains("\n// Why:") {
            found.append("the solution has no note that begins with // Why:")
        }
        if let difference = difference(stub, Stub(solution: solution).text) { found.append(difference) }
        return found
    }

    /// The first line in which a stub is not what its solution makes it.
    private static func difference(_ stub: String, _ made: String) -> String? {
        let actual = stub.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = made.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(actual.count, expected.count) {
            let a = line < actual.count ? String(actual[line]) : "(nothing)"
            let e = line < expected.count ? String(expected[line]) : "(nothing)"
            if a != e {
                return "stub and solution differ in line \(line + 1): the stub has\n    \(a)\n  "
                    + "and from the solution follows\n    \(e)"
            }
        }
        return nil
    }

    /// Files that belong to no exercise: a number that no check has.
    private static func files(of exercises: [Exercise], in course: Course) -> [LintComplaint] {
        // Also where only some of a lesson's exercises are looked at.
        let known = Set((exercises + course.exercises).map(\.id))
        return Set(exercises.map(\.lesson)).flatMap { lesson in
            Answers.allCases.flatMap { answers in
                let folder = try? course.folder(of: lesson, answers)
                let names =
                    folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
                return names.compactMap { name -> LintComplaint? in
                    guard let id = Course.exercise(ofFile: name), !known.contains(id)
                    else { return nil }
                    return LintComplaint(
                        exercise: id, text: "\(answers.folder) has \(name), but no check has its number")
                }
            }
        }
    }

    /// The sheet of questions of a lesson, in both trees.
    static func questions(of lesson: String, in course: Course) -> [LintComplaint] {
        let stub = course.questionFile(of: lesson).flatMap { try? String(contentsOf: $0, encoding: .utf8) }
        let found: [String] =
            switch (course.questions(of: lesson), stub) {
            case (nil, nil): []
            case (nil, _?): ["Exercises has \(QuestionSheet.fileName), and Solutions has none to answer it"]
            case (_?, nil): ["Solutions has \(QuestionSheet.fileName), and Exercises has none to ask it"]
            case (let sheet?, let stub?):
                sheet.complaints(of: lesson) + [difference(stub, sheet.stub)].compactMap(\.self)
            }
        return found.map { LintComplaint(exercise: "questions of \(lesson)", text: $0) }
    }

    /// Stubs must be not attempted, solutions must pass: compiled, run and checked as a learner's.
    private static func earned(by exercises: [Exercise], in course: Course) async throws -> [LintComplaint] {
        let grader = Grader(course: course)
        var complaints: [LintComplaint] = []
        for lesson in Exercise.lessons(of: exercises) {
            for (answers, wanted) in [(Answers.exercises, Verdict.State.notAttempted), (.solutions, .passed)] {
                let folder = try course.folder(of: lesson, answers)
                let these = exercises.filter { $0.lesson == lesson }
                for verdict in try await grader.verdicts(on: these, in: folder, seed: { _ in 1 })
                where verdict.state != wanted {
                    let what = answers == .exercises ? "the stub" : "the solution"
                    complaints.append(
                        LintComplaint(
                            exercise: verdict.exercise,
                            text: "\(what): \(verdict.state.rawValue)\n\(verdict.report)"))
                }
            }
        }
        return complaints
    }
}

extension QuestionSheet {
    /// What an author has still to do.
    func complaints(of lesson: String) -> [String] {
        let number = Int(lesson).map(String.init) ?? lesson
        let expected = zip("abcdefghijklmnopqrstuvwxyz", questions).map { "\(number).\($0.0)" }
        let ids = questions.map(\.id)
        return strayHeadings.map { "expected a heading such as ## \(number).a · Title (4 points), but got \($0)" }
            + (ids == expected
                ? [] : ["expected \(expected.joined(separator: ", ")), but got \(ids.joined(separator: ", "))"])
            + questions.flatMap { question -> [String] in
                let sum = question.criteria.reduce(0) { $0 + $1.points }
                let missing = [
                    ("what is asked", question.text), ("### A full answer", question.answer),
                    ("### A common wrong answer", question.wrongAnswer),
                ].filter { $0.1.isEmpty }.map { "\(question.id) lacks \($0.0)" }
                return missing
                    + (sum == question.points
                        ? [] : ["\(question.id) is worth \(question.points) points, and its criteria add up to \(sum)"])
            }
    }
}
