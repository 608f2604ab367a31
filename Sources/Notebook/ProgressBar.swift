import Foundation
import Synchronization
import Text

/// Shows how far long work has come. It never appears on the page or in the record of a run.
///
/// On a terminal one line is drawn again and again, with the time that is left; without one, a line is printed at
/// every quarter of the work, and none at all for work that takes less than a second.
public final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var detail = ""
        var lastDrawn: ContinuousClock.Instant?
        var quarter = 0
    }

    /// The bar that now stands on the terminal; other output takes it away first.
    private static let standing = Mutex<ProgressBar?>(nil)

    public let label: String
    public let total: Int
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let start: ContinuousClock.Instant
    private let state = Mutex(State())

    /// Makes a bar for `total` pieces of work, on standard error.
    public convenience init(_ label: String, total: Int) {
        self.init(label, total: total, isTerminal: isatty(STDERR_FILENO) == 1, start: .now) { text in
            fflush(nil)
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
    }

    /// Makes a bar that is drawn through `write`.
    init(
        _ label: String, total: Int, isTerminal: Bool, start: ContinuousClock.Instant,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.total = max(total, 1)
        self.isTerminal = isTerminal
        self.start = start
        self.write = write
    }

    /// Says that one more piece is done, and something about it, such as its loss.
    public func advance(_ detail: String = "") {
        state.withLock { draw(&$0, done: $0.done + 1, detail) }
    }

    /// Says how many pieces are done.
    public func advance(to done: Int, _ detail: String = "") {
        state.withLock { draw(&$0, done: done, detail) }
    }

    /// Takes the bar off the terminal: the work is over, or was given up.
    public func finish() {
        state.withLock { state in
            if isTerminal, state.lastDrawn != nil { write("\r\u{1B}[2K") }
            state.lastDrawn = nil
        }
        ProgressBar.standing.withLock { if $0 === self { $0 = nil } }
    }

    /// Makes room on the terminal for something else. The next advance draws the bar again.
    static func clear() {
        standing.withLock { $0 }?.finish()
    }

    private func draw(_ state: inout State, done: Int, _ detail: String) {
        state.done = min(done, total)
        state.detail = detail
        let now = ContinuousClock.now
        let elapsed = (now - start) / .seconds(1)
        if isTerminal {
            let isDue = state.lastDrawn.map { now - $0 > .milliseconds(100) } ?? true
            guard isDue, state.done < total else { return }
            write("\r\u{1B}[2K" + line(state, elapsed: elapsed))
            state.lastDrawn = now
            ProgressBar.standing.withLock { $0 = self }
        } else {
            let quarter = 4 * state.done / total
            guard quarter > state.quarter else { return }
            state.quarter = quarter
            if elapsed >= 1 { write(line(state, elapsed: elapsed) + "\n") }
        }
    }

    private func line(_ state: State, elapsed: Double) -> String {
        let share = Double(state.done) / Double(total)
        var parts = [label]
        if isTerminal {
            let filled = Int((share * 24).rounded())
            parts.append(String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled))
        }
        parts.append("\(Int(share * 100)) %")
        if share < 1, share > 0 {
            parts.append("\(ProgressBar.duration(elapsed / share * (1 - share))) left")
        } else {
            parts.append(ProgressBar.duration(elapsed))
        }
        if !state.detail.isEmpty { parts.append(state.detail) }
        return parts.joined(separator: "  ").controlsShown
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(max(seconds, 1).rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
