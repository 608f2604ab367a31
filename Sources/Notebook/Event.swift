import Text

/// Something that a running lesson shows, and the line of the lesson that caused it.
public struct Event: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case output(text: String)
        /// The PNG is empty in an event that was read from a record, until the file is read too.
        case figure(RunRecord.Figure, png: [UInt8])
        /// `reason` says why the claim does not hold, such as "0.91, expected at least 0.975".
        case claim(RunRecord.Claim, reason: String?)
        case prediction(Prediction)
        /// Something the reader must know about this run, such as "the built-in digits are used".
        case note(text: String)
        /// Long work begins. It shows nothing on the page, but a reader may want to see the code up to here.
        case work(label: String)
    }

    public var kind: Kind
    public var line: Int

    public init(_ kind: Kind, line: Int) { (self.kind, self.line) = (kind, line) }

    /// The pictures of a figure: its own, and those of its frames.
    public var pictures: [(figure: RunRecord.Figure, png: [UInt8])] {
        guard case .figure(let figure, let png) = kind else { return [] }
        return Array(zip(figure.stills, [png] + (figure.film?.frames.map(\.png) ?? [])).map { ($0, $1) })
    }
}

/// A question that the reader answers before the run does.
public struct Prediction: Codable, Sendable, Equatable {
    public var question: String
    public var answer: String
    /// The wrong answer that most people give, and why it was reasonable.
    public var tempting: String?
    public var why: String?

    public init(question: String, answer: String, tempting: String? = nil, why: String? = nil) {
        (self.question, self.answer, self.tempting, self.why) = (question, answer, tempting, why)
    }
}

extension Event {
    /// The same event with the control characters in its texts shown instead of sent: for a terminal.
    public var shownAsText: Event {
        var event = self
        switch kind {
        case .output(let text): event.kind = .output(text: text.controlsShown)
        case .figure(var figure, let png):
            (figure.caption, figure.alt) = (figure.caption.controlsShown, figure.alt.controlsShown)
            event.kind = .figure(figure, png: png)
        case .claim(var claim, let reason):
            (claim.name, claim.condition) = (claim.name.controlsShown, claim.condition.controlsShown)
            event.kind = .claim(claim, reason: reason?.controlsShown)
        case .prediction(let asked):
            event.kind = .prediction(
                Prediction(
                    question: asked.question.controlsShown, answer: asked.answer.controlsShown,
                    tempting: asked.tempting?.controlsShown, why: asked.why?.controlsShown))
        case .note(let text): event.kind = .note(text: text.controlsShown)
        case .work(let label): event.kind = .work(label: label.controlsShown)
        }
        return event
    }
}
