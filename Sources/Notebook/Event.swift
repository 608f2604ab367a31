/// Something that a running lesson shows, in the order in which it happens.
public enum Event: Sendable, Equatable {
    case output(text: String)
    case figure(RunRecord.Figure, png: [UInt8])
    /// `reason` says why the claim does not hold, such as "0.91, expected at least 0.975".
    case claim(RunRecord.Claim, reason: String?)
    case prediction(Prediction)
    /// Something the reader must know about this run, such as "the built-in digits are used".
    case note(text: String)
    /// Long work begins. It shows nothing on the page, but a reader may want to see the code up to here.
    case work(label: String)
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

/// An event and the line of the lesson that caused it.
public struct Happening: Sendable, Equatable {
    public var event: Event
    public var line: Int
}
