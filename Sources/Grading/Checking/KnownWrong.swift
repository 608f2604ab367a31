import Exercises
import Nabla

/// A mistake that has been seen before: how to make it, and what to say about it.
struct KnownWrong<Input: Sendable>: Sendable {
    typealias Answer = @Sendable (Input) throws -> WireValue

    let family: Misconception?
    let sentence: String
    /// The mistake made in one or several ways.
    let answers: [Answer]
    /// Recognises the mistake where its numbers are not fixed.
    var test: (@Sendable (Input, WireValue) -> Bool)?
    /// What every number is multiplied with, where that is the mistake: one that can be made on top of another.
    var factors: [@Sendable (Input) -> Scalar] = []

    init(_ family: Misconception?, _ sentence: String, _ answers: [Answer]) {
        (self.family, self.sentence, self.answers) = (family, sentence, answers)
    }

    /// Stands for the mistake in reports and in a learner's progress: the first words of its sentence.
    var name: String {
        sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(7).joined(separator: "-")
    }
}
