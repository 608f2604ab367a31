import Foundation
import Grading

/// What a run of grading came to.
public struct GradeSummary: Sendable {
    public private(set) var count = 0
    public private(set) var problems: [String] = []
    private var states: [Verdict.State: Int] = [:]
    private var slowest: [(seconds: Double, name: String)] = []

    public init() {}

    public mutating func add(_ step: ClassGrader.Step) {
        count += 1
        if let problem = step.problem { problems.append("\(step.submission.student): \(problem)") }
        for verdict in step.record?.verdicts ?? [] { states[verdict.state, default: 0] += 1 }
        slowest.append((step.seconds, step.submission.student))
        slowest.sort { $0.seconds > $1.seconds }
        slowest = Array(slowest.prefix(3))
    }

    /// One attempt in one line: "ann  2026-11-30T14-05-00Z  04 9/13  05 20/24  (3.4 s)". The points are the class's, before
    /// lateness.
    public static func line(_ step: ClassGrader.Step, in file: ClassFile) -> String {
        let head = "\(step.submission.student)  \(ClassFolder.name(of: step.submission.submitted))"
        guard let record = step.record else { return "\(head)  not graded: \(step.problem ?? "")" }
        let lessons = Exercise.lessonNumbers(of: record.verdicts).map { lesson in
            let own = record.verdicts.filter { Exercise.lesson(of: $0.exercise) == lesson }
            let (points, possible) = own.reduce((0.0, 0.0)) { sum, verdict in
                let worth = file.worth(of: verdict)
                return (sum.0 + verdict.earned(of: worth), sum.1 + worth)
            }
            return "\(lesson) \(points.text(2))/\(possible.text(2))"
        }
        let written = record.answers?.values.count { !$0.isEmpty } ?? 0
        let read = written == 0 ? [] : [written == 1 ? "1 answer to read" : "\(written) answers to read"]
        let what = lessons + read == [] ? ["nothing that counts"] : lessons + read
        return ([head] + what + ["(\(String(format: "%.1f", step.seconds)) s)"]).joined(separator: "  ")
    }

    /// - Parameter seconds: of the whole run.
    public func text(seconds: Double) -> String {
        let order: [Verdict.State] = [.passed, .wrong, .notAttempted, .notCompiled, .crashed, .timedOut]
        let counts = order.compactMap { state in states[state].map { "\($0) \(state.rawValue)" } }
        let slow = slowest.map { "\($0.name) \(String(format: "%.0f", $0.seconds)) s" }.joined(separator: ", ")
        let answers = counts.isEmpty ? "none to what counts" : counts.joined(separator: ", ")
        let graded = count - problems.count
        return """
            graded \(graded) \(graded == 1 ? "attempt" : "attempts") in \(String(format: "%.0f", seconds)) s (slowest: \(slow))
            answers: \(answers)
            """
    }
}

extension Exercise {
    /// The lessons of these verdicts, each once, in order.
    static func lessonNumbers(of verdicts: [Verdict]) -> [String] {
        verdicts.map { lesson(of: $0.exercise) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
