import Grading
import Testing

/// The solutions earn every point, through the same programs and the same checks as the exercises.
@Suite struct SolutionTests {
    @Test(arguments: Exercise.all)
    func solution(_ exercise: Exercise) async throws {
        let verdict = try await Grader().verdict(on: exercise, from: .solutions)
        #expect(verdict.state == .passed, "\(verdict.report)")
        #expect(verdict.points == exercise.points)
    }
}
