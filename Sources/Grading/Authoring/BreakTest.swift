import Foundation

/// A check tried on a right answer with mistakes planted in it: whether it turns red for each.
///
/// The file is read and never written; what is compiled are copies. A planted change that is not noticed either changes
/// nothing that could be seen, or shows a gap in the check: that is for its authors to say.
public struct BreakTest: Sendable {
    public struct Trial: Sendable {
        public let mistake: PlantedMistake
        public let verdict: Verdict

        public var isNoticed: Bool { verdict.state != .passed }
    }

    public let exercise: Exercise
    /// The file that the mistakes were planted in, from the course's folder.
    public let file: String
    public let trials: [Trial]
    /// How many changes were not tried, because the compiler refuses them; and how many for want of time.
    public let refused: Int
    public let untried: Int
    /// Of the check's own known wrong answers, on inputs of the same seed: how many it rejects.
    public let known: (rejected: Int, all: Int)

    public var survivors: [PlantedMistake] { trials.filter { !$0.isNoticed }.map(\.mistake) }
}

extension Grader {
    /// Plants mistakes into a copy of an answer that passes, and checks each copy.
    ///
    /// - Parameters:
    ///   - limit: how many to plant at most.
    ///   - tell: hears of each as it is checked.
    public func breakTest(
        of exercise: Exercise, in folder: URL, seed: UInt64, limit: Int = 40,
        tell: @escaping @Sendable (BreakTest.Trial) -> Void = { _ in }
    ) async throws -> BreakTest {
        let stubs = course.stubs(of: exercise.lesson)
        let source = try AnswerSource(reading: folder, beside: stubs)
        let checkFolder = try course.checks(of: exercise.lesson)
        guard let check = try await CheckLibrary.shared.checks(of: exercise.lesson, in: course)[exercise.id],
            let text = source.text(ofExercise: exercise.id), let file = source.file(ofExercise: exercise.id)
        else {
            throw GradingError("\(exercise) has no file or no check here, so there is nothing to plant mistakes in")
        }
        // Of the other exercises what compiles: one that does not must not hide behind every mistake.
        let adapters = Adapters(of: stubs, in: checkFolder)
        let built = try await AnswerBuilder.shared.build(source, stubs: stubs, adapters: adapters, in: sandbox)
        var rest = source
        for stub in stubs where built.faults[stub.exercise] != nil && stub.exercise != exercise.id {
            rest.replace(exercise: stub.exercise, with: stub.text, in: stub.file)
        }
        rest.remove(built.leftOut)
        let all = PlantedMistake.all(in: text)
        let chosen = PlantedMistake.spread(all, atMost: limit)
        var kit = try Toolchain()
        kit.sandbox = sandbox
        var patient = self
        // A planted mistake may be a loop without an end, and to see that ten times takes no ten seconds each.
        patient.limits.seconds = 4
        let trials = try await inPairs(chosen) { [rest, kit, patient] mistake -> BreakTest.Trial? in
            var broken = rest
            broken.replace(exercise: exercise.id, with: mistake.text, in: file)
            guard case .library(let library) = try await SourceLibrary.make(of: broken.module(adapters), kit) else {
                return nil
            }
            defer {
                try? FileManager.default.removeItem(
                    at: URL(fileURLWithPath: library.path).deletingLastPathComponent())
            }
            let answers = BuiltAnswers(
                library: library.path, program: kit.program, backtracer: nil)
            let verdict = try await patient.verdict(
                on: exercise, check, answers, broken, course.path(folder), seed: seed)
            let trial = BreakTest.Trial(mistake: mistake, verdict: verdict)
            tell(trial)
            return trial
        }
        let wrong = check.findings(seed: seed).wrong
        return BreakTest(
            exercise: exercise, file: "\(course.path(folder))/\(file)", trials: trials.compactMap(\.self),
            refused: trials.count { $0 == nil }, untried: all.count - chosen.count,
            known: (wrong.count(where: \.isRejected), wrong.count))
    }
}
