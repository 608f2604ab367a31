import Grading
import Testing

/// The solutions earn every point, through the same compiler and the same checks as the exercises.
@Suite struct SolutionTests {
    @Test(arguments: Exercise.all)
    func solution(_ exercise: Exercise) async throws {
        let verdict = try await Grader(course: .current()).verdict(on: exercise, from: .solutions)
        #expect(verdict.state == .passed, "\(verdict.report)")
        #expect(verdict.points == exercise.points)
    }
}
