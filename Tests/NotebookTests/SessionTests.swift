import Foundation
import Notebook
import Testing

extension NotebookTests {
    @Suite struct SessionTests {
        @Test func `a lesson sees its seed and whether it should be quick`() {
            _ = session(seed: 7, quick: true) {
                #expect(seed == 7)
                #expect(quick)
            }
            #expect(seed == 1)
            #expect(!quick)
        }

        @Test func `the observer hears of everything as it happens`() {
            let heard = Heard()
            let session = Session(Session.Options()) { heard.add($0) }
            session.run {
                print("a")
                #expect(heard.events == [.output(text: "a\n")])
                predict("b?", answer: "c")
                note("d")
            }
            #expect(
                heard.events == [
                    .output(text: "a\n"),
                    .prediction(Prediction(question: "b?", answer: "c", tempting: nil, why: nil)),
                    .note(text: "d"),
                ])
            #expect(session.record.events.map(\.kind) == heard.events)
        }

        @Test func `a lesson that throws leaves no current session`() {
            struct Stop: Error {}
            #expect(throws: Stop.self) { try session(seed: 9) { throw Stop() } }
            #expect(seed == 1)
        }

        @Test func `a lesson runs without any session`() {
            print("printed by a test")
            claim("one", 1, equals: 1)
            #expect(Session.current.record.events.isEmpty)
        }

        @Test func `time and memory are measured`() {
            let record = session { usleep(20_000) }.record
            #expect(record.seconds >= 0.02)
            #expect(record.peakMemoryMB > 1)
        }
    }
}

/// A list that the observer, which may be called from any thread, can add to.
private final class Heard: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [Event] = []

    func add(_ event: Event) { lock.withLock { all.append(event) } }
    var events: [Event.Kind] { lock.withLock { all.map(\.kind) } }
}
