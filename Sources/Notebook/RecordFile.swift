import Foundation

/// `record.json`. The names of its fields are a contract: a list for each kind of event, and `order`, in which each word
/// stands for the next element of its list.
extension RunRecord: Codable {
    /// Bytes that a record may have. The largest of the course has 60,000.
    public static let sizeLimit = 64 << 20

    /// Reads a record.
    ///
    /// - Throws: where the bytes are no record, or one that no run can have left: a figure outside of its folder, a
    ///   picture or a line beyond all bounds, a time that is no number.
    public init(json: Data) throws {
        guard json.count <= Self.sizeLimit else { throw RecordError("more than \(Self.sizeLimit) bytes") }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(RunRecord.self, from: json)
    }

    /// Reads the record of an earlier run.
    public init(contentsOf file: URL) throws {
        try self.init(json: PlainFile.read(file, limit: Self.sizeLimit))
    }

    /// The record as JSON: the same text for the same record.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(self) + Data("\n".utf8)
    }

    private enum Key: String, CodingKey {
        case lesson, title, seed, quick, data, seconds, peakMemoryMB, date, hashes
        case claims, figures, outputs, predictions, notes, order
    }

    private enum Kind: String, Codable { case output, figure, claim, prediction, note }

    private struct Question: Codable {
        var line: Int
        var prediction: Prediction
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        lesson = try container.decode(String.self, forKey: .lesson)
        title = try container.decode(String.self, forKey: .title)
        seed = try container.decode(UInt64.self, forKey: .seed)
        quick = try container.decode(Bool.self, forKey: .quick)
        data = try container.decode(String.self, forKey: .data)
        seconds = try container.decode(Double.self, forKey: .seconds)
        peakMemoryMB = try container.decode(Double.self, forKey: .peakMemoryMB)
        date = try container.decodeIfPresent(Date.self, forKey: .date)
        hashes = try container.decodeIfPresent(Hashes.self, forKey: .hashes)

        var claims = try container.decode([Claim].self, forKey: .claims)[...]
        var figures = try container.decode([Figure].self, forKey: .figures)[...]
        var outputs = try container.decode([Output].self, forKey: .outputs)[...]
        var questions = try container.decode([Question].self, forKey: .predictions)[...]
        var notes = try container.decode([Output].self, forKey: .notes)[...]
        func next<Element>(_ list: inout ArraySlice<Element>) throws -> Element {
            guard let element = list.popFirst() else {
                throw RecordError("an order that its lists do not have")
            }
            return element
        }
        events = try container.decode([Kind].self, forKey: .order).map { kind in
            switch kind {
            case .output:
                let output = try next(&outputs)
                return Event(.output(text: output.text), line: output.line)
            case .figure:
                let figure = try next(&figures)
                return Event(.figure(figure, png: []), line: figure.line)
            case .claim:
                let claim = try next(&claims)
                return Event(.claim(claim, reason: nil), line: claim.line)
            case .prediction:
                let question = try next(&questions)
                return Event(.prediction(question.prediction), line: question.line)
            case .note:
                let note = try next(&notes)
                return Event(.note(text: note.text), line: note.line)
            }
        }
        guard claims.isEmpty, figures.isEmpty, outputs.isEmpty, questions.isEmpty, notes.isEmpty else {
            throw RecordError("an order that its lists do not have")
        }
        try requirePossible()
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(lesson, forKey: .lesson)
        try container.encode(title, forKey: .title)
        try container.encode(seed, forKey: .seed)
        try container.encode(quick, forKey: .quick)
        try container.encode(data, forKey: .data)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(peakMemoryMB, forKey: .peakMemoryMB)
        try container.encodeIfPresent(date, forKey: .date)
        try container.encodeIfPresent(hashes, forKey: .hashes)

        var (outputs, notes, questions) = ([Output](), [Output](), [Question]())
        var order: [Kind] = []
        for event in events {
            switch event.kind {
            case .output(let text):
                outputs.append(Output(line: event.line, text: text))
                order.append(.output)
            case .figure: order.append(.figure)
            case .claim: order.append(.claim)
            case .prediction(let prediction):
                questions.append(Question(line: event.line, prediction: prediction))
                order.append(.prediction)
            case .note(let text):
                notes.append(Output(line: event.line, text: text))
                order.append(.note)
            case .work: break
            }
        }
        try container.encode(claims, forKey: .claims)
        try container.encode(figures, forKey: .figures)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(questions, forKey: .predictions)
        try container.encode(notes, forKey: .notes)
        try container.encode(order, forKey: .order)
    }

    /// A record may come from somebody else, and the code that shows it relies on its numbers and opens the files it names.
    private func requirePossible() throws {
        let amounts = 0...1e9
        guard amounts.contains(seconds), amounts.contains(peakMemoryMB) else {
            throw RecordError("\(seconds) seconds and \(peakMemoryMB) MB")
        }
        for event in events where !(0...10_000_000).contains(event.line) {
            throw RecordError("line \(event.line)")
        }
        for figure in figures.flatMap(\.stills) {
            guard (1...100_000).contains(figure.width), (1...100_000).contains(figure.height) else {
                throw RecordError("a figure of \(figure.width) × \(figure.height)")
            }
            let parts = figure.file.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "figures", PlainFile.isName(String(parts[1])) else {
                throw RecordError("a figure outside of its folder: \(figure.file)")
            }
        }
        for claim in claims where claim.value.depth > ClaimedNumbers.depthLimit {
            throw RecordError("a value of more than \(ClaimedNumbers.depthLimit) lists in each other")
        }
    }
}

/// Why bytes are not the record of a run.
public struct RecordError: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ what: String) { description = "expected the record of a run, but got one with \(what)" }
}
