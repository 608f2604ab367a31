import Foundation

/// What a lesson shows when no command runs it: the same things in the same order, as plain text.
enum Console {
    @Sendable static func show(_ event: Event) {
        switch event.shownAsText.kind {
        case .output(let text): Swift.print(text, terminator: "")
        case .figure(let figure, _): Swift.print("[figure] \(figure.caption)")
        case .claim(let claim, let reason):
            Swift.print(
                claim.held ? "✓" : "✗", claim.name + ":", reason ?? "\(claim.value), \(claim.condition)")
        case .prediction(let prediction):
            Swift.print("? \(prediction.question)\n  \(prediction.answer)")
        case .note(let text): Swift.print("! \(text)")
        case .work: break
        }
    }
}
