import Foundation

/// How a terminal takes a picture into its text, if it does.
enum PictureProtocol: Equatable {
    /// Of the terminal Kitty, also spoken by Ghostty and WezTerm.
    case kitty
    /// Of iTerm2, also spoken by WezTerm, mintty and Konsole.
    case iTerm

    /// What the terminal with these variables speaks; nil if it is not known to speak either, or if something stands
    /// between (a multiplexer would show the bytes as text).
    init?(environment: [String: String]) {
        func has(_ name: String) -> Bool { !environment[name, default: ""].isEmpty }
        let term = environment["TERM", default: ""]
        let program = environment["TERM_PROGRAM", default: ""]
        guard term != "dumb", !has("TMUX"), !has("STY"), !term.hasPrefix("screen"), !term.hasPrefix("tmux")
        else {
            return nil
        }
        if has("KITTY_WINDOW_ID") || term.hasPrefix("xterm-kitty") || term == "xterm-ghostty"
            || program == "ghostty"
        {
            self = .kitty
        } else if ["iTerm.app", "WezTerm", "mintty"].contains(program)
            || environment["LC_TERMINAL"] == "iTerm2"
        {
            self = .iTerm
        } else {
            return nil
        }
    }

    /// The bytes that show a PNG over a number of columns, at the place of the cursor. Without a line end.
    func sequence(png: [UInt8], columns: Int) -> String {
        let text = Data(png).base64EncodedString()
        switch self {
        case .kitty: return Self.kittySequence(base64: text, columns: columns)
        case .iTerm:
            // The height follows from the width. BEL ends it, which every terminal of this family takes.
            return
                "\u{1B}]1337;File=inline=1;size=\(png.count);width=\(columns);preserveAspectRatio=1:\(text)\u{7}"
        }
    }

    /// Kitty takes at most 4096 bytes of base64 at once. The first piece says what comes: format 100 is PNG, `a=T` show
    /// it now, `c` the columns it fills, `q=2` send no answer, which nobody would read. `m=1` says that more follows.
    private static func kittySequence(base64: String, columns: Int) -> String {
        let bytes = Array(base64.utf8)
        let starts = Array(stride(from: 0, to: bytes.count, by: kittyPiece))
        return starts.map { start in
            let piece = String(decoding: bytes[start..<min(start + kittyPiece, bytes.count)], as: UTF8.self)
            let more = start == starts.last ? 0 : 1
            let keys = start == 0 ? "a=T,f=100,c=\(columns),q=2,m=\(more)" : "m=\(more)"
            return "\u{1B}_G\(keys);\(piece)\u{1B}\\"
        }.joined()
    }

    private static let kittyPiece = 4096
}

/// A path that can be clicked where the terminal is known to take links (OSC 8).
enum TerminalLink {
    static func isSafe(environment: [String: String]) -> Bool {
        let term = environment["TERM", default: ""]
        guard term != "dumb", term != "linux" else { return false }
        if ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio"]
            .contains(environment["TERM_PROGRAM", default: ""])
        {
            return true
        }
        // The library behind GNOME's and Xfce's terminals has known links since 0.50; before, it showed them as text.
        if let vte = environment["VTE_VERSION"].flatMap({ Int($0) }) { return vte >= 5000 }
        let signs = ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID"]
        return signs.contains { !environment[$0, default: ""].isEmpty }
            || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"].contains { term.hasPrefix($0) }
    }

    /// `text`, leading to a file of this machine.
    static func linked(_ text: String, to file: URL, host: String) -> String {
        let allowed = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
        let path = file.path.addingPercentEncoding(withAllowedCharacters: allowed) ?? file.path
        return "\u{1B}]8;;file://\(host)\(path)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }
}

extension Terminal {
    /// How pictures are sent; nil where they would be seen as text.
    static let pictures: PictureProtocol? =
        isInteractive ? PictureProtocol(environment: ProcessInfo.processInfo.environment) : nil

    static let hasLinks =
        isInteractive && TerminalLink.isSafe(environment: ProcessInfo.processInfo.environment)

    /// The name of this machine, which a link to a file has to say.
    static let host: String = {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()
}
