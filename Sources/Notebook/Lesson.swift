/// A lesson of the course: what the table shows, and the function that runs it.
public struct Lesson: Sendable {
    /// "04"
    public let number: String
    /// "perceptron"
    public let slug: String
    public let title: String
    /// How long reading and doing takes.
    public let minutes: Int
    /// The source, relative to the folder `Lessons`: "04-perceptron/Perceptron.swift".
    public let file: String
    public let body: @Sendable () throws -> Void

    /// Makes an entry of the table of lessons. Number and slug come from the folder of the source.
    public init(_ file: String, title: String, minutes: Int, run body: @escaping @Sendable () throws -> Void)
    {
        let folder = file.prefix { $0 != "/" }
        number = String(folder.prefix { $0 != "-" })
        slug = String(folder.dropFirst(number.count + 1))
        self.title = title
        self.minutes = minutes
        self.file = file
        self.body = body
    }

    /// The name of its folders: "04-perceptron".
    public var folder: String { "\(number)-\(slug)" }

    /// What readers call it: "04 · The perceptron".
    public var name: String { "\(number) · \(title)" }
}
