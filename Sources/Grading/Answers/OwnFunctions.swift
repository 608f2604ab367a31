import Foundation

/// The functions of a lesson's exercises for a run that calls them: the learner's own where they pass, others elsewhere.
///
/// A run is no check: it holds no right answer to be found, and nothing that it does earns points. So here, unlike in a
/// judge, the learner's code and what calls it are one library.
public struct OwnFunctions: Sendable {
    /// One exercise, and whose text stands for it.
    public struct Part: Sendable {
        public let exercise: Exercise
        public let isOwn: Bool
        /// What became of the learner's answer, "not attempted"; "left out" for one that is not wanted.
        public let state: String
        /// The learner's file from the course's folder, and its name where it is compiled.
        public let path: String
        public let file: String
        /// Whether it is one of those that stand in where an answer does not pass: those that the run calls.
        public let isCalled: Bool
    }

    public private(set) var parts: [Part] = []
    /// What is compiled: a file for each exercise.
    public private(set) var files: [(name: String, text: [UInt8])] = []
    /// The learner's own files that belong to no exercise, but may be called by one.
    public let helpers: [(name: String, text: [UInt8])]

    /// - Parameters:
    ///   - verdicts: about the answers to a lesson's exercises as they are now.
    ///   - standIns: a folder with the files that stand in for those that do not pass. One that stands nowhere is a stub.
    ///   - unwanted: exercises whose answers are left out though they pass.
    public init(
        judgedBy verdicts: [Verdict], lesson: String, in course: Course, standIns: URL, without unwanted: [String] = []
    ) throws {
        let folder = try course.folder(of: lesson)
        let stubs = course.stubs(of: lesson)
        let source = try AnswerSource(reading: folder, beside: stubs)
        for exercise in course.exercises where exercise.lesson == lesson {
            guard let stub = stubs.first(where: { $0.exercise == exercise.id }) else { continue }
            let verdict = verdicts.first { $0.exercise == exercise.id }
            let isPassed = verdict?.state == .passed
            if isPassed, source.digest(ofExercise: exercise.id) != verdict?.digest {
                throw GradingError(
                    "\(verdict?.file ?? stub.file) has changed since it was checked", hint: "do it once more")
            }
            let isOwn = isPassed && !unwanted.contains(exercise.id)
            let standIn = try StandIn.text(standIns.appending(path: stub.file), in: course)
            let own = source.file(ofExercise: exercise.id)
            if !isOwn {
                files.append((stub.file, standIn ?? Array(stub.text.utf8)))
            } else if let own, let text = source.files.first(where: { $0.name == own })?.text {
                files.append((own, text))
            }
            parts.append(
                Part(
                    exercise: exercise, isOwn: isOwn,
                    state: isPassed && !isOwn ? "left out" : verdict?.state.rawValue ?? "not checked",
                    path: verdict?.file ?? stub.file, file: own ?? stub.file, isCalled: standIn != nil))
        }
        let extra = source.extraFiles
        helpers = parts.contains(where: \.isOwn) ? source.files.filter { extra.contains($0.name) } : []
    }
}
