/// A question that is answered in writing and judged by a person: what is asked, and what that person needs.
public struct Question: Sendable, Equatable, Identifiable {
    /// Lesson and letter, "4.a".
    public let id: String
    public let title: String
    /// What a full answer earns; the criteria add up to it.
    public let points: Int
    /// What is asked, as Markdown.
    public let text: String
    /// What a full answer says.
    public let answer: String
    public let criteria: [Criterion]
    /// The commonest wrong answer, and what to say to it.
    public let wrongAnswer: String

    /// What earns some of the points.
    public struct Criterion: Sendable, Equatable {
        public let points: Int
        public let text: String

        public init(points: Int, text: String) { (self.points, self.text) = (points, text) }
    }

    public init(
        id: String, title: String, points: Int, text: String = "", answer: String = "", criteria: [Criterion] = [],
        wrongAnswer: String = ""
    ) {
        (self.id, self.title, self.points, self.text) = (id, title, points, text)
        (self.answer, self.criteria, self.wrongAnswer) = (answer, criteria, wrongAnswer)
    }

    /// The lesson's two digits, "04".
    public var lesson: String { Exercise.lesson(of: id) }
}

extension Question: CustomStringConvertible {
    /// "4.a The shapes agree", as it stands in reports.
    public var description: String { "\(id) \(title)" }
}
