import Text

/// A lesson of the course, as its source tells: what the table shows.
public struct Lesson: Sendable, Equatable {
    /// "04"
    public let number: String
    /// "perceptron"
    public let slug: String
    public let title: String
    /// How long reading takes.
    public let minutes: Int
    /// Numbers of the lessons that it builds on: those that “You need” links to.
    public let needs: [String]
    /// The source, relative to the folder `Lessons`: "04-perceptron/Perceptron.swift".
    public let file: String
    /// The function in it that runs the lesson: "perceptron".
    public let function: String

    /// Makes a lesson. Number and slug come from the folder of the source.
    public init(_ file: String, title: String, minutes: Int, needs: [String] = [], function: String) {
        let folder = file.prefix { $0 != "/" }
        number = String(folder.prefix { $0 != "-" })
        slug = String(folder.dropFirst(number.count + 1))
        (self.title, self.minutes, self.needs) = (title, minutes, needs)
        (self.file, self.function) = (file, function)
    }

    /// The name of its folders: "04-perceptron".
    public var folder: String { "\(number)-\(slug)" }

    /// What readers call it: "04 · The perceptron".
    public var name: String { "\(number) · \(title)" }
}

extension Lesson {
    /// Reads a lesson from its source, in English or in the language of the run: the public function, the heading
    /// `//: # 04 · The perceptron` in its first lines, the links of `**You need**` and the minutes of `**Time**`. Nil for a file that is no lesson's own.
    public init?(_ file: String, source: String) {
        // Most files of a lesson are not its own, and to look for a word is ten times as fast.
        guard source.contains("//: # "),
            let start = source.firstMatch(of: /(?m)^public func (\w+)\(\) throws \{\n\s*\/\/: # \d\d · ([^\n]+)$/)
        else { return nil }
        let minutes = ["**Time**", said("**Time**")].lazy.compactMap { mark in
            source.firstRange(of: mark).flatMap { source[$0.upperBound...].prefixMatch(of: /[^\n0-9]*(\d+)/) }
        }.first.flatMap { Int($0.1) }
        let needs = ["**You need**", said("**You need**")].lazy.compactMap { mark in
            source.firstRange(of: mark).flatMap {
                source[$0.lowerBound...].prefixMatch(of: /[^\n]*(\n\s*\/\/: [^\n]+)*/)
            }
        }.first.map { paragraph in
            Set(paragraph.0.matches(of: /\(\.\.\/(\d\d)-/).map { String($0.1) })
        }
        self.init(
            file, title: String(start.2), minutes: minutes ?? 0, needs: (needs ?? []).sorted(),
            function: String(start.1))
    }
}

/// The function of a lesson, as a loaded library hands it over.
public final class LessonBody: Sendable {
    public let run: @Sendable () throws -> Void

    public init(_ run: @escaping @Sendable () throws -> Void) { self.run = run }
}
