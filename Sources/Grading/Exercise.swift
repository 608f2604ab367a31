/// One exercise: its place in the course, what it is worth, and what help there is.
public struct Exercise: Sendable, Hashable, Identifiable {
    /// Lesson and number, "4.1".
    public let id: String
    /// The function to write, or what the exercise is about.
    public let name: String
    /// What a right answer earns; a wrong one earns nothing.
    public let points: Int
    /// Three hints of growing strength, none of them the answer.
    public let hints: [String]
    /// What of the engine would do the work that the task asks to do by hand; see `ByHand`.
    public let byHand: [String]

    public init(id: String, name: String, points: Int, byHand: [String] = [], hints: [String]) {
        self.id = id
        self.name = name
        self.points = points
        self.byHand = byHand
        self.hints = hints
    }

    /// The lesson's two digits, "04".
    public var lesson: String { Self.lesson(of: id) }

    /// The lesson of the exercise with this number: "04" of "4.2".
    public static func lesson(of id: String) -> String {
        let number = id.prefix { $0 != "." }
        return number.count < 2 ? "0\(number)" : String(number)
    }

    /// All exercises of the course, in the order of the lessons.
    public static let all: [Exercise] = checkedLessons.flatMap { $0.proofs.map(\.exercise) }
}

extension Exercise: CustomStringConvertible {
    /// "4.1 predict", as it stands in reports.
    public var description: String { "\(id) \(name)" }
}

/// The exercises of a lesson: a struct of the functions under test that knows how to check them.
public protocol CheckedLesson: Sendable {
    /// The lesson's two digits, "04".
    static var number: String { get }
    /// Every check with its own right, wrong and acceptable answers.
    static var proofs: [Proof] { get }
    /// Every check joined with the function that it tests.
    var checks: [BoundCheck] { get }
}

/// The lessons that have exercises. As the list stands in braces, a new one does not have all checks compiled anew.
public var checkedLessons: [any CheckedLesson.Type] {
    [
        Lesson01.self, Lesson02.self, Lesson03.self, Lesson04.self, Lesson05.self, Lesson06.self,
        Lesson07.self, Lesson08.self,
    ]
}
