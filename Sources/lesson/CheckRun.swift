import Foundation
import Grading

extension Course {
    /// The course that one stands in; otherwise the error says where to go.
    static func here() throws -> Course {
        do { return try Course.current() } catch { throw CommandError(.notReachable, "\(error)") }
    }
}

/// Checks exercises lesson by lesson and tells each verdict as it comes.
struct CheckRun {
    let course: Course

    func verdicts(
        on exercises: [Exercise], seed: UInt64?, tell: (Verdict) -> Void
    ) throws -> [Verdict] {
        let grader = Grader(course: course)
        var verdicts: [Verdict] = []
        for lesson in exercises.map(\.lesson).reduce(into: [String](), { if $0.last != $1 { $0.append($1) } })
        {
            let wanted = exercises.filter { $0.lesson == lesson }
            do {
                let found = try waiting {
                    let folder = try grader.course.folder(of: lesson)
                    return try await grader.verdicts(on: wanted, in: folder) { _ in
                        seed ?? Grader.freshSeed()
                    }
                }
                found.forEach(tell)
                verdicts += found
            } catch let error as GradingError {
                throw CommandError(.notReachable, error.description)
            }
        }
        return verdicts
    }
}
