/// A check tried on its own answers: the right one passes, the stub is not attempted, each wrong one is named.
public struct Proof: Sendable {
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
        public let letter: String
        public let family: Family?
        public let message: String
        public let finding: Finding
    }

    public let exercise: Exercise
    public let findings: @Sendable (_ seed: UInt64) -> Findings
    /// Stands for what is asked: the same as long as the same inputs lead to the same right results.
    let task: @Sendable () -> String

    static func of(_ exercise: Exercise) -> Proof? {
        checkedLessons.first { $0.number == exercise.lesson }?.proofs.first { $0.exercise == exercise }
    }
}
