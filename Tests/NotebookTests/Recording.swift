import Notebook
import Testing

/// A process has one current session, so the suites that run one take turns.
@Suite(.serialized) enum NotebookTests {}

/// Runs a piece of a lesson and returns its session.
func session(
    seed: UInt64 = 1, quick: Bool = false, sourceName: String? = nil, _ body: () throws -> Void
) rethrows -> Session {
    var options = Session.Options()
    options.lesson = "99-test"
    options.title = "A test"
    options.seed = seed
    options.quick = quick
    options.sourceName = sourceName
    let session = Session(options) { _ in }
    try session.run(body)
    return session
}

/// Runs a piece of a lesson that makes one claim, and returns the claim and the reason why it does not hold.
func onlyClaim(_ body: () -> Void) throws -> (claim: RunRecord.Claim, reason: String?) {
    let events = session(body).record.events
    try #require(events.count == 1)
    guard case .claim(let claim, let reason) = events[0].kind else {
        throw TestFailure("expected a claim, but got \(events[0].kind)")
    }
    return (claim, reason)
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
