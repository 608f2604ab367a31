import Foundation
import Grading

/// `class.json`, the one file that an instructor writes: what counts, until when, and what lateness costs.
public struct ClassFile: Codable, Sendable, Equatable {
    /// What the class is called, on reports.
    public var name: String
    /// What its students are spoken to in, "de"; nil for English.
    public var language: String?
    /// Where its clocks hang, "Europe/Berlin": deadlines are local times.
    public var timeZone: String
    /// What the inputs of every student's checks follow from, those of a lesson each time. One for the class: all are asked
    /// the same.
    public var seed: UInt64
    public var lessons: [ClassLesson]
    public var late: LateRule
    /// Which of several attempts earns the points.
    public var counts: Counts
    public var extensions: [Extension]
    /// Exercises by number whose verdicts students are not shown before a moment.
    public var hidden: [String: LocalTime]

    public init(
        name: String, timeZone: String = "UTC", seed: UInt64, lessons: [ClassLesson], late: LateRule = LateRule(),
        counts: Counts = .last, extensions: [Extension] = [], hidden: [String: LocalTime] = [:]
    ) {
        (self.name, self.timeZone, self.seed, self.lessons) = (name, timeZone, seed, lessons)
        (self.late, self.counts, self.extensions, self.hidden) = (late, counts, extensions, hidden)
    }

    public enum Counts: String, Codable, Sendable, CaseIterable {
        /// The last one in time; where there is none, the last one before the lesson closes.
        case last
        /// The one that earns most, lateness taken off.
        case best
    }

    /// Another deadline for one student.
    public struct Extension: Codable, Sendable, Equatable {
        public var student: String
        public var lesson: String
        public var due: LocalTime

        public init(student: String, lesson: String, due: LocalTime) {
            (self.student, self.lesson, self.due) = (student, lesson, due)
        }
    }

    /// The zone of its deadlines. A file that was read names one that there is.
    public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    /// Whether students are not shown the verdict on an exercise yet.
    public func isHidden(_ exercise: String, at moment: Date = Date()) -> Bool {
        hidden[exercise]?.start(in: zone).map { moment < $0 } ?? false
    }
}

/// A lesson whose exercises count in a class.
public struct ClassLesson: Codable, Sendable, Equatable {
    /// Its two digits, "04".
    public var lesson: String
    /// The exercises that count; nil for all.
    public var exercises: [String]?
    /// What a right answer earns, where it is not what its check says.
    public var points: [String: Double]
    /// What an answer may use, where it is not what it usually is.
    public var limits: [String: ClassLimits]
    /// Which of its questions in writing count.
    public var questions: ClassQuestions
    /// The last minute in which work is in time.
    public var due: LocalTime?
    /// The last minute in which work is taken at all.
    public var closes: LocalTime?

    public init(
        lesson: String, exercises: [String]? = nil, points: [String: Double] = [:],
        limits: [String: ClassLimits] = [:], questions: ClassQuestions = .none, due: LocalTime? = nil,
        closes: LocalTime? = nil
    ) {
        (self.lesson, self.exercises, self.points, self.limits) = (lesson, exercises, points, limits)
        (self.questions, self.due, self.closes) = (questions, due, closes)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        lesson = try values.decode(String.self, forKey: .lesson)
        exercises = try values.decodeIfPresent([String].self, forKey: .exercises)
        points = try values.decodeIfPresent([String: Double].self, forKey: .points) ?? [:]
        limits = try values.decodeIfPresent([String: ClassLimits].self, forKey: .limits) ?? [:]
        questions = try values.decodeIfPresent(ClassQuestions.self, forKey: .questions) ?? .none
        due = try values.decodeIfPresent(LocalTime.self, forKey: .due)
        closes = try values.decodeIfPresent(LocalTime.self, forKey: .closes)
    }
}

/// Which questions in writing of a lesson count: `false`, `true`, or a list such as `["4.a", "4.c"]`.
public enum ClassQuestions: Codable, Sendable, Equatable {
    case none, all
    case some([String])

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let all = try? value.decode(Bool.self) {
            self = all ? .all : .none
        } else if let ids = try? value.decode([String].self) {
            self = .some(ids)
        } else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "expected true, false, or a list such as [\"4.a\", \"4.c\"]")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .none: try value.encode(false)
        case .all: try value.encode(true)
        case .some(let ids): try value.encode(ids)
        }
    }
}

/// What an answer to one exercise may use.
public struct ClassLimits: Codable, Sendable, Equatable {
    public var seconds: Double?
    public var memoryMegabytes: Int?

    public init(seconds: Double? = nil, memoryMegabytes: Int? = nil) {
        (self.seconds, self.memoryMegabytes) = (seconds, memoryMegabytes)
    }

    /// The usual limits with these in their place.
    func changing(_ usual: Limits) -> Limits {
        var limits = usual
        limits.seconds = seconds ?? usual.seconds
        limits.memoryMegabytes = memoryMegabytes ?? usual.memoryMegabytes
        return limits
    }

    /// What cannot be meant; nil if all can.
    var problem: String? {
        if let seconds, !(0.5...600).contains(seconds) {
            return "seconds: expected 0.5 to 600, but got \(seconds.text(2))"
        }
        if let memoryMegabytes, !(64...65_536).contains(memoryMegabytes) {
            return "memoryMegabytes: expected 64 to 65536, but got \(memoryMegabytes)"
        }
        return nil
    }
}

/// What work earns that comes after its deadline and before its lesson closes.
public struct LateRule: Codable, Sendable, Equatable {
    public enum Rule: String, Codable, Sendable, CaseIterable {
        /// All of it.
        case none
        /// Less for every day that has begun.
        case perDay
        /// Nothing.
        case zero
    }

    public var rule: Rule
    /// Of the points earned, what a day costs.
    public var percent: Double
    /// Minutes after the deadline that cost nothing.
    public var graceMinutes: Double

    public init(rule: Rule = .none, percent: Double = 10, graceMinutes: Double = 0) {
        (self.rule, self.percent, self.graceMinutes) = (rule, percent, graceMinutes)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        rule = try values.decodeIfPresent(Rule.self, forKey: .rule) ?? .none
        percent = try values.decodeIfPresent(Double.self, forKey: .percent) ?? 10
        graceMinutes = try values.decodeIfPresent(Double.self, forKey: .graceMinutes) ?? 0
    }
}

extension ClassFile {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        language = try values.decodeIfPresent(String.self, forKey: .language)
        timeZone = try values.decodeIfPresent(String.self, forKey: .timeZone) ?? "UTC"
        seed = try values.decode(UInt64.self, forKey: .seed)
        lessons = try values.decode([ClassLesson].self, forKey: .lessons)
        late = try values.decodeIfPresent(LateRule.self, forKey: .late) ?? LateRule()
        counts = try values.decodeIfPresent(Counts.self, forKey: .counts) ?? .last
        extensions = try values.decodeIfPresent([Extension].self, forKey: .extensions) ?? []
        hidden = try values.decodeIfPresent([String: LocalTime].self, forKey: .hidden) ?? [:]
    }
}
