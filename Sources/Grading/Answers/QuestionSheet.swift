import Foundation

/// The questions of a lesson, `Solutions/04-perceptron/Questions.md`:
///
///     ## 4.a · Title (4 points)
///     What is asked.
///     ### A full answer
///     …
///     ### Points
///     - 1: a criterion
///     ### A common wrong answer
///     …
///
/// The sheet in `Exercises`, which students fill in, follows from it: the same without the three parts that are for whoever
/// reads the answers.
public struct QuestionSheet: Sendable, Equatable {
    /// What the file is called, in both trees.
    public static let fileName = "Questions.md"

    public let questions: [Question]
    /// What a student starts from.
    public let stub: String
    /// Headings of second order that are no question's.
    let strayHeadings: [String]

    public init(_ text: String) {
        let blocks = Self.blocks(of: text) { $0.hasPrefix("## ") }
        let own = blocks.dropFirst().map { (heading: Self.heading($0[0]), lines: $0) }
        strayHeadings = own.filter { $0.heading == nil }.map { String($0.lines[0]) }
        questions = own.compactMap { block in
            guard let heading = block.heading else { return nil }
            let parts = Self.blocks(of: block.lines.dropFirst().joined(separator: "\n")) { $0.hasPrefix("### ") }
            func part(_ title: Part) -> String {
                parts.dropFirst().first { $0[0] == "### \(title.rawValue)" }.map { Self.prose($0.dropFirst()) } ?? ""
            }
            return Question(
                id: heading.id, title: heading.title, points: heading.points, text: Self.prose(parts[0][...]),
                answer: part(.answer), criteria: Self.criteria(part(.points)), wrongAnswer: part(.wrong))
        }
        stub =
            ([Self.prose(blocks[0][...])]
            + questions.map { question in
                let unit = question.points == 1 ? "point" : "points"
                let heading = "## \(question.id) · \(question.title) (\(question.points) \(unit))"
                return "\(heading)\n\n\(question.text)\n\n\(Self.place)\n"
            }).joined(separator: "\n\n")
    }

    /// The parts that are not for students.
    private enum Part: String {
        case answer = "A full answer"
        case points = "Points"
        case wrong = "A common wrong answer"
    }

    /// Below this line students write.
    private static let place = "**Your answer**"

    /// Lines up to the first that begins a block, then each such line with what follows it.
    private static func blocks(of text: String, begins: (Substring) -> Bool) -> [[Substring]] {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(into: [[]]) { blocks, line in
            if begins(line) { blocks.append([line]) } else { blocks[blocks.count - 1].append(line) }
        }
    }

    private static func prose(_ lines: some Sequence<Substring>) -> String {
        lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }

    private static func heading(_ line: Substring) -> (id: String, title: String, points: Int)? {
        guard let match = line.wholeMatch(of: /## (\d+\.[a-z]) · (.+) \((\d+) points?\)/), let points = Int(match.3)
        else { return nil }
        return (String(match.1), String(match.2), points)
    }

    /// "- 1: a criterion"; a line that is indented goes on with the one before.
    private static func criteria(_ text: String) -> [Question.Criterion] {
        text.split(separator: "\n").reduce(into: []) { criteria, line in
            if let match = line.wholeMatch(of: /- (\d+): (.+)/), let points = Int(match.1) {
                criteria.append(.init(points: points, text: String(match.2)))
            } else if let last = criteria.popLast() {
                criteria.append(.init(points: last.points, text: "\(last.text) \(String(line).trimmed)"))
            }
        }
    }
}

// MARK: - Answers

extension QuestionSheet {
    /// What a student has written under each question, by its number: all lines that the stub does not have, wherever they
    /// stand. Empty where there is nothing but the question.
    ///
    /// Where the heading of a question is gone, nobody can tell what belongs to it: then it is all that was written, for a
    /// person to sort out.
    public func answers(in text: String) -> [String: String] {
        let lines = QuestionSheet.lines(of: text)
        let (own, given) = (sections(of: QuestionSheet.lines(of: stub)), sections(of: lines))
        let all = QuestionSheet.rest(of: lines, without: QuestionSheet.lines(of: stub))
        return questions.reduce(into: [:]) { answers, question in
            if let section = given[question.id] {
                answers[question.id] = QuestionSheet.rest(of: section, without: own[question.id] ?? [])
            } else {
                let note = "(The heading of \(question.id) is not in the file. All that was written:)\n\n"
                answers[question.id] = all.isEmpty ? "" : note + all
            }
        }
    }

    /// The lesson's questions whose headings stand in a text, however many # they have.
    public func headings(in text: String) -> [String] {
        QuestionSheet.lines(of: text).compactMap { QuestionSheet.number($0) }.filter { id in
            questions.contains { $0.id == id }
        }
    }

    /// The number in a heading as people change it: "##4.a", "# **4.A** Title".
    private static func number(_ line: String) -> String? {
        line.prefixMatch(of: /\s{0,3}#{1,6}[\s*_]*(\d+\.[a-zA-Z])\b/).map { $0.1.lowercased() }
    }

    private static func lines(of text: String) -> [String] {
        text.replacing("\r\n", with: "\n").replacing("\u{FEFF}", with: "").split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).map(String.init)
    }

    /// The lines below each question's heading, up to the next one.
    private func sections(of lines: [String]) -> [String: [String]] {
        var (sections, current) = ([String: [String]](), String?.none)
        for line in lines {
            if let id = QuestionSheet.number(line), questions.contains(where: { $0.id == id }) {
                current = id
                sections[id, default: []] += []
            } else if let current {
                sections[current]!.append(line)
            }
        }
        return sections
    }

    /// What is left of lines when those of the stub are taken out, each once. An editor may have broken the question's lines
    /// anew: the same words are no answer.
    private static func rest(of lines: [String], without stub: [String]) -> String {
        func words(_ lines: [String]) -> [Substring] { lines.flatMap { $0.split { $0.isWhitespace } } }
        if words(lines) == words(stub) { return "" }
        var known = stub.map(\.trimmed).filter { !$0.isEmpty }.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let left = lines.filter { line in
            guard let count = known[line.trimmed], count > 0 else { return true }
            known[line.trimmed] = count - 1
            return false
        }
        return left.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

// MARK: - In the course

extension Course {
    /// The questions of a lesson; nil where it has none, and in a kit for students.
    public func questions(of lesson: String) -> QuestionSheet? {
        guard !isReleased, let folder = try? self.folder(of: lesson, .solutions),
            let text = try? String(
                contentsOf: folder.appending(path: QuestionSheet.fileName), encoding: .utf8)
        else { return nil }
        return QuestionSheet(text)
    }

    /// Those of all lessons that have exercises.
    public var questions: [Question] {
        Exercise.lessons(of: exercises).flatMap { questions(of: $0)?.questions ?? [] }
    }

    /// Where a learner answers them, "Exercises/04-perceptron/Questions.md"; nil where there is no such file.
    public func questionFile(of lesson: String) -> URL? {
        let file = (try? folder(of: lesson))?.appending(path: QuestionSheet.fileName)
        return file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
    }
}
