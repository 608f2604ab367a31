import Foundation
import Grading

/// What a class has made of one exercise, of each student the attempt that counts.
public struct ItemStatistics: Sendable {
    public let exercise: Exercise
    /// What a right answer earns in this class.
    public let points: Double
    /// Students who have handed in something of its lesson.
    public let students: Int
    /// Those who have written something, right or wrong.
    public let attempted: Int
    public let passed: Int
    public let notCompiled: Int
    /// Wrong or stopped, that is neither passed nor kept from being compiled.
    public let wrong: Int
    /// Of the wrong ones those in which no known mistake was seen.
    public let unrecognised: Int
    /// The correlation of passing it with the points for everything else; nil where all passed, or nobody, or few tried.
    public let discrimination: Double?
    /// The median, of those who passed, of the attempt that did first.
    public let attemptsUntilPassed: Double?
    /// The commonest first.
    public let mistakes: [Mistake]
    /// Answers that gave the same wrong result and were not recognised, the most students first.
    public let clusters: [Cluster]

    /// A mistake that the check knows, as often as it counts.
    public struct Mistake: Sendable {
        public let exercise: Exercise
        /// The first words of its sentence, as records have it; nil where it was seen only beside another.
        public var name: String?
        public let sentence: String
        public var family: Misconception?
        public var students: [String] = []
        /// Points that were lost where it was made.
        public var cost = 0.0
        /// One wrong answer that made it.
        public var example: Feedback
    }

    /// Equal results of answers that are wrong in a way that nobody has named.
    public struct Cluster: Sendable {
        public let example: Verdict
        public var students: [String]
    }

    /// Below this number of students a share says little, and percentages are left out.
    public static let fewest = 20

    public var hasShares: Bool { attempted >= Self.fewest }
    /// The share of those who tried that passed.
    public var facility: Double? { attempted == 0 ? nil : Double(passed) / Double(attempted) }
    public var unrecognisedShare: Double? { wrong == 0 ? nil : Double(unrecognised) / Double(wrong) }

    /// Why the check, or the exercise, should be looked at. Of a small class nothing is said.
    public var flags: [String] {
        guard hasShares, let facility else { return [] }
        var flags: [String] = []
        if facility < 0.3 { flags.append("hard: fewer than 3 in 10 passed") }
        if facility > 0.95 { flags.append("easy: more than 19 in 20 passed") }
        if let discrimination, discrimination < 0.1 {
            flags.append("does not discriminate: those who are good at the rest are no better here")
        }
        if let unrecognisedShare, unrecognisedShare > 0.25, unrecognised >= 5 {
            flags.append("unrecognised: the check should learn a mistake, see its clusters")
        }
        return flags
    }

    init(_ exercise: Exercise, in book: Gradebook) {
        self.exercise = exercise
        let points = book.file.lessons.first { $0.lesson == exercise.lesson }?.worth(of: exercise) ?? 0
        self.points = points
        let grades = book.grades.filter { $0.lesson == exercise.lesson && $0.counted != nil }
        let judged = grades.compactMap { grade in
            grade.counted?.verdicts[exercise.id].map { (grade: grade, verdict: $0) }
        }
        let tried = judged.filter { $0.verdict.state != .notAttempted }
        let failed = tried.filter { $0.verdict.state.isFailure && $0.verdict.state != .notCompiled }
        students = grades.count
        attempted = tried.count
        passed = tried.count { $0.verdict.state == .passed }
        notCompiled = tried.count { $0.verdict.state == .notCompiled }
        wrong = failed.count
        (mistakes, clusters, unrecognised) = Self.sort(failed.map { ($0.grade.student, $0.verdict) }, exercise, points)
        let totals = book.earnedByStudent
        discrimination = Self.correlation(
            tried.map { grade, verdict in
                let own = verdict.state == .passed ? points : 0
                return (verdict.state == .passed ? 1 : 0, (totals[grade.student] ?? 0) - own)
            })
        let firsts = grades.compactMap { grade in
            grade.attempts.firstIndex { $0.verdicts[exercise.id]?.state == .passed }.map { Double($0 + 1) }
        }.sorted()
        attemptsUntilPassed =
            firsts.isEmpty ? nil : (firsts[(firsts.count - 1) / 2] + firsts[firsts.count / 2]) / 2
    }

    private static func sort(
        _ failed: [(student: String, verdict: Verdict)], _ exercise: Exercise, _ points: Double
    ) -> (mistakes: [Mistake], clusters: [Cluster], unrecognised: Int) {
        var mistakes: [String: Mistake] = [:]
        var clusters: [String: Cluster] = [:]
        var unrecognised = 0
        for (student, verdict) in failed {
            let sentences = verdict.feedback?.knownSentences ?? []
            if sentences.isEmpty {
                unrecognised += 1
                clusters[verdict.resultKey, default: Cluster(example: verdict, students: [])].students.append(student)
            }
            for sentence in sentences {
                var mistake =
                    mistakes[sentence] ?? Mistake(exercise: exercise, sentence: sentence, example: verdict.feedback!)
                if let name = verdict.feedback?.recognised, mistake.name == nil {
                    // An answer with this mistake alone shows it better.
                    (mistake.name, mistake.family) = (name, verdict.feedback?.family)
                    mistake.example = verdict.feedback!
                }
                mistake.students.append(student)
                mistake.cost += points / Double(sentences.count)
                mistakes[sentence] = mistake
            }
        }
        return (
            mistakes.values.sorted { ($1.students.count, $0.sentence) < ($0.students.count, $1.sentence) },
            clusters.values.sorted { ($1.students.count, $0.students[0]) < ($0.students.count, $1.students[0]) },
            unrecognised
        )
    }

    /// Pearson's, of two numbers of each student; nil where one of them is the same for all.
    static func correlation(_ pairs: [(Double, Double)]) -> Double? {
        guard pairs.count >= 3 else { return nil }
        let n = Double(pairs.count)
        let (meanX, meanY) = (pairs.reduce(0) { $0 + $1.0 } / n, pairs.reduce(0) { $0 + $1.1 } / n)
        let products = pairs.reduce((0.0, 0.0, 0.0)) { sums, pair in
            let (dx, dy) = (pair.0 - meanX, pair.1 - meanY)
            return (sums.0 + dx * dx, sums.1 + dy * dy, sums.2 + dx * dy)
        }
        guard products.0 > 0, products.1 > 0 else { return nil }
        return products.2 / (products.0 * products.1).squareRoot()
    }
}

extension Gradebook {
    /// What the checks of the attempts that count gave, before lateness and without what was decided by hand.
    var earnedByStudent: [String: Double] {
        grades.reduce(into: [:]) { sums, grade in
            for exercise in grade.exercises where exercise.verdict?.state == .passed {
                sums[grade.student, default: 0] += exercise.possible
            }
        }
    }

    /// Exercise by exercise.
    public var items: [ItemStatistics] { exercises.map { ItemStatistics($0, in: self) } }
}

extension Feedback {
    /// The sentences of the known mistakes that were recognised: one, or two that were made at once.
    var knownSentences: [String] {
        let lines = likelyMistake.split(separator: "\n").map(String.init)
        if recognised != nil { return Array(lines.prefix(1)) }
        guard let first = lines.first, first.hasPrefix("Two known mistakes at once") else { return [] }
        return Array(lines.dropFirst().prefix(2))
    }
}

extension Verdict {
    /// Stands for the result: equal for answers that gave the same on the class's inputs.
    var resultKey: String {
        if hasStopped { return state.rawValue + "\n" + (message ?? "") }
        let parts = [state.rawValue, feedback?.firstDifference ?? message ?? "", feedback?.actual ?? ""]
        return parts.joined(separator: "\n")
    }

    /// Whether it ended before there was a result, so that nothing can be said of one.
    var hasStopped: Bool { state == .crashed || state == .timedOut }
}
