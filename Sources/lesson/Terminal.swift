import Foundation

/// What the command knows about where its output goes.
enum Terminal {
    static let isInteractive = isatty(STDOUT_FILENO) == 1

    /// Whether to colour: on a terminal that can, unless the user asked for none (no-color.org).
    static let hasColour: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isInteractive && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }()

    /// Columns for text: as wide as the terminal, but no wider than reads well.
    static let width: Int = {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return min(isKnown ? Int(size.ws_col) : 80, 100)
    }()

    /// The sixteen basic colours only: the terminal's own theme makes them readable on light and on dark.
    enum Style: Int {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    static func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Prints text as it is, at once.
    static func show(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    static func showLine(_ text: String = "") { show(text + "\n") }

    static func complain(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }

    /// Waits until the user presses Enter; not at all when nobody can.
    static func waitForEnter(_ prompt: String) {
        guard isInteractive, isatty(STDIN_FILENO) == 1 else { return }
        show(styled(prompt, .dim))
        // The prompt has done its work: back to its line, and wipe it.
        if readLine() != nil, hasColour { show("\u{1B}[1A\u{1B}[2K") }
    }
}
