/// A check tried on its own answers: the right one passes, the stub is not attempted, each wrong one is named.
///
/// The one proof that `lesson lint`, `lesson lint --table` and the tests show.
public struct SelfTest: Sendable {
    /// What the check finds about its own answers, all on the same inputs.
    public struct Findings: Sendable {
        public let right: Finding
        public let stub: Finding
        public let wrong: [Wrong]
        public let accepted: [(name: String, finding: Finding)]
        /// Results that take no thought, the same number everywhere, and whether each is rejected.
        ///
        /// Empty where many answers are right and no comparison tells: such a check knows its own.
        public let lazy: [(name: String, isRejected: Bool)]
    }

    public struct Wrong: Sendable {
        /// Its place among the known wrong answers of the check; several ways to make a mistake share it.
        public let number: Int
        public let name: String
        public let family: Misconception?
        public let sentence: String
        public let finding: Finding

        public var isRejected: Bool { finding.state == .wrong }
        public var isNamed: Bool {
            finding.feedback?.recognised == name && finding.feedback?.likelyMistake.hasPrefix(sentence) == true
        }
    }

    /// A wrong answer, and in how many draws it was rejected and named.
    public struct Row: Sendable {
        public let exercise: String
        /// The first words of its sentence, or what takes no thought, "zeros".
        public let answer: String
        public let family: Misconception?
        public let sentence: String
        public let rejected: Int
        /// Nil where there is nothing to recognise.
        public let named: Int?
    }

    public let exercise: Exercise
    public let draws: Int
    public private(set) var rows: [Row] = []
    /// What is not as it should be, in words; empty for a check that holds.
    public private(set) var problems: [String] = []
    /// How many answers look wrong and are right.
    public private(set) var acceptable = 0

    /// Tries the check on inputs of so many seeds.
    public init(of check: any AnyCheck, for exercise: Exercise, draws: Int = 20) {
        (self.exercise, self.draws) = (exercise, draws)
        let findings = (1...draws).map { check.findings(seed: UInt64($0)) }
        func complain(_ problem: String, where fails: (Findings) -> Bool) {
            let seeds = findings.indices.filter { fails(findings[$0]) }.map { "\($0 + 1)" }
            if !seeds.isEmpty { problems.append("\(problem) (seeds \(seeds.joined(separator: ", ")))") }
        }
        complain("the check rejects its own right answer") { $0.right.state != .passed }
        complain("the check does not call a stub not attempted") { $0.stub.state != .notAttempted }
        let first = findings[0]
        let mistakes = Set(first.wrong.map(\.number)).count
        if mistakes < 5 { problems.append("only \(mistakes) wrong answers are known; five at least are asked for") }
        for index in first.wrong.indices {
            let wrong = first.wrong[index]
            complain("wrong answer \"\(wrong.name)\" passes") { !$0.wrong[index].isRejected }
            complain("wrong answer \"\(wrong.name)\" is not named as such") {
                $0.wrong[index].isRejected && !$0.wrong[index].isNamed
            }
            rows.append(
                Row(
                    exercise: "\(exercise)", answer: wrong.name, family: wrong.family, sentence: wrong.sentence,
                    rejected: findings.count { $0.wrong[index].isRejected },
                    named: findings.count { $0.wrong[index].isNamed }))
        }
        for index in first.lazy.indices {
            complain("\(first.lazy[index].name) everywhere pass") { !$0.lazy[index].isRejected }
            rows.append(
                Row(
                    exercise: "\(exercise)", answer: first.lazy[index].name, family: nil, sentence: "",
                    rejected: findings.count { $0.lazy[index].isRejected }, named: nil))
        }
        acceptable = first.accepted.count
        for index in first.accepted.indices {
            complain("rejects an answer that must be accepted: \(first.accepted[index].name)") {
                $0.accepted[index].finding.state != .passed
            }
        }
    }

    /// Tries the checks of these exercises, lesson by lesson.
    public static func all(
        of exercises: [Exercise], in course: Course, draws: Int = 20
    ) async throws -> [SelfTest] {
        var tests: [SelfTest] = []
        for lesson in Exercise.lessons(of: exercises) {
            let checks = try await CheckLibrary.shared.checks(of: lesson, in: course)
            for exercise in exercises where exercise.lesson == lesson {
                guard let check = checks[exercise.id] else {
                    throw GradingError("no check with the number \(exercise.id) is declared in Sources/Checks")
                }
                tests.append(SelfTest(of: check, for: exercise, draws: draws))
            }
        }
        return tests
    }
}

extension [SelfTest] {
    /// Whether every wrong answer is rejected and named in every draw, and every acceptable one accepted.
    public var hold: Bool { allSatisfy(\.problems.isEmpty) }

    public var summary: String {
        let rows = flatMap(\.rows)
        let draws = first?.draws ?? 0
        let caught = rows.count { $0.rejected == draws && $0.named ?? draws == draws }
        let lines = [
            "\(caught) of \(rows.count) wrong answers to \(count) exercises are rejected and named in all \(draws) draws",
            "\(reduce(0) { $0 + $1.acceptable }) answers look wrong and are right",
        ]
        return (lines + flatMap { test in test.problems.map { "  \(test.exercise): \($0)" } }).joined(separator: "\n")
    }
}
