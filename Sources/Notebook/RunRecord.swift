import Foundation

/// What a run leaves behind for programs: `record.json`. The names of the fields are a contract.
public struct RunRecord: Codable, Sendable, Equatable {
    public var lesson: String
    public var title: String
    public var seed: UInt64
    public var quick: Bool
    /// Where the data came from that the run used: a folder, "built-in digits", or "none".
    public var data: String
    public var seconds: Double
    public var peakMemoryMB: Double
    public var claims: [Claim]
    public var figures: [Figure]
    public var outputs: [Output]
    public var predictions: [Question] = []
    public var notes: [Output] = []
    /// What came after what: each entry stands for the next element of its list. Empty in records of an older kit.
    public var order: [Kind] = []
    /// When the run ended, to the second.
    public var date: Date?
    /// What the run was made from.
    public var hashes: Hashes?

    /// The lists that a run fills.
    public enum Kind: String, Codable, Sendable { case output, figure, claim, prediction, note }

    /// SHA-256 of what the run was made from, in hexadecimal: what tells whether a page is still that of its source.
    public struct Hashes: Codable, Sendable, Equatable {
        /// All files of the lesson's folder.
        public var lesson: String
        /// The modules that compute, draw and set the page.
        public var engine: String
        /// The data files that were read; empty if there were none.
        public var data: String
        /// The folders that held them.
        public var dataFolders: [String]

        public init(lesson: String, engine: String, data: String = "", dataFolders: [String] = []) {
            (self.lesson, self.engine) = (lesson, engine)
            (self.data, self.dataFolders) = (data, dataFolders)
        }
    }

    public struct Question: Codable, Sendable, Equatable {
        public var line: Int
        public var prediction: Prediction
    }

    public struct Claim: Codable, Sendable, Equatable {
        public var name: String
        public var value: Claimed
        public var condition: String
        public var held: Bool
        public var line: Int
    }

    public struct Figure: Codable, Sendable, Equatable {
        /// Relative to the folder of the run, such as "figures/01-the-line-moves.png".
        public var file: String
        public var caption: String
        public var alt: String
        public var width: Int
        public var height: Int
        public var line: Int
    }

    public struct Output: Codable, Sendable, Equatable {
        public var line: Int
        public var text: String

        public init(line: Int, text: String) {
            (self.line, self.text) = (line, text)
        }
    }

    /// Reads the record of an earlier run.
    public init(contentsOf file: URL) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(RunRecord.self, from: Data(contentsOf: file))
    }

    init(_ options: Session.Options) {
        lesson = options.lesson
        title = options.title
        seed = options.seed
        quick = options.quick
        data = "none"
        seconds = 0
        peakMemoryMB = 0
        claims = []
        figures = []
        outputs = []
    }

    /// Adds what happened at a line.
    mutating func add(_ event: Event, line: Int) {
        switch event {
        case .output(let text): return addOutput(text, line: line)
        case .figure(let figure, _):
            figures.append(figure)
            order.append(.figure)
        case .claim(let claim, _):
            claims.append(claim)
            order.append(.claim)
        case .prediction(let prediction):
            predictions.append(Question(line: line, prediction: prediction))
            order.append(.prediction)
        case .note(let text):
            notes.append(Output(line: line, text: text))
            order.append(.note)
        case .work: break
        }
    }

    /// What one line of the lesson prints in a row is one output, and a printed line that was left open belongs to the
    /// line of the lesson that ends it.
    private mutating func addOutput(_ text: String, line: Int) {
        if order.last == .output, let last = outputs.indices.last,
            outputs[last].line == line || !outputs[last].text.hasSuffix("\n")
        {
            outputs[last].text += text
            outputs[last].line = line
        } else {
            outputs.append(Output(line: line, text: text))
            order.append(.output)
        }
    }

    /// The record as JSON: the same text for the same record.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension RunRecord {
    /// Reads a record, also one of an older kit, which lacks the later fields.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        lesson = try container.decode(String.self, forKey: .lesson)
        title = try container.decode(String.self, forKey: .title)
        seed = try container.decode(UInt64.self, forKey: .seed)
        quick = try container.decode(Bool.self, forKey: .quick)
        data = try container.decode(String.self, forKey: .data)
        seconds = try container.decode(Double.self, forKey: .seconds)
        peakMemoryMB = try container.decode(Double.self, forKey: .peakMemoryMB)
        claims = try container.decode([Claim].self, forKey: .claims)
        figures = try container.decode([Figure].self, forKey: .figures)
        outputs = try container.decode([Output].self, forKey: .outputs)
        predictions = try container.decodeIfPresent([Question].self, forKey: .predictions) ?? []
        notes = try container.decodeIfPresent([Output].self, forKey: .notes) ?? []
        order = try container.decodeIfPresent([Kind].self, forKey: .order) ?? []
        date = try container.decodeIfPresent(Date.self, forKey: .date)
        hashes = try container.decodeIfPresent(Hashes.self, forKey: .hashes)
    }

    /// Everything the run showed, in the order in which it happened, or nil where the record does not tell.
    ///
    /// - Parameter png: gives the bytes of a figure's file.
    public func happenings(png: (Figure) throws -> [UInt8]) rethrows -> [Happening]? {
        let lists: [(Kind, Int)] = [
            (.output, outputs.count), (.figure, figures.count), (.claim, claims.count),
            (.prediction, predictions.count), (.note, notes.count),
        ]
        guard lists.allSatisfy({ kind, count in order.count { $0 == kind } == count }) else { return nil }
        var next: [Kind: Int] = [:]
        return try order.map { kind in
            let index = next[kind, default: 0]
            next[kind] = index + 1
            switch kind {
            case .output:
                return Happening(event: .output(text: outputs[index].text), line: outputs[index].line)
            case .figure:
                let figure = figures[index]
                return Happening(event: .figure(figure, png: try png(figure)), line: figure.line)
            case .claim: return Happening(event: .claim(claims[index], reason: nil), line: claims[index].line)
            case .prediction:
                let question = predictions[index]
                return Happening(event: .prediction(question.prediction), line: question.line)
            case .note: return Happening(event: .note(text: notes[index].text), line: notes[index].line)
            }
        }
    }
}
