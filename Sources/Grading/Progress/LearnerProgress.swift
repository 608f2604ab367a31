import Foundation

/// What a learner has done so far, exercise by exercise.
public struct LearnerProgress: Sendable, Equatable {
    /// In the order in which they were first met.
    public private(set) var entries: [Entry] = []
    /// Training runs with functions of their own, by lesson: the last of each.
    public private(set) var milestones: [Milestone] = []

    public init() {}

    /// A training run in which functions of the learner's did the work.
    public struct Milestone: Codable, Sendable, Equatable {
        /// "06"
        public var lesson: String
        /// The exercises whose functions were the learner's, and how many were called.
        public var own: [String]
        public var called: Int
        public var quick: Bool
        /// What came out, in words: "test accuracy 0.967".
        public var result: String
        /// Whether all its claims held.
        public var held: Bool
        public internal(set) var date: Date

        public init(
            lesson: String, own: [String], called: Int, quick: Bool, result: String, held: Bool, date: Date = Date()
        ) {
            (self.lesson, self.own, self.called, self.quick) = (lesson, own, called, quick)
            // The file keeps whole seconds, so that one that was read equals the one written.
            let second = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
            (self.result, self.held, self.date) = (result, held, second)
        }

        fileprivate var isShort: Bool {
            ([lesson, result] + own).allSatisfy { $0.utf8.count <= LearnerProgress.nameLimit } && own.count <= 100
        }
    }

    /// Notes a training run in the place of the lesson's earlier one.
    public mutating func record(_ milestone: Milestone) {
        milestones.removeAll { $0.lesson == milestone.lesson }
        milestones.append(milestone)
        milestones.sort { $0.lesson < $1.lesson }
    }

    /// What is known of one exercise.
    public struct Entry: Codable, Sendable, Equatable {
        /// "4.2" and "update": another exercise that has taken the number does not inherit.
        public internal(set) var exercise: String
        public internal(set) var name: String
        /// When it was last worked on: a text that was not checked before, a hint, a look at the solution.
        public internal(set) var touched: Date?
        /// The last verdict, nil before the first.
        public internal(set) var state: Verdict.State?
        /// How many different texts were found right or wrong.
        public internal(set) var attempts = 0
        /// When it was passed first. What was passed once stays passed.
        public internal(set) var passed: Date?
        /// Hints read before it was passed.
        public internal(set) var hints = 0
        /// Whether the solution was read before it was passed.
        public internal(set) var revealed = false
        public internal(set) var mistakes: [Mistake] = []
        /// Stands for the text that was checked last, so that the same text counts once.
        var text: String?

        /// Whether its words have the length of words.
        fileprivate var isShort: Bool {
            ([exercise, name] + mistakes.map(\.letter)).allSatisfy {
                $0.utf8.count <= LearnerProgress.nameLimit
            }
        }

        public var isUnaided: Bool { passed != nil && hints == 0 && !revealed }
    }

    /// A known wrong answer that was recognised, and how often.
    public struct Mistake: Codable, Sendable, Equatable {
        public internal(set) var letter: String
        public internal(set) var family: Misconception?
        /// What was said about it.
        public internal(set) var sentence: String?
        public internal(set) var times: Int
    }

    /// What is known of an exercise; nil when it was never met.
    public subscript(exercise: Exercise) -> Entry? {
        entries.first { $0.exercise == exercise.id && $0.name == exercise.name }
    }

    public func hasPassed(_ exercise: Exercise) -> Bool { self[exercise]?.passed != nil }

    /// Notes a verdict about a text. The same text a second time is no second attempt.
    public mutating func record(_ verdict: Verdict, on date: Date = Date()) {
        // What does not compile or is not written has not been tried yet.
        if verdict.state == .notAttempted || verdict.state == .notCompiled {
            guard index(verdict.exercise, verdict.name) != nil else { return }
            return change(verdict.exercise, verdict.name) { entry in
                if entry.state != verdict.state, verdict.state == .notCompiled { entry.touched = date }
                entry.state = verdict.state
            }
        }
        change(verdict.exercise, verdict.name) { entry in
            entry.state = verdict.state
            if verdict.state == .passed { entry.passed = entry.passed ?? date }
            guard verdict.digest == nil || entry.text != verdict.digest else { return }
            entry.text = verdict.digest
            entry.touched = date
            entry.attempts += 1
            guard let letter = verdict.feedback?.recognised else { return }
            if let index = entry.mistakes.firstIndex(where: { $0.letter == letter }) {
                entry.mistakes[index].times += 1
            } else {
                let sentence = verdict.feedback?.likelyMistake.split(separator: "\n").first.map(String.init)
                entry.mistakes.append(
                    Mistake(letter: letter, family: verdict.feedback?.family, sentence: sentence, times: 1))
            }
        }
    }

    /// Notes that another hint is read. After passing, hints cost nothing and are not counted.
    public mutating func recordHint(_ exercise: Exercise, on date: Date = Date()) {
        change(exercise.id, exercise.name) { entry in
            entry.touched = date
            if entry.passed == nil { entry.hints = min(entry.hints + 1, exercise.hints.count) }
        }
    }

    /// Notes that the solution is read.
    public mutating func recordReveal(_ exercise: Exercise, on date: Date = Date()) {
        change(exercise.id, exercise.name) { entry in
            entry.touched = date
            if entry.passed == nil { entry.revealed = true }
        }
    }

    private func index(_ id: String, _ name: String) -> Int? {
        entries.firstIndex { $0.exercise == id && $0.name == name }
    }

    private mutating func change(_ id: String, _ name: String, _ body: (inout Entry) -> Void) {
        if index(id, name) == nil { entries.append(Entry(exercise: id, name: name)) }
        body(&entries[index(id, name)!])
    }

    /// What was worked on last among these exercises; nil in the beginning.
    public func latest(of exercises: [Exercise]) -> Entry? {
        exercises.compactMap { self[$0] }.filter { $0.touched != nil }
            .max { ($0.touched ?? .distantPast) < ($1.touched ?? .distantPast) }
    }

    /// How often each family of mistakes was recognised, and in which exercises; the most frequent first.
    public var families: [(family: Misconception, times: Int, exercises: [String])] {
        Misconception.allCases.compactMap { family in
            let met = entries.filter { $0.mistakes.contains { $0.family == family } }
            let times = met.flatMap(\.mistakes).filter { $0.family == family }.reduce(0) { $0 + $1.times }
            return times == 0 ? nil : (family, times, met.map(\.exercise))
        }
        .sorted { ($0.times, $0.exercises.count) > ($1.times, $1.exercises.count) }
    }

    /// The last mistake of this family in another exercise, with what was said about it there; nil where there is none.
    public func mistake(of family: Misconception, outside exercise: String) -> (exercise: String, sentence: String)? {
        entries.filter { $0.exercise != exercise }
            .sorted { ($0.touched ?? .distantPast) < ($1.touched ?? .distantPast) }
            .compactMap { entry in
                let sentence = entry.mistakes.last { $0.family == family }?.sentence
                return sentence.map { (exercise: entry.exercise, sentence: $0) }
            }.last
    }
}

extension LearnerProgress: Codable {
    private enum Key: String, CodingKey { case version, exercises, milestones }

    /// The version of the format that this course writes.
    static let version = 1

    /// Bytes that the file may have. That of the whole course has 40,000.
    static let sizeLimit = 16 << 20

    /// Reads the file's bytes.
    ///
    /// - Throws: `UnknownVersion`, `Damage` with the entries that could be read, or the decoder's error.
    public init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(LearnerProgress.self, from: json)
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            encoder.dateEncodingStrategy = .iso8601
            return try encoder.encode(self)
        }
    }

    /// An entry, or what could not be read as one.
    private struct Attempt: Decodable {
        let entry: Entry?

        init(from decoder: any Decoder) {
            guard var entry = try? Entry(from: decoder), entry.isShort else {
                self.entry = nil
                return
            }
            // A file may say anything; who counts on must not overflow.
            func bound(_ count: inout Int) { count = min(max(count, 0), LearnerProgress.countLimit) }
            bound(&entry.attempts)
            bound(&entry.hints)
            for index in entry.mistakes.indices { bound(&entry.mistakes[index].times) }
            self.entry = entry
        }
    }

    /// What a count read from a file may be, and characters of a name.
    static let countLimit = 1_000_000
    static let nameLimit = 200

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let version = try container.decode(Int.self, forKey: .version)
        guard version == LearnerProgress.version else { throw UnknownVersion(version: version) }
        let attempts = try container.decode([Attempt].self, forKey: .exercises)
        entries = attempts.compactMap(\.entry)
        // Files of earlier courses have none.
        let runs = (try? container.decodeIfPresent([Milestone].self, forKey: .milestones)) ?? []
        milestones = runs.filter(\.isShort)
        guard entries.count == attempts.count else { throw Damage(rest: self) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(LearnerProgress.version, forKey: .version)
        try container.encode(entries, forKey: .exercises)
        if !milestones.isEmpty { try container.encode(milestones, forKey: .milestones) }
    }

    struct UnknownVersion: Error { let version: Int }

    /// Some entries could not be read; the rest could.
    struct Damage: Error { let rest: LearnerProgress }
}
