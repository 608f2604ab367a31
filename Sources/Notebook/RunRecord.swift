import Foundation

/// A run: what it was, and one list of everything it showed. `record.json` is how it is kept.
public struct RunRecord: Sendable, Equatable {
    public var lesson: String
    public var title: String
    public var seed: UInt64
    public var quick: Bool
    /// Where the data came from that the run used: a folder, "built-in digits", or "none".
    public var data = "none"
    public var seconds = 0.0
    public var peakMemoryMB = 0.0
    /// When the run ended, to the second.
    public var date: Date?
    /// What the run was made from.
    public var hashes: Hashes?
    /// Everything the run showed, in the order in which it happened.
    public internal(set) var events: [Event] = []

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

    public struct Claim: Codable, Sendable, Equatable {
        public var name: String
        public var value: ClaimedNumbers
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
        /// What moves in it; nil for a figure that stands still.
        public var film: Film?

        /// The file of the figure, and those of its frames, as figures that stand still.
        public var stills: [Figure] {
            var still = self
            still.film = nil
            return [still]
                + (film?.frames ?? []).map { frame in
                    var one = still
                    (one.file, one.width, one.height) = (frame.file, film!.width, film!.height)
                    one.alt += " \(film!.label): \(frame.value)."
                    return one
                }
        }
    }

    /// A figure that moves: a frame for each value of something. The file of the figure shows four of them, for readers and
    /// forms that cannot move it.
    public struct Film: Codable, Sendable, Equatable {
        /// What changes from frame to frame, such as "learning rate".
        public var label: String
        /// Sides of a frame.
        public var width: Int
        public var height: Int
        public var frames: [Frame]

        /// Four of the frames, evenly: the first, the last and two between them; all where there are fewer.
        public var shownOnPaper: [Int] {
            let last = frames.count - 1
            return frames.count <= 4 ? Array(frames.indices) : (0..<4).map { ($0 * last + 1) / 3 }
        }

        public struct Frame: Codable, Sendable, Equatable {
            /// Relative to the folder of the run.
            public var file: String
            /// The value, ready to be read.
            public var value: String
            /// The picture; empty in a record that was read, until the file is read too.
            public var png: [UInt8] = []

            private enum CodingKeys: String, CodingKey { case file, value }
        }
    }

    public struct Output: Codable, Sendable, Equatable {
        public var line: Int
        public var text: String

        public init(line: Int, text: String) { (self.line, self.text) = (line, text) }
    }

    init(_ options: Session.Options) {
        (lesson, title) = (options.lesson, options.title)
        (seed, quick) = (options.seed, options.quick)
    }

    public var claims: [Claim] {
        events.compactMap { if case .claim(let claim, _) = $0.kind { claim } else { nil } }
    }

    public var figures: [Figure] {
        events.compactMap { if case .figure(let figure, _) = $0.kind { figure } else { nil } }
    }

    public var outputs: [Output] {
        events.compactMap { event in
            if case .output(let text) = event.kind { Output(line: event.line, text: text) } else { nil }
        }
    }

    /// Adds what happened at a line. Long work leaves no trace.
    mutating func add(_ kind: Event.Kind, line: Int) {
        switch kind {
        case .work: break
        case .output(let text): addOutput(text, line: line)
        default: events.append(Event(kind, line: line))
        }
    }

    /// What one line of the lesson prints in a row is one output, and a printed line that was left open belongs to the
    /// line of the lesson that ends it.
    private mutating func addOutput(_ text: String, line: Int) {
        guard let last = events.last, case .output(var whole) = last.kind,
            last.line == line || !whole.hasSuffix("\n")
        else { return events.append(Event(.output(text: text), line: line)) }
        // Taken out of the list first, so that a long output is not copied for each piece of it.
        events.removeLast()
        whole += text
        events.append(Event(.output(text: whole), line: line))
    }

    /// Gives each figure the bytes of its file.
    public mutating func readFigures(_ png: (Figure) throws -> [UInt8]) rethrows {
        for index in events.indices {
            guard case .figure(var figure, _) = events[index].kind else { continue }
            let stills = figure.stills
            for (number, still) in stills.dropFirst().enumerated() {
                figure.film!.frames[number].png = try png(still)
            }
            events[index].kind = .figure(figure, png: try png(stills[0]))
        }
    }

    /// The files of the run in its folder.
    public var files: [String] { ["index.html", "record.json"] + figures.flatMap { $0.stills.map(\.file) } }
}
