import Foundation
import Grading
import Nabla

/// Grades what was collected: every attempt that has no complete record, as many at a time as there are cores.
///
/// Each attempt's record is written when a lesson of it is done. Killed at any moment and begun again, it goes on where it
/// was, and the records are the same in the end.
public struct ClassGrader: Sendable {
    public let folder: ClassFolder
    public let file: ClassFile
    public let seed: UInt64
    public let kit: GradeRecord.Kit
    public var grader: Grader
    private let exercises: [Exercise]

    /// - Parameters:
    ///   - version: the kit's.
    ///   - seed: in the place of the class's.
    public init(
        _ folder: ClassFolder, _ file: ClassFile, course: Course, version: String, seed: UInt64? = nil,
        limits: Limits = Limits(), sandbox: Sandbox = .none
    ) {
        (self.folder, self.file, self.seed) = (folder, file, seed ?? file.seed)
        kit = GradeRecord.Kit(version: version, digest: KitDigest.digest(of: course.kit))
        exercises = course.exercises.counting(in: file)
        var sandbox = sandbox
        sandbox.hidden = [folder.url.path, course.kit.path]
        grader = Grader(course: course, limits: limits, sandbox: sandbox)
        for lesson in file.lessons {
            grader.ownLimits.merge(lesson.limits.mapValues { $0.changing(limits) }) { first, _ in first }
        }
    }

    /// Where the inputs of one lesson start: the same for everybody, and told to nobody before its feedback.
    ///
    /// Feedback names it, so that a student sees the same inputs at home. The class's seed and those of other lessons do not
    /// follow from it: else inputs that are still to be judged on could be looked at before, and answered by heart.
    ///
    /// - Parameter round: where answers are judged at once and come again, what tells the times apart.
    func seed(of lesson: String, round: String = "") -> UInt64 {
        let digest = SHA256.hexDigest(of: Array("\(seed)/\(lesson)/\(round)".utf8))
        // Short enough to type.
        return 1 + UInt64(digest.prefix(15), radix: 16)! % 99_999_999
    }

    // MARK: What there is to do

    /// The attempts to grade, and what is to be said about the others.
    public struct Plan: Sendable {
        public var todo: [Submission] = []
        /// Attempts with a complete record.
        public var done = 0
        /// Of those, the ones that another kit or another seed has judged.
        public var older = 0
        /// Attempts that cannot be read, and why.
        public var unreadable: [String] = []
    }

    /// - Parameters:
    ///   - students: whose attempts; everybody's if empty.
    ///   - again: also those that are graded.
    public func plan(students: [String] = [], again: Bool = false, shard: Shard? = nil) throws -> Plan {
        var plan = Plan()
        let attempts = folder.attempts()
        for student in students where !attempts.contains(where: { $0.student == student }) {
            throw ClassError(
                .wrongArguments, "nothing was collected from \"\(student)\"", hint: "ls \(folder.submissions.path)")
        }
        for (index, attempt) in attempts.enumerated() {
            guard students.isEmpty || students.contains(attempt.student), shard?.contains(index) ?? true else {
                continue
            }
            do {
                let submission = try Submission(
                    reading: folder.submissions.appending(path: "\(attempt.student)/\(attempt.name)"))
                guard !again, let record = record(of: submission), isDone(record) else {
                    plan.todo.append(submission)
                    continue
                }
                plan.done += 1
                if record.kit != kit || record.seed != seed { plan.older += 1 }
            } catch {
                plan.unreadable.append("\(attempt.student)/\(attempt.name): \(error)")
            }
        }
        return plan
    }

    private func record(of submission: Submission) -> GradeRecord? {
        try? GradeRecord(reading: folder.grade(of: submission.student, submission.submitted))
    }

    /// Complete, also for what has been added to `class.json` since.
    private func isDone(_ record: GradeRecord) -> Bool {
        guard record.complete else { return false }
        let code = record.files.filter { !AnswerSheets.isSheet($0.file) }
        let handedIn = Set(code.compactMap { ClassGrader.lesson(of: $0.file) })
        let judged = Set(record.verdicts.map(\.exercise))
        return exercises.allSatisfy { !handedIn.contains($0.lesson) || judged.contains($0.id) }
    }

    /// "04" of "04-perceptron/4.2-Update.swift".
    private static func lesson(of path: String) -> String? {
        path.split(separator: "/").first.map { String($0.prefix { $0.isNumber }) }
    }

    // MARK: The kit itself

    /// Has the kit's own answers judged as the students' will be: what is to take points off must have earned them.
    ///
    /// - Returns: what is wrong; nil if all pass.
    public func fault() async throws -> String? {
        for lesson in file.lessons {
            let own = exercises.counting(in: lesson)
            guard !own.isEmpty else { continue }
            let all = grader.course.exercises.filter { $0.lesson == lesson.lesson }
            let texts = all.compactMap { exercise in
                (try? grader.course.file(of: exercise, .solutions)).flatMap {
                    FileManager.default.contents(atPath: $0.path)
                }
                .map { (exercise.id, Array($0)) }
            }
            try await warm(own[0], texts)
            let verdicts = try await grader.verdicts(
                on: own, texts: Dictionary(texts) { first, _ in first }, seed: seed(of: lesson.lesson))
            if let bad = verdicts.first(where: { $0.state != .passed }) {
                return "the kit's own answer to \(bad.exercise) is not right here: \(bad.state.rawValue)"
                    + (bad.message.map { ", \($0)" } ?? "") + (bad.output.isEmpty ? "" : "\n\(bad.output.prefix(400))")
            }
        }
        return nil
    }

    /// Compiles an answer of the kit's own outside of any room: what the compiler keeps of the modules that answers import
    /// can be read in there, and not written.
    private func warm(_ exercise: Exercise, _ texts: [(String, [UInt8])]) async throws {
        var open = grader
        open.sandbox = .none
        // Another text than that of the solution, which is then compiled in the room.
        let texts = texts.map { ($0.0, $0.1 + Array("\n".utf8)) }
        _ = try await open.verdicts(
            on: [exercise], texts: Dictionary(texts) { first, _ in first }, seed: seed(of: exercise.lesson))
    }

    // MARK: Grading

    /// One attempt that is done, or could not be.
    public struct Step: Sendable {
        public let submission: Submission
        public let record: GradeRecord?
        /// Why there is no record.
        public let problem: String?
        public let seconds: Double
    }

    /// Grades attempts, and tells of each when it is done.
    public func grade(_ todo: [Submission], jobs: Int, again: Bool = false, tell: (Step) -> Void) async throws {
        let memory = VerdictMemory()
        try await withThrowingTaskGroup(of: Step.self) { group in
            var rest = todo[...]
            for _ in 0..<max(1, jobs) {
                if let submission = rest.popFirst() { group.addTask { await step(submission, again, memory) } }
            }
            while let step = try await group.next() {
                tell(step)
                if let submission = rest.popFirst() { group.addTask { await self.step(submission, again, memory) } }
            }
        }
    }

    private func step(_ submission: Submission, _ again: Bool, _ memory: VerdictMemory) async -> Step {
        let start = ContinuousClock.now
        var (record, problem) = (GradeRecord?.none, String?.none)
        do { record = try await grade(submission, again, memory) } catch { problem = "\(error)" }
        return Step(
            submission: submission, record: record, problem: problem,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private func grade(_ submission: Submission, _ again: Bool, _ memory: VerdictMemory) async throws -> GradeRecord {
        let place = folder.grade(of: submission.student, submission.submitted)
        let all = try texts(of: submission, in: folder)
        let texts = all.filter { !AnswerSheets.isSheet($0.key) }
        var record = GradeRecord(
            student: submission.student, submitted: submission.submitted, kit: kit, seed: seed,
            isolation: grader.sandbox.words,
            files: submission.files.map { file in
                .init(file: file.file, digest: String(SHA256.hexDigest(of: all[file.exercise] ?? []).prefix(16)))
            }, answers: AnswerSheets.answers(in: all, of: grader.course))
        if !again, let before = self.record(of: submission), before.isOfTheSame(as: record) {
            record.verdicts = before.verdicts
        }
        for lesson in file.lessons {
            let own = exercises.counting(in: lesson)
            // What does not count may be called by what does.
            let handedIn = texts.filter { Exercise.lesson(of: $0.key) == lesson.lesson }
            guard !handedIn.isEmpty,
                !own.allSatisfy({ exercise in record.verdicts.contains { $0.exercise == exercise.id } })
            else { continue }
            let verdicts = try await memory.verdicts(on: own, texts: handedIn) {
                try await grader.verdicts(on: own, texts: handedIn, seed: seed(of: lesson.lesson))
            }
            record.verdicts.removeAll { Exercise.lesson(of: $0.exercise) == lesson.lesson }
            record.verdicts += verdicts
            try record.write(to: place)
        }
        record.complete = true
        try record.write(to: place)
        return record
    }

    /// The texts by exercise, as they lie there now. Nothing is followed.
    func texts(of submission: Submission, in folder: ClassFolder) throws -> [String: [UInt8]] {
        let attempt = folder.submission(of: submission.student, submission.submitted)
        return try submission.files.reduce(into: [:]) { texts, file in
            let path = attempt.appending(path: file.file).path
            var status = stat()
            guard PathRules.refusal(of: file.file) == nil, lstat(path, &status) == 0,
                status.st_mode & S_IFMT == S_IFREG,
                let data = FileManager.default.contents(atPath: path)
            else {
                throw ClassError(
                    .badData, "\(path) is no ordinary file any more", hint: "move the attempt away and collect it again"
                )
            }
            texts[file.exercise] = Array(data)
        }
    }
}

extension GradeRecord {
    /// Whether both are about the same texts, judged by the same kit on the same inputs in the same surroundings.
    func isOfTheSame(as other: GradeRecord) -> Bool {
        (student, submitted, kit, seed) == (other.student, other.submitted, other.kit, other.seed)
            && isolation == other.isolation && files == other.files
    }
}

/// Verdicts of this run on a lesson's texts.
///
/// The files of a lesson are compiled together, so the same verdict is due where all of them are the same, byte for byte:
/// a student hands lesson 04 in again with every later lesson. Then the process would do the same again. Not shared is
/// what a moment may have decided: an answer that was stopped, by the clock or the memory, is tried for each.
private actor VerdictMemory {
    private var known: [Key: [Verdict]] = [:]

    private struct Key: Hashable {
        let exercises: [String]
        let texts: [String: [UInt8]]
    }

    func verdicts(
        on exercises: [Exercise], texts: [String: [UInt8]], judge: @Sendable () async throws -> [Verdict]
    ) async throws -> [Verdict] {
        let key = Key(exercises: exercises.map(\.id), texts: texts)
        if let verdicts = known[key] { return verdicts }
        let verdicts = try await judge().map { verdict in
            var verdict = verdict
            verdict.seconds = nil
            return verdict
        }
        if verdicts.allSatisfy({ $0.state != .timedOut && $0.state != .crashed }) { known[key] = verdicts }
        return verdicts
    }
}
