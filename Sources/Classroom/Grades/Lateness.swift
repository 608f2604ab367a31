import Foundation

/// How an attempt at a lesson stands to its deadline, and what that costs.
public struct Lateness: Sendable, Equatable {
    /// Whether it counts at all: the lesson had not closed.
    public let isTaken: Bool
    /// Whether nothing is taken off for it, minutes of grace included.
    public let isInTime: Bool
    /// Days after the deadline, one that has begun counted whole.
    public let daysLate: Int
    /// What is left of the points: 1 for all.
    public let share: Double
    /// The same for the student to read; empty where there is no deadline.
    public let sentence: String

    /// - Parameters:
    ///   - submitted: when the attempt was handed in.
    ///   - student: may have a deadline of their own.
    public init(of submitted: Date, by student: String, lesson: ClassLesson, in file: ClassFile) {
        let zone = file.zone
        let own = file.extensions.first { $0.student == student && $0.lesson == lesson.lesson }?.due
        let due = own ?? lesson.due
        guard let due, let end = due.end(in: zone) else {
            // Without a deadline; the lesson may close all the same.
            let isClosed = lesson.closes?.end(in: zone).map { submitted >= $0 } ?? false
            (isTaken, isInTime, daysLate, share) = (!isClosed, !isClosed, 0, isClosed ? 0 : 1)
            sentence = isClosed ? Self.closed(lesson.closes, file) : ""
            return
        }
        // Whoever was given more time has it, though the lesson closes for the others.
        let closes = [lesson.closes, own].compactMap { $0 }.filter { $0.end(in: zone) != nil }
            .max { $0.end(in: zone)! < $1.end(in: zone)! }
        let isClosed = lesson.closes != nil && submitted >= (closes?.end(in: zone) ?? .distantFuture)
        let minutes = submitted.timeIntervalSince(end) / 60
        let (whose, rule) = (own == nil ? "the deadline" : "your own deadline", file.late)
        let moment = "\(whose), \(due.text.replacing("T", with: " ")) \(file.timeZone)"
        func late(_ what: String) -> String { "Late by \(Self.span(minutes: minutes)) after \(moment): \(what)" }

        isTaken = !isClosed
        isInTime = !isClosed && minutes < rule.graceMinutes || minutes < 0
        daysLate =
            isInTime ? 0 : (LocalTime.calendar(zone).dateComponents([.day], from: end, to: submitted).day ?? 0) + 1
        if isClosed, !isInTime {
            share = 0
            sentence = Self.closed(closes, file)
        } else if isInTime {
            share = 1
            sentence =
                minutes < 0
                ? "In time for \(moment)."
                : "In time: \(Self.span(minutes: minutes)) after \(moment), and \(Self.span(minutes: rule.graceMinutes)) cost nothing."
        } else {
            switch rule.rule {
            case .none: (share, sentence) = (1, late("that costs nothing in this class."))
            case .zero: (share, sentence) = (0, late("after it work earns nothing."))
            case .perDay:
                let off = min(100, Double(daysLate) * rule.percent)
                share = 1 - off / 100
                let days = daysLate == 1 ? "1 day has begun" : "\(daysLate) days have begun"
                sentence = late(
                    "\(days), at \(rule.percent.formatted(.plain)) % each; \(off.formatted(.plain)) % of the points are taken off."
                )
            }
        }
    }

    private static func closed(_ moment: LocalTime?, _ file: ClassFile) -> String {
        let text = moment?.text.replacing("T", with: " ") ?? ""
        return "Handed in after \(text) \(file.timeZone), when the lesson had closed: it does not count."
    }

    /// "3 minutes", "5 hours", "2 days": as long as it is at least.
    private static func span(minutes: Double) -> String {
        func text(_ count: Double, _ unit: String) -> String {
            let whole = Int(count)
            return "\(whole) \(unit)\(whole == 1 ? "" : "s")"
        }
        if minutes < 1 { return "less than a minute" }
        if minutes < 60 { return text(minutes, "minute") }
        return minutes < 48 * 60 ? text(minutes / 60, "hour") : text(minutes / (24 * 60), "day")
    }
}

extension FormatStyle where Self == FloatingPointFormatStyle<Double> {
    /// "10", "12.5": the same in every country.
    static var plain: FloatingPointFormatStyle<Double> {
        FloatingPointFormatStyle(locale: Locale(identifier: "en_US_POSIX")).precision(.fractionLength(0...2)).grouping(
            .never)
    }
}
