import Foundation
import Testing

@testable import Notebook

extension NotebookTests {
    @Suite struct ProgressTests {
        @Test func `progress walks through every item and leaves no trace in the record`() {
            var seen: [Int] = []
            let session = session {
                for item in progress("working", [4, 5, 6]) { seen.append(item) }
                let bar = progress("more", total: 2)
                bar.advance("half")
                bar.advance()
                bar.finish()
            }
            #expect(seen == [4, 5, 6])
            #expect(session.record.events.isEmpty)
        }

        @Test func `without a terminal, long work prints a line at each quarter`() {
            let lines = Written()
            let bar = ProgressBar("training", total: 100, isTerminal: false, start: .now - .seconds(10)) {
                lines.add($0)
            }
            for _ in 1...100 { bar.advance("loss 0.5") }
            bar.finish()
            #expect(lines.texts.count == 4)
            #expect(lines.texts.allSatisfy { $0.hasPrefix("training  ") && $0.hasSuffix("loss 0.5\n") })
            #expect(lines.texts[1].contains("50 %") && lines.texts[1].contains("10 s left"))
        }

        @Test func `without a terminal, short work prints nothing`() {
            let lines = Written()
            let bar = ProgressBar("training", total: 8, isTerminal: false, start: .now) { lines.add($0) }
            for _ in 1...8 { bar.advance() }
            #expect(lines.texts.isEmpty)
        }

        @Test func `a label or a loss that moves the cursor is shown as text`() {
            let lines = Written()
            let bar = ProgressBar("\u{1B}[2Jx", total: 4, isTerminal: true, start: .now) { lines.add($0) }
            bar.advance("\r\u{9B}31m")
            #expect(lines.texts[0].hasPrefix("\r\u{1B}[2K␛[2Jx  ██"))
            #expect(lines.texts[0].hasSuffix("  ␍�31m"))
        }

        @Test func `on a terminal, the line is drawn in place and wiped at the end`() {
            let lines = Written()
            let bar = ProgressBar("training", total: 4, isTerminal: true, start: .now) { lines.add($0) }
            bar.advance()
            bar.finish()
            #expect(lines.texts.count == 2)
            #expect(lines.texts[0].hasPrefix("\r\u{1B}[2Ktraining  ██████░"))
            #expect(lines.texts[1] == "\r\u{1B}[2K")
        }
    }
}

private final class Written: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [String] = []

    func add(_ text: String) { lock.withLock { all.append(text) } }
    var texts: [String] { lock.withLock { all } }
}
