import ArgumentParser
import Grading
import Text

/// In which language a command speaks.
struct LanguageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The language of pages, verdicts and hints, such as de.", valueName: "CODE"))
    var language: String?

    /// The same option, for a process of its own.
    var arguments: [String] { language.map { ["--language", $0] } ?? [] }
}

/// A command whose words a learner reads.
protocol Speaking {
    /// The language that was asked for; nil for the kit's own.
    var language: String? { get throws }
    /// Whether it shows lessons.
    var showsPages: Bool { get }
}

extension Speaking {
    var showsPages: Bool { true }
}

extension Words {
    /// What a command says: in the language that was asked for, else in that of a kit for students, else in English.
    static func of(_ command: any ParsableCommand) throws -> Words {
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

extension Run: Speaking { var language: String? { options.spoken.language } }
extension All: Speaking { var language: String? { options.spoken.language } }
extension Slides: Speaking { var language: String? { options.spoken.language } }
extension Figures: Speaking { var language: String? { options.spoken.language } }
extension Watch: Speaking { var language: String? { options.spoken.language } }
extension Export: Speaking { var language: String? { spoken.language } }
extension CheckCommand: Speaking {
    var language: String? { spoken.language }
    var showsPages: Bool { false }
}
extension Hint: Speaking {
    var language: String? { spoken.language }
    var showsPages: Bool { false }
}
