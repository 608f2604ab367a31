/// How a known wrong answer is drawn for a learner who gives it.
public struct KnownDrawing: Sendable {
    public let exercise: Exercise
    /// The first words of what is said of it.
    public let answer: String
    public let feedback: Feedback
    public let part: WrongPart

    /// Of each exercise one wrong answer for each kind of drawing.
    public static func all(of exercises: [Exercise], in course: Course, seed: UInt64) async throws -> [KnownDrawing] {
        var found: [KnownDrawing] = []
        for lesson in Exercise.lessons(of: exercises) {
            let checks = try await CheckLibrary.shared.checks(of: lesson, in: course)
            for exercise in exercises where exercise.lesson == lesson {
                var kinds: [WrongPart.Kind] = []
                for wrong in checks[exercise.id]?.findings(seed: seed).wrong ?? [] {
                    guard let feedback = wrong.finding.feedback, let part = feedback.wrongPart,
                        !kinds.contains(part.kind)
                    else { continue }
                    kinds.append(part.kind)
                    found.append(KnownDrawing(exercise: exercise, answer: wrong.name, feedback: feedback, part: part))
                }
            }
        }
        return found
    }
}
