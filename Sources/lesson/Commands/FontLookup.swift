import Foundation
import Grading

/// Asks the system whether it has a font: Cairo would take another one and say nothing.
enum FontLookup {
    /// Throws where the font is not here. Where nobody can be asked, on macOS without fontconfig, nothing is known.
    static func requireFont(_ name: String) throws {
        let letters = name.trimmingCharacters(in: .whitespaces)
        guard !letters.isEmpty, !letters.hasPrefix("-"), name.allSatisfy({ !$0.isNewline }) else {
            throw CommandError(
                .wrongArguments, "expected the name of a font after --font, but got \"\(name)\"", hint: hint)
        }
        // These mean something in a pattern.
        let pattern = letters.reduce(into: "") { $0 += "\\-:,".contains($1) ? "\\\($1)" : String($1) }
        let found = try? waiting { try await ChildProcess.run("fc-list", [pattern, "family"]) }
        guard let found, found.end == .exited(0) else {
            Terminal.printError("note: whether \(letters) is here cannot be told without fc-list, of fontconfig")
            return
        }
        guard found.output.contains(where: { !$0.isWhitespace }) else {
            throw CommandError(.wrongArguments, "this machine has no font named \"\(letters)\"", hint: hint)
        }
    }

    private static let hint = "fc-list : family lists the fonts of this machine"
}
