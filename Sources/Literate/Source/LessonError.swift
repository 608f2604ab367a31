/// What is wrong with a lesson's source: one line that says where, and one that says what to do.
public struct LessonError: Error, Equatable, CustomStringConvertible, Sendable {
    public let problem: String
    public let hint: String
    /// Line of the lesson, where there is one.
    public let line: Int?

    public init(_ problem: String, hint: String, line: Int? = nil) {
        (self.problem, self.hint, self.line) = (problem, hint, line)
    }

    public var description: String {
        (line.map { "line \($0): " } ?? "") + problem + (hint.isEmpty ? "" : "\n" + hint)
    }
}
