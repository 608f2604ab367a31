import Foundation
import Text

/// What the command knows about where its output goes.
public enum Terminal {
    public static let isInteractive = isatty(STDOUT_FILENO) == 1

    /// Whether to colour: on a terminal that can, unless the user asked for none (no-color.org).
    public static let hasColour: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isInteractive && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }()

    /// Columns for text: as wide as the terminal, but no wider than reads well.
    public static let width: Int = {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return min(isKnown ? Int(size.ws_col) : 80, 100)
    }()

    /// The sixteen basic colours only: the terminal's own theme makes them readable on light and on dark.
    public enum Style: Int {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    public static func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Prints text at once. Of control characters only colours pass, and none where nothing is coloured: a file's name,
    /// a printed line or a comment in an answer may hold others.
    public static func show(_ text: String) {
        send(hasColour ? text.controlsShownButColours : text.controlsShown)
    }

    /// Sends what is made here for the terminal itself: pictures, links, a cursor moved. Ends the program if nobody can
    /// read it: a run that says nothing is none.
    public static func send(_ text: String) {
        // What a lesson printed past `print`, with `dump` say, comes first.
        fflush(nil)
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let cause = inner ?? error as NSError
            let reason =
                cause.domain == NSPOSIXErrorDomain
                ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
            printError("cannot write to standard output: \(reason)")
            printError("hint: make room where it is sent, or send it elsewhere")
            _exit(ExitStatus.notReachable.rawValue)
        }
    }

    public static func showLine(_ text: String = "") { show(text + "\n") }

    public static func printError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text.controlsShown + "\n").utf8))
    }

    /// Waits until the user presses Enter, and ends the program if they type q; does neither when nobody can.
    public static func waitForEnter(_ prompt: String) {
        guard isInteractive, isatty(STDIN_FILENO) == 1 else { return }
        show(styled(prompt, .dim))
        guard let typed = readLine() else { return }
        // The prompt has done its work: back to its line, and wipe it.
        if hasColour { send("\u{1B}[1A\u{1B}[2K") }
        if isFarewell(typed) {
            showLine("Stopped here; nothing was written.")
            exit(0)
        }
    }

    /// Whether what was typed at a pause asks to stop.
    public static func isFarewell(_ typed: String) -> Bool {
        ["q", "quit"].contains(typed.trimmingCharacters(in: .whitespaces).lowercased())
    }
}
