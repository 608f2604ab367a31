import ArgumentParser
import Grading
import Text

/// In which language a command speaks.
public struct LanguageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The language of pages, verdicts and hints, such as de.", valueName: "CODE"))
    public var language: String?

    public init() {}

    /// The same option, for a process of its own.
    public var arguments: [String] { language.map { ["--language", $0] } ?? [] }
}

/// A command whose words a learner reads.
public protocol Speaking {
    /// The language that was asked for; nil for the kit's own.
    var language: String? { get throws }
    /// Whether it shows lessons.
    var showsPages: Bool { get }
}

extension Speaking {
    public var showsPages: Bool { true }
}

extension Words {
    /// What a command says: in the language that was asked for, else in that of a kit for students, else in English.
    public static func of(_ command: any ParsableCommand) throws -> Words {
        let speaker = command as? any Speaking
        let asked = try speaker?.language
        guard asked != "en", let course = try? Course.current() else { return .english }
        do {
            return try course.words(
                in: asked ?? course.release?.language ?? "en", pages: speaker?.showsPages ?? true)
        } catch let error as GradingError {
            throw CommandError(asked == nil ? .notReachable : .wrongArguments, error.message, hint: error.hint)
        }
    }
}
