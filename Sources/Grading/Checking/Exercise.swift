import Text

/// One exercise: its place in the course, what it is worth, and what help there is.
public struct Exercise: Sendable, Hashable, Identifiable {
    /// Lesson and number, "4.1".
    public let id: String
    /// The function to write, or what the exercise is about.
    public let name: String
    /// What a right answer earns; a wrong one earns nothing.
    public let points: Int
    /// How long it takes one who has read the lesson; nil where nobody has said.
    public let minutes: Int?
    /// How hard it is beside the others of its lesson; nil where nobody has said.
    public let difficulty: Difficulty?
    /// Whether one who does only a few of the lesson's exercises should do this one.
    public let isEssential: Bool
    /// Three hints of growing strength, none of them the answer.
    public let hints: [String]
    /// What of the engine would do the work that the task asks to do by hand; see `ForbiddenCalls`.
    public let byHand: [String]
    /// The heading of the lesson's section that teaches what it asks; nil where nobody has said.
    public let section: String?
    /// Functions in which everybody writes something else, such as a case of one's own: two that are the same are worth a
    /// look.
    public let freeChoice: [String]

    public init(
        id: String, name: String, points: Int, minutes: Int? = nil, difficulty: Difficulty? = nil,
        isEssential: Bool = false, byHand: [String] = [], section: String? = nil, freeChoice: [String] = [],
        hints: [String]
    ) {
        (self.id, self.name, self.points, self.minutes) = (id, name, points, minutes)
        (self.difficulty, self.isEssential, self.byHand, self.hints) = (difficulty, isEssential, byHand, hints)
        (self.section, self.freeChoice) = (section, freeChoice)
    }

    public enum Difficulty: String, Sendable, CaseIterable { case easy, medium, hard }

    /// "8 minutes, easy, essential"; what nobody has said is left out.
    public var effort: String {
        [
            minutes.map { said("%1 minutes", $0) }, difficulty.map { said($0.rawValue) },
            isEssential ? said("essential") : nil,
        ]
        .compactMap { $0 }
        .joined(separator: ", ")
    }

    /// The lesson's two digits, "04".
    public var lesson: String { Self.lesson(of: id) }

    /// The lesson of the exercise with this number: "04" of "4.2".
    public static func lesson(of id: String) -> String {
        let number = id.prefix { $0 != "." }
        return number.count < 2 ? "0\(number)" : String(number)
    }

    /// The lessons that exercises belong to, each once, in order.
    public static func lessons(of exercises: [Exercise]) -> [String] {
        exercises.map(\.lesson).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// All exercises of the course that one stands in, in the order of the lessons.
    public static let all: [Exercise] = (try? Course.current().exercises) ?? []
}

extension Exercise: CustomStringConvertible {
    /// "4.1 predict", as it stands in reports.
    public var description: String { "\(id) \(name)" }
}

// MARK: Reading

extension Exercise {
    /// Reads an exercise from the comment that its check begins with:
    ///
    ///     // 4.2 update
    ///     // points: 2
    ///     // minutes: 10
    ///     // difficulty: medium
    ///     // essential: yes
    ///     // by hand: softmax, .argmax
    ///     // section: A mistake is corrected by adding the example
    ///     // free choice: testCase
    ///     // hint: First decide whether this sample is a mistake; only a mistake
    ///     //   changes anything.
    ///     // hint: …
    ///
    /// A line that begins with more than one space goes on with the line before. Nil where the first line is not of this
    /// form.
    public init?(readingCheck text: String) {
        // Every command reads all exercises: so only the comment is cut into lines, not the check behind it.
        var comment: [Substring] = []
        var rest = text[...]
        while rest.hasPrefix("//") {
            let line = rest.prefix { $0 != "\n" }
            comment.append(line.dropFirst(2))
            rest = text[line.endIndex...].dropFirst()
        }
        guard let title = comment.first?.split(separator: " ", maxSplits: 1), title.count == 2,
            title[0].contains(".")
        else { return nil }
        var entries: [(key: String, value: String)] = []
        for line in comment.dropFirst() {
            if line.hasPrefix("  "), !entries.isEmpty {
                entries[entries.count - 1].value += " " + line.drop { $0 == " " }
            } else if let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") {
                entries.append((String(line[..<colon].drop { $0 == " " }), String(line[colon...].dropFirst(2))))
            }
        }
        func values(_ key: String) -> [String] { entries.filter { $0.key == key }.map(\.value) }
        self.init(
            id: String(title[0]), name: String(title[1]),
            points: values("points").first.flatMap { Int($0) } ?? 1,
            minutes: values("minutes").first.flatMap { Int($0) },
            difficulty: values("difficulty").first.flatMap(Difficulty.init),
            isEssential: values("essential").first == "yes",
            byHand: values("by hand").flatMap { $0.split(separator: ", ").map(String.init) },
            section: values("section").first,
            freeChoice: values("free choice").flatMap { $0.split(separator: ", ").map(String.init) },
            hints: values("hint"))
    }

    /// Orders "4.10" after "4.9".
    static func precedes(_ a: String, _ b: String) -> Bool {
        func numbers(_ id: String) -> [Int] { id.split(separator: ".").map { Int($0) ?? 0 } }
        return numbers(a).lexicographicallyPrecedes(numbers(b))
    }
}
