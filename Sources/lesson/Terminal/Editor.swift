import Foundation

/// The editor that a person has named, by `$VISUAL` or `$EDITOR`, and how it is told a line.
struct Editor: Equatable {
    /// As it was named, with its options: "code --wait".
    let command: String

    init?(_ surroundings: [String: String] = ProcessInfo.processInfo.environment) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { surroundings[$0]?.trimmingCharacters(in: .whitespaces) }
        guard let command = named.first(where: { !$0.isEmpty }) else { return nil }
        self.command = command
    }

    /// "nvim" of "/usr/bin/nvim -u NONE".
    var name: String {
        let program = command.split(separator: " ").first ?? ""
        return program.split(separator: "/").last.map(String.init) ?? ""
    }

    /// How the editors that are known take a file and a line.
    private static let ways: [(names: [String], arguments: @Sendable (String, Int) -> [String])] = [
        (
            [
                "vi", "vim", "nvim", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe",
                "gedit",
            ],
            { ["+\($1)", $0] }
        ),
        (["code", "code-insiders", "codium", "cursor", "windsurf"], { ["-g", "\($0):\($1)"] }),
        (["subl", "zed", "zeditor", "hx", "helix"], { ["\($0):\($1)"] }),
        (["kate", "mate", "xed"], { ["-l", "\($1)", $0] }),
    ]

    /// What follows the command; nil where nobody here knows how this editor is told a line.
    func arguments(_ file: String, line: Int) -> [String]? {
        Editor.ways.first { $0.names.contains(name) }?.arguments(file, line)
    }

    /// Becomes the editor: this program ends here, and the terminal is the editor's. Returns only where that fails.
    func open(_ file: String, line: Int) {
        let words = arguments(file, line: line)
        if words == nil {
            Terminal.printError("how \(name) is told a line is not known here; the place is \(file):\(line)")
        }
        // The shell takes the command apart as it does for git and others: it may have options.
        let all = ["sh", "-c", "exec \(command) \"$@\"", "sh"] + (words ?? [file])
        var arguments = all.map { strdup($0) } + [nil]
        fflush(nil)
        execv("/bin/sh", &arguments)
        Terminal.printError("\(command) could not be started; the place is \(file):\(line)")
    }
}
