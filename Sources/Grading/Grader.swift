import Exercises
import Foundation
import Synchronization

/// Checks answers, each in a process of its own.
public struct Grader: Sendable {
    public let course: Course
    public var limits: Limits
    /// Of exercises that have limits of their own, by number.
    public var ownLimits: [String: Limits] = [:]
    /// Where strangers' answers are compiled and run.
    public var sandbox: Sandbox

    public init(course: Course, limits: Limits = Limits(), sandbox: Sandbox = .none) {
        (self.course, self.limits, self.sandbox) = (course, limits, sandbox)
    }

    /// Checks the answer to one exercise as it is now. Throws only when something other than the answer is at fault.
    public func verdict(
        on exercise: Exercise, from answers: Answers = .exercises, seed: UInt64 = Grader.freshSeed()
    ) async throws -> Verdict {
        let folder = try course.folder(of: exercise.lesson, answers)
        return try await verdict(on: exercise, in: folder, seed: seed)
    }

    /// Checks the answer that lies in any folder of answers: a pupil's, say.
    public func verdict(
        on exercise: Exercise, in folder: URL, seed: UInt64 = Grader.freshSeed()
    ) async throws -> Verdict {
        try await verdicts(on: [exercise], in: folder) { _ in seed }[0]
    }

    /// Checks several answers of one folder, all about the same moment.
    ///
    /// - Parameter seed: where the inputs of an exercise start.
    public func verdicts(
        on exercises: [Exercise], in folder: URL, seed: @Sendable (Exercise) -> UInt64
    ) async throws -> [Verdict] {
        let lesson = exercises.first?.lesson ?? ""
        let stubs = course.stubs(of: lesson)
        let source = try AnswerSource(reading: folder, beside: stubs)
        return try await verdicts(on: exercises, source, stubs, shown: course.path(folder), seed: seed)
    }

    /// Checks answers to exercises of one lesson by their texts: one that was handed in, say.
    ///
    /// - Parameter texts: by exercise. Of those that are missing nothing was attempted.
    public func verdicts(
        on exercises: [Exercise], texts: [String: [UInt8]], seed: UInt64
    ) async throws -> [Verdict] {
        let lesson = exercises.first?.lesson ?? ""
        let stubs = course.stubs(of: lesson)
        let folder = try course.checks(of: lesson).lastPathComponent
        let source = AnswerSource(name: folder, texts: texts, stubs: stubs)
        // What is a stub needs no process to say that nothing was attempted.
        let written = exercises.filter { exercise in
            stubs.first { $0.exercise == exercise.id }.map { $0.text != source.text(ofExercise: exercise.id) } ?? true
        }
        let found =
            written.isEmpty ? [] : try await verdicts(on: written, source, stubs, shown: folder) { _ in seed }
        return exercises.map { exercise in
            if let verdict = found.first(where: { $0.exercise == exercise.id }) { return verdict }
            var verdict = Verdict(
                exercise: exercise.id, name: exercise.name, state: .notAttempted, points: 0,
                possiblePoints: exercise.points, seed: seed)
            if let name = source.file(ofExercise: exercise.id), texts[exercise.id] != nil {
                (verdict.file, verdict.digest) = ("\(folder)/\(name)", source.digest(ofExercise: exercise.id))
            } else {
                verdict.message = "No file for this exercise was handed in."
            }
            return verdict
        }
    }

    private func verdicts(
        on exercises: [Exercise], _ source: AnswerSource, _ stubs: [LessonStub], shown: String,
        seed: @Sendable (Exercise) -> UInt64
    ) async throws -> [Verdict] {
        let lesson = exercises.first?.lesson ?? ""
        let checkFolder = try course.checks(of: lesson)
        // Compiling the answers and, the first time, the checks: two tools at once.
        async let loading = CheckLibrary.shared.checks(of: lesson, in: course)
        let built = try await AnswerBuilder.shared.build(
            source, stubs: stubs, adapters: Adapters(of: stubs, in: checkFolder), in: sandbox)
        let checks = try await loading
        var verdicts = try await inPairs(exercises.map { ($0, seed($0)) }) { exercise, seed in
            try await verdict(on: exercise, checks[exercise.id], built, source, shown, seed: seed)
        }
        for (index, exercise) in exercises.enumerated() {
            let better = try await verdictBesideTheKits(
                exercise, verdicts[index], checks[exercise.id], built, source, stubs, shown)
            if let better { verdicts[index] = better }
        }
        // What keeps the whole lesson from being compiled is said once.
        let stopped = verdicts.indices.filter {
            built.library == nil && built.faults[verdicts[$0].exercise] == nil
        }
        for index in stopped.dropFirst() {
            verdicts[index].message = "The lesson does not compile, see above."
        }
        // So are files that belong to no exercise, at the first that may suffer for it.
        if let note = built.noteOnLeftOut(in: shown), !verdicts.isEmpty {
            let index = verdicts.firstIndex { $0.state == .notCompiled } ?? 0
            verdicts[index].message = (verdicts[index].message.map { $0 + "\n" } ?? "") + note
        }
        return verdicts
    }

    /// An answer that calls the functions of earlier exercises is not to suffer for what is wrong in those: it is tried
    /// again beside the kit's own. Nil where that makes no difference.
    ///
    /// Earlier ones only: a convolution of one channel could be handed in as a call of that of many, and the other way
    /// round, and both would pass with none of the two written.
    private func verdictBesideTheKits(
        _ exercise: Exercise, _ verdict: Verdict, _ check: (any AnyCheck)?, _ built: BuiltAnswers,
        _ source: AnswerSource, _ stubs: [LessonStub], _ folder: String
    ) async throws -> Verdict? {
        guard verdict.state != .passed, verdict.state != .notCompiled,
            let text = source.text(ofExercise: exercise.id)
        else { return nil }
        let others = stubs.filter { $0.exercise != exercise.id }
        let earlier = others.filter { Exercise.precedes($0.exercise, exercise.id) }
        var needed: [LessonStub] = []
        var texts = [text]
        while let text = texts.popLast() {
            let code = AnswerCode(name: "", text: text)
            let words = Set(code.tokens.indices.filter(code.isName).map(code.word))
            for stub in earlier where !needed.contains(where: { $0.exercise == stub.exercise }) {
                let names = FunctionText.throwing(in: stub.text).map(\.baseName)
                guard !words.isDisjoint(with: names) else { continue }
                needed.append(stub)
                texts.append(stub.solution)
            }
        }
        guard !needed.isEmpty else { return nil }
        let names = needed.map(\.exercise).sorted(by: Exercise.precedes).joined(separator: ", ")
        guard !course.isReleased else {
            guard verdict.state != .notAttempted else { return nil }
            var verdict = verdict
            verdict.message =
                (verdict.message.map { $0 + "\n" } ?? "")
                + "It calls your own answer to \(names): see first that this is right. Your instructor's run tries it beside "
                + "a right one."
            return verdict
        }
        var source = source
        // What keeps the lesson from being compiled has been found once.
        for stub in others where built.faults[stub.exercise] != nil {
            source.replace(exercise: stub.exercise, with: stub.text, in: stub.file)
        }
        source.remove(built.leftOut)
        for stub in needed { source.replace(exercise: stub.exercise, with: stub.solution, in: stub.file) }
        let adapters = Adapters(of: stubs, in: try course.checks(of: exercise.lesson))
        let rebuilt = try await AnswerBuilder.shared.build(source, stubs: stubs, adapters: adapters, in: sandbox)
        var better = try await self.verdict(on: exercise, check, rebuilt, source, folder, seed: verdict.seed)
        guard better.state == .passed else { return nil }
        better.message =
            "Passed beside the kit's own answer to \(names): what your file does is right, and what it calls is not yet."
        return better
    }

    func verdict(
        on exercise: Exercise, _ check: (any AnyCheck)?, _ built: BuiltAnswers, _ source: AnswerSource,
        _ folder: String, seed: UInt64
    ) async throws -> Verdict {
        let name = source.file(ofExercise: exercise.id)
        let (file, digest) = (name.map { "\(folder)/\($0)" }, source.digest(ofExercise: exercise.id))
        let fault = built.faults[exercise.id]
        let refused = source.refused[exercise.id]
        guard refused == nil, fault == nil, let library = built.library else {
            var verdict = Verdict(
                exercise: exercise.id, name: exercise.name, state: .notCompiled, points: 0,
                possiblePoints: exercise.points, seed: seed)
            verdict.message =
                refused.map { "\(folder)/\($0)" } ?? fault?.text(of: exercise.id, in: folder)
                ?? built.general.text(in: folder)
            (verdict.file, verdict.digest) = (file, digest)
            return verdict
        }
        guard let check else {
            if var hidden = try hiddenVerdict(on: exercise, seed: seed) {
                (hidden.file, hidden.digest) = (file, digest)
                return hidden
            }
            throw GradingError("no check with the number \(exercise.id) is declared in Sources/Checks")
        }
        let limits = ownLimits[exercise.id] ?? self.limits
        let trial = Mutex<CheckCase?>(nil)
        let outcome = try await HostProcess(
            program: built.program, backtracer: built.backtracer, library: library, limits: limits,
            sandbox: sandbox
        ).run { host in
            let finding = check.finding(by: host, exercise, seed: seed) { current in trial.withLock { $0 = current } }
            // The host ended in the middle: what the check makes of that is no finding.
            if host.hasEnded { throw HostEnded() }
            return finding
        }
        var verdict = VerdictBuilder(
            exercise: exercise, seed: seed, limits: limits, outcome: outcome, trial: trial.withLock(\.self)
        ).verdict
        (verdict.file, verdict.digest) = (file, digest)
        if [.crashed, .timedOut].contains(verdict.state), let message = verdict.message,
            let feedback = verdict.feedback
        {
            verdict.feedback = check.feedback(feedback, onStop: message, seed: seed)
        }
        if verdict.state == .passed, let name {
            func file(_ name: String) -> ForbiddenCalls.File { ("\(folder)/\(name)", source.text(of: name) ?? "") }
            let others = source.files.map(\.name).filter { $0 != name }
            if let feedback = ForbiddenCalls.feedback(on: file(name), exercise, others: others.map(file)) {
                (verdict.state, verdict.points, verdict.feedback) = (.wrong, 0, feedback)
            }
        }
        if verdict.state == .notAttempted { verdict.message = unwritten(exercise, verdict, source) }
        let copies = source.leftOut.filter { Course.exercise(ofFile: $0) == exercise.id }
        if !copies.isEmpty {
            let list = copies.map { "\(folder)/\($0)" }.joined(separator: ", ")
            verdict.message =
                (verdict.message.map { $0 + "\n" } ?? "") + "Left out, a copy beside the exercise: \(list)"
        }
        return verdict
    }

    /// What is said of an exercise whose check the instructor keeps; nil if that is not so.
    private func hiddenVerdict(on exercise: Exercise, seed: UInt64) throws -> Verdict? {
        guard let moment = try course.release?.hidden[exercise.id] else { return nil }
        var verdict = Verdict(
            exercise: exercise.id, name: exercise.name, state: .notAttempted, points: 0,
            possiblePoints: exercise.points,
            seed: seed)
        verdict.message = "Not tried here: its check is with your instructor, who shows the verdict after \(moment)."
        return verdict
    }

    /// A stub that was worked on but still throws deserves a word.
    private func unwritten(_ exercise: Exercise, _ verdict: Verdict, _ source: AnswerSource) -> String? {
        guard let text = source.text(ofExercise: exercise.id), let stub = try? course.stub(of: exercise),
            text != stub, text.contains("throw notAttempted()")
        else { return verdict.message }
        return (verdict.message.map { $0 + "\n" } ?? "")
            + "The file has changed, but a line `throw notAttempted()` is still reached: it ends the function there."
    }

    /// A seed short enough to type.
    public static func freshSeed() -> UInt64 { .random(in: 1...99_999) }
}

/// Something outside the answer failed: a folder that is missing, a kit that is not built.
public struct GradingError: Error, CustomStringConvertible {
    /// What was expected and what was found.
    public let message: String
    /// What to do about it.
    public let hint: String?

    init(_ message: String, hint: String? = nil) { (self.message, self.hint) = (message, hint) }

    public var description: String { hint.map { "\(message) (\($0))" } ?? message }
}
