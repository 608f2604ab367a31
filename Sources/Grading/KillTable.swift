/// Every known wrong answer of the course, and whether the checks reject and name it.
public struct KillTable: Sendable {
    public struct Row: Sendable {
        public let exercise: String
        /// The letter of its row in the exercise's list, or what takes no thought, "zeros".
        public let answer: String
        public let family: Family?
        public let sentence: String
        /// In how many draws it was rejected, and recognised by its own letter; nil where there is nothing to recognise.
        public let rejected: Int
        public let named: Int?
    }

    public private(set) var rows: [Row] = []
    public let draws: Int
    private var accepted = 0
    private var exercises = 0
    private var wronglyRejected: [String] = []

    public init(_ exercises: [Exercise], draws: Int = 20) {
        self.draws = draws
        for proof in checkedLessons.flatMap({ $0.proofs }) where exercises.contains(proof.exercise) {
            add(proof)
        }
    }

    private mutating func add(_ proof: Proof) {
        let findings = (1...draws).map { proof.findings(UInt64($0)) }
        let name = "\(proof.exercise)"
        exercises += 1
        for index in findings[0].wrong.indices {
            let all = findings.map { $0.wrong[index] }
            rows.append(
                Row(
                    exercise: name, answer: all[0].letter, family: all[0].family, sentence: all[0].message,
                    rejected: all.count { $0.finding.state == .wrong },
                    named: all.count { $0.finding.feedback?.recognised == $0.letter }))
        }
        for index in findings[0].lazy.indices {
            rows.append(
                Row(
                    exercise: name, answer: findings[0].lazy[index].name, family: nil, sentence: "",
                    rejected: findings.count { $0.lazy[index].isRejected }, named: nil))
        }
        for index in findings[0].accepted.indices {
            accepted += 1
            if !findings.allSatisfy({ $0.accepted[index].finding.state == .passed }) {
                wronglyRejected.append("\(name): \(findings[0].accepted[index].name)")
            }
        }
    }

    /// Whether every wrong answer was rejected and named in every draw, and every acceptable one accepted.
    public var holds: Bool {
        rows.allSatisfy { $0.rejected == draws && $0.named ?? draws == draws } && wronglyRejected.isEmpty
    }

    public var summary: String {
        let caught = rows.count { $0.rejected == draws && $0.named ?? draws == draws }
        let lines = [
            "\(caught) of \(rows.count) wrong answers to \(exercises) exercises are rejected and named in all \(draws) draws",
            "\(accepted - wronglyRejected.count) of \(accepted) answers that look wrong and are right are accepted",
        ]
        return (lines + wronglyRejected.map { "  not accepted: " + $0 }).joined(separator: "\n")
    }
}
