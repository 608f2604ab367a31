import Foundation
import Grading
import Text

/// Answers of two students that coincide in something that is rare in the class.
///
/// Right answers say nothing, for there is one natural way to write them, and so do the known mistakes, which many make.
/// What is looked at is what is wrong in a way that the checks do not know, and functions in which everybody chooses
/// something else. Nobody is accused: a coincidence has many reasons.
public struct SimilarAnswers: Sendable {
    public let pairs: [Pair]

    public struct Pair: Sendable {
        public let exercise: Exercise
        public let students: [String]
        public let texts: [String]
        /// Lines, from 0, that hold what the two have in common and hardly anybody else.
        public let lines: [Set<Int>]
        public let reason: String
        /// How much rare code they share; to rank, not to judge.
        let weight: Double
    }

    /// How many tokens a piece has that is looked for in other answers.
    static let length = 6
    /// Fewer rare pieces in common may be chance: one unusual expression makes about as many.
    static let fewest = 14

    /// An answer of the attempt that counts.
    struct Answer {
        let student: String
        let text: String
        let verdict: Verdict

        var isUnknownMistake: Bool {
            [.wrong, .crashed, .timedOut].contains(verdict.state) && verdict.feedback?.knownSentences.isEmpty ?? true
        }
    }

    public init(_ book: Gradebook, _ folder: ClassFolder, course: Course) throws {
        var pairs: [Pair] = []
        for exercise in book.exercises {
            let template = ((try? course.stub(of: exercise)) ?? "") + "\n"
            let solution = (try? String(contentsOf: course.file(of: exercise, .solutions), encoding: .utf8)) ?? ""
            pairs += Self.pairs(
                of: exercise, try Self.answers(to: exercise, book, folder), template: template, solution: solution)
        }
        self.pairs = pairs.sorted { ($1.weight, $0.students[0]) < ($0.weight, $1.students[0]) }
    }

    private static func answers(to exercise: Exercise, _ book: Gradebook, _ folder: ClassFolder) throws -> [Answer] {
        try book.grades.filter { $0.lesson == exercise.lesson }.compactMap { grade in
            guard let counted = grade.counted, let verdict = counted.verdicts[exercise.id] else { return nil }
            let attempt = folder.submission(of: grade.student, counted.submitted)
            guard let file = try Submission(reading: attempt).files.first(where: { $0.exercise == exercise.id }),
                let data = FileManager.default.contents(atPath: attempt.appending(path: file.file).path)
            else { return nil }
            let text = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
            return Answer(student: grade.student, text: text, verdict: verdict)
        }
    }

    static func pairs(of exercise: Exercise, _ answers: [Answer], template: String, solution: String) -> [Pair] {
        let pieces = answers.map { Pieces($0.text) }
        let common = Pieces(template).all
        let written = Set(AnswerTokens(template).comments + AnswerTokens(solution).comments)
        /// In how many answers each piece stands.
        var spread: [String: Int] = [:]
        for own in pieces { for piece in own.all { spread[piece, default: 0] += 1 } }
        let most = max(2, answers.count / 60)
        let suspects = answers.indices.filter { answers[$0].isUnknownMistake }
        var found: [Pair] = []
        for (place, a) in suspects.enumerated() {
            for b in suspects[(place + 1)...] {
                let rare = pieces[a].all.intersection(pieces[b].all).subtracting(common).filter { spread[$0]! <= most }
                guard rare.count >= fewest else { continue }
                let comments = Set(pieces[a].comments).intersection(pieces[b].comments).subtracting(written)
                let weight = rare.reduce(0.0) { $0 + log(Double(answers.count + 1) / Double(spread[$1]!)) }
                found.append(
                    Pair(
                        exercise: exercise, students: [answers[a].student, answers[b].student],
                        texts: [answers[a].text, answers[b].text],
                        lines: [pieces[a].lines(of: rare), pieces[b].lines(of: rare)],
                        reason: "The same rare code in two answers that are wrong in no known way"
                            + (comments.isEmpty ? "." : ", and the same comments."),
                        weight: weight + 10 * Double(comments.count)))
            }
        }
        return found + choices(exercise, answers, template: template, solution: solution)
    }

    /// Functions of free choice that are the same, word for word.
    private static func choices(
        _ exercise: Exercise, _ answers: [Answer], template: String, solution: String
    ) -> [Pair] {
        exercise.freeChoice.flatMap { function -> [Pair] in
            let known = [template, solution].compactMap { AnswerTokens.body(of: function, in: $0) }
            let bodies = answers.map { AnswerTokens.body(of: function, in: $0.text) }
            let groups = Dictionary(grouping: answers.indices.filter { bodies[$0] != nil }) { bodies[$0]! }
            return groups.filter { body, who in
                // The longest examples of choices that carry no choice are a few numbers.
                who.count == 2 && !known.contains(body) && body.count >= 40
            }.map { body, who in
                Pair(
                    exercise: exercise, students: who.map { answers[$0].student }, texts: who.map { answers[$0].text },
                    lines: who.map { lines(of: function, in: answers[$0].text) },
                    reason: "The same free choice in \(function), which nobody else has made.",
                    weight: Double(body.count) * log(Double(answers.count + 1) / 2) / 2)
            }
        }
    }

    private static func lines(of function: String, in text: String) -> Set<Int> {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.contains("func \(function)") }) else { return [] }
        let end = lines[start...].firstIndex { $0.hasPrefix("}") } ?? lines.count - 1
        return Set(start...end)
    }
}

/// All runs of a few tokens in an answer, and where they are.
private struct Pieces {
    let all: Set<String>
    let comments: [String]
    private var places: [String: Set<Int>] = [:]

    init(_ text: String) {
        let answer = AnswerTokens(text)
        let length = SimilarAnswers.length
        var places: [String: Set<Int>] = [:]
        if answer.tokens.count >= length {
            for start in 0...answer.tokens.count - length {
                let run = answer.tokens[start..<start + length]
                places[run.map(\.text).joined(separator: " "), default: []].formUnion(run.map(\.line))
            }
        }
        (all, comments, self.places) = (Set(places.keys), answer.comments, places)
    }

    func lines(of pieces: Set<String>) -> Set<Int> { pieces.reduce(into: []) { $0.formUnion(places[$1] ?? []) } }
}
