/// One of several equal parts of a class's attempts: "3/20".
public struct Shard: Sendable, Equatable {
    /// From 1.
    public let number: Int
    public let count: Int

    /// Nil where the text is none, or there is no such part.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d+)\/(\d+)/), let number = Int(match.1), let count = Int(match.2),
            number >= 1,
            number <= count
        else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// Whether the attempt at this place, from 0 in the order of students and times, belongs to it.
    func contains(_ index: Int) -> Bool { index % count == number - 1 }
}
