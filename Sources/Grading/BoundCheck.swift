/// A check joined with the function under test.
public struct BoundCheck: Sendable {
    public let exercise: Exercise
    /// Runs the check on inputs drawn from a seed; each input is told before it is used.
    public let run: @Sendable (_ seed: UInt64, _ observe: (Trial) -> Void) -> Finding

    public init(
        exercise: Exercise, run: @escaping @Sendable (_ seed: UInt64, _ observe: (Trial) -> Void) -> Finding
    ) {
        (self.exercise, self.run) = (exercise, run)
    }
}
