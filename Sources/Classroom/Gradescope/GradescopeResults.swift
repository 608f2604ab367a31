import Foundation
import Grading
import Text

/// What Gradescope shows of one submission: `results.json`, by the fields of its documentation ("Autograder
/// Specifications", 2025-01).
///
/// One test for each exercise, in the order of the course. What has not been judged yet stands there with no points, so
/// that a run that is ended in the middle still tells what it found.
public struct GradescopeResults: Encodable, Sendable, Equatable {
    /// Always there, for a test may have none. It overrides the sum that Gradescope would make.
    public var score: Double
    public var executionTime: Double
    public var output: String
    public var outputFormat = Format.markdown
    public var testOutputFormat = Format.markdown
    public var visibility = Visibility.visible
    /// What the kit itself prints is for the instructor.
    public var stdoutVisibility = Visibility.hidden
    public var tests: [Test]
    public var extraData: Facts

    public enum Format: String, Encodable, Sendable { case text, markdown = "md" }

    public enum Visibility: String, Encodable, Sendable {
        case visible, hidden
        case afterPublished = "after_published"
    }

    /// Stored beside the results and shown to nobody.
    public struct Facts: Encodable, Sendable, Equatable {
        public var kit: GradeRecord.Kit
        public var seed: UInt64
        public var isolation: [String]
        /// Whether every exercise has been judged.
        public var complete: Bool
    }

    public struct Test: Encodable, Sendable, Equatable {
        public var number: String?
        public var name: String
        public var score: Double?
        public var maxScore: Double?
        public var status: Status?
        public var output: String
        public var tags: [String] = []
        public var visibility: Visibility?
        public var extraData: TestFacts?

        public enum Status: String, Encodable, Sendable { case passed, failed }

        enum CodingKeys: String, CodingKey {
            case number, name, score, status, output, tags, visibility
            case maxScore = "max_score"
            case extraData = "extra_data"
        }
    }

    public struct TestFacts: Encodable, Sendable, Equatable {
        public var exercise: String
        public var state: String
        public var seed: UInt64
        /// The known wrong answer that this one equals, and the family of that mistake.
        public var misconception: String?
        public var family: String?
        /// The file that was judged, and its digest.
        public var file: String?
        public var digest: String?
    }

    enum CodingKeys: String, CodingKey {
        case score, output, visibility, tests
        case executionTime = "execution_time"
        case outputFormat = "output_format"
        case testOutputFormat = "test_output_format"
        case stdoutVisibility = "stdout_visibility"
        case extraData = "extra_data"
    }
}

// MARK: - From a record

extension GradescopeResults {
    /// An exercise as students know it.
    public struct Item: Sendable {
        public var exercise: Exercise
        /// "Learn from one sample", from the task.
        public var title: String
        public var points: Double
        public var isHidden: Bool

        public init(exercise: Exercise, title: String, points: Double, isHidden: Bool) {
            (self.exercise, self.title, self.points, self.isHidden) = (exercise, title, points, isHidden)
        }
    }

    /// - Parameters:
    ///   - items: the exercises that count.
    ///   - ignored: files that came and were not taken, and why.
    public init(of record: GradeRecord, items: [Item], ignored: [Submission.Ignored] = [], seconds: Double) {
        let verdicts = Dictionary(record.verdicts.map { ($0.exercise, $0) }) { first, _ in first }
        let passed = items.filter { verdicts[$0.exercise.id]?.state == .passed }
        score = passed.reduce(0) { $0 + $1.points }
        executionTime = (seconds * 100).rounded() / 100
        tests = items.map { Test($0, verdicts[$0.exercise.id], seed: record.seed) }
        let hidden = items.count(where: \.isHidden)
        if hidden > 0 {
            let judged = said(hidden == 1 ? "One more exercise is judged." : "%1 more exercises are judged.", hidden)
            tests.append(
                Test(
                    name: said("Judged, and shown later"),
                    output: judged + " " + said("The verdicts appear when the grades are published.")))
        }
        output = Self.output(record, ignored)
        extraData = Facts(
            kit: record.kit, seed: record.seed, isolation: record.isolation, complete: record.complete)
    }

    private static func output(_ record: GradeRecord, _ ignored: [Submission.Ignored]) -> String {
        var paragraphs: [String] = []
        if !record.complete {
            paragraphs.append(
                said("Not every exercise has been judged: the run was ended before. Ask for another run."))
        }
        if record.files.isEmpty {
            paragraphs.append(
                said("No answer was found. Hand in the `.swift` files of `Exercises/`, under their names:")
                    + " `4.2-Update.swift`.")
        } else {
            paragraphs.append(said("Judged:") + " " + record.files.map { "`\($0.file)`" }.joined(separator: ", ") + ".")
        }
        if !ignored.isEmpty {
            let list = ignored.prefix(20).map { "- `\(clean($0.file, 120))`: \(clean($0.reason, 200))" }
            let rest = ignored.count > 20 ? ["- " + said("and %1 more", ignored.count - 20)] : []
            paragraphs.append(([said("Left out:"), ""] + list + rest).joined(separator: "\n"))
        }
        return paragraphs.joined(separator: "\n\n")
    }

    /// A name from outside, harmless between two marks of code.
    private static func clean(_ text: String, _ limit: Int) -> String {
        String(text.controlsShown.replacing("`", with: "'").replacing("\n", with: " ").prefix(limit))
    }
}

extension GradescopeResults.Test {
    init(name: String, output: String) {
        (self.name, self.output) = (name, output)
    }

    init(_ item: GradescopeResults.Item, _ verdict: Verdict?, seed: UInt64) {
        let exercise = item.exercise
        number = exercise.id
        name = item.title.isEmpty ? exercise.name : item.title
        maxScore = item.points
        let hasPassed = verdict?.state == .passed
        score = hasPassed ? item.points : 0
        // An exercise may be worth nothing, and then Gradescope would call it passed.
        status = hasPassed ? .passed : .failed
        visibility = item.isHidden ? .afterPublished : nil
        output = verdict.map { FeedbackMarkdown($0).text } ?? said("Not judged: the run was ended before its turn.")
        let family = verdict?.feedback?.family?.rawValue
        tags = ["lesson \(exercise.lesson)", exercise.id] + (family.map { [$0] } ?? [])
        extraData = GradescopeResults.TestFacts(
            exercise: exercise.id, state: verdict?.state.rawValue ?? "not judged", seed: verdict?.seed ?? seed,
            misconception: verdict?.feedback?.recognised, family: family, file: verdict?.file, digest: verdict?.digest)
    }
}
