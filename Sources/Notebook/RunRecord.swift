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
        self = try JSONDecoder().decode(RunRecord.self, from: Data(contentsOf: file))
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

    /// Adds printed text. What one line of the lesson prints in a row is one output, and a printed line that was left
    /// open belongs to the line of the lesson that ends it.
    mutating func addOutput(_ text: String, line: Int) {
        if let last = outputs.indices.last, outputs[last].line == line || !outputs[last].text.hasSuffix("\n")
        {
            outputs[last].text += text
            outputs[last].line = line
        } else {
            outputs.append(Output(line: line, text: text))
        }
    }

    /// The record as JSON: the same text for the same record.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
