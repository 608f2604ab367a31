import Text

/// What one check says about one answer.
public struct Verdict: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable {
        case passed, wrong, crashed
        case timedOut = "timed out"
        case notAttempted = "not attempted"
        case notCompiled = "does not compile"

        /// Whether the answer has a mistake; one that is still to be written has none.
        public var isFailure: Bool { self != .passed && self != .notAttempted }
    }

    /// The exercise, "4.1".
    public var exercise: String
    public var name: String
    public var state: State
    /// Earned and possible.
    public var points: Int
    public var possiblePoints: Int
    /// The inputs were drawn from this seed.
    public var seed: UInt64
    /// Set for a wrong answer, and for one that was cut short while it worked on an input.
    public var feedback: Feedback?
    /// What happened, in words, wherever numbers do not say it.
    public var message: String?
    /// What the answer itself printed, cut to the limit.
    public var output: String = ""
    /// Wall-clock time, starting the process included; nil where it is not kept.
    public var seconds: Double?
    /// The file that was checked, from the course's folder: "Exercises/04-perceptron/4.2-Update.swift".
    public var file: String?
    /// The first 16 digits of the SHA-256 digest of its text: another text, another value.
    public var digest: String?
    /// The PNG that shows the first wrong result, from the course's folder: ".nabla/figures/4.2.png".
    public var figure: String?

    public init(
        exercise: String, name: String, state: State, points: Int, possiblePoints: Int, seed: UInt64
    ) {
        (self.exercise, self.name, self.state) = (exercise, name, state)
        (self.points, self.possiblePoints, self.seed) = (points, possiblePoints, seed)
    }

    /// "4.2 update: wrong, 0 of 2 points".
    public var summary: String { "\(exercise) \(name): \(said(state.rawValue))" + pointsText }

    /// The verdict as plain text for a learner, in lines of about 100 characters.
    public var report: String { report(width: 100) }

    /// The verdict as plain text for a learner. The last line of a wrong one tells how to repeat it.
    ///
    /// Sentences are broken at `width`; numbers and code are left as they are.
    ///
    /// - Parameter drawing: stands below the numbers, as it is, colours and all.
    public func report(width: Int, drawing: String = "") -> String {
        var lines = [summary]
        var head: [String] = []
        if let message { lines += message.said.split(separator: "\n").flatMap { sentence(String($0), width) } }
        if let feedback {
            lines += row(said("input"), feedback.input, width)
            lines += row(said("expected"), said(feedback.expected), width)
            lines += row(said("received"), said(feedback.actual), width)
            lines += row(said("first difference"), feedback.firstDifference.said, width)
            if !drawing.isEmpty { (head, lines) = (lines, []) }
            let mistake = feedback.likelyMistake.said.split(separator: "\n").flatMap {
                Paragraph.lines(of: String($0), width: width < Self.narrow ? width - 4 : width - 21)
            }
            lines += row(said("likely mistake"), mistake.joined(separator: "\n"), width)
        }
        if state.isFailure, state != .notCompiled {
            if !output.isEmpty { lines += row(said("your code printed"), excerpt(output), width) }
            lines += row(said("again with"), "swift run lesson check \(exercise) --seed \(seed)", width)
        }
        let text = lines.joined(separator: "\n").controlsShown
        return head.isEmpty ? text : head.joined(separator: "\n").controlsShown + "\n\n\(drawing)\n\n" + text
    }

    private var pointsText: String {
        switch state {
        case .notAttempted: " (\(said(possiblePoints == 1 ? "%1 point to earn" : "%1 points to earn", possiblePoints)))"
        default: ", " + said(possiblePoints == 1 ? "%1 of %2 point" : "%1 of %2 points", points, possiblePoints)
        }
    }

    /// Indented, and broken where it is prose: a line that begins with a space is code.
    private func sentence(_ text: String, _ width: Int) -> [String] {
        if text.hasPrefix(" ") { return ["  " + text] }
        return Paragraph.lines(of: text, width: width - 4).enumerated().map { index, line in
            (index == 0 || !text.hasPrefix("→") ? "  " : "    ") + line
        }
    }

    /// Below this width a label stands above its text, not beside it.
    private static let narrow = 70

    private func row(_ label: String, _ text: String, _ width: Int) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if width < Self.narrow { return ["  \(label):"] + lines.map { "    " + $0 } }
        return lines.enumerated().map { index, line in
            let head = index == 0 ? label : ""
            return "  " + head + String(repeating: " ", count: max(1, 19 - head.count)) + line
        }
    }

    private func excerpt(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { line in
            line.count > 120 ? String(line.prefix(120)) + "…" : String(line)
        }
        let shown = lines.count > 12 ? Array(lines.prefix(6)) + ["…"] + Array(lines.suffix(5)) : lines
        return shown.joined(separator: "\n")
    }
}

/// The five parts of what a learner is told about a wrong answer.
public struct Feedback: Codable, Sendable, Equatable {
    public var input: String
    public var expected: String
    public var actual: String
    public var firstDifference: String
    public var likelyMistake: String
    /// The letter of the known wrong answer this one equals.
    public var recognised: String?
    /// The family of that mistake, which returns in other exercises.
    public var family: Misconception?
    /// The numbers of the first wrong result, where it is worth a drawing and may be shown.
    public var wrongPart: WrongPart?
}
