import Foundation

/// A moment as an instructor writes it, in the time zone of the class: "2026-11-30T23:59".
public struct LocalTime: Sendable, Equatable {
    /// As it stands in the file.
    public let text: String
    private let components: DateComponents

    /// Nil where the text has another form, or there is no such day or minute: "2026-02-30T12:00".
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/) else { return nil }
        let (_, year, month, day, hour, minute) = match.output
        let components = DateComponents(
            year: Int(year), month: Int(month), day: Int(day), hour: Int(hour), minute: Int(minute))
        self.text = text
        self.components = components
        guard let date = LocalTime.calendar(.gmt).date(from: components),
            LocalTime.calendar(.gmt).dateComponents(LocalTime.parts, from: date) == components
        else { return nil }
    }

    private static let parts: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute]

    /// The moment at which this minute begins. Nil in the hour that a change of clocks leaves out.
    ///
    /// In the hour that comes twice, in autumn, it is the later of the two: a deadline is never earlier than the student
    /// who reads it may think.
    public func start(in zone: TimeZone) -> Date? {
        // At most a day from the moment that these numbers are in Greenwich. Of the offsets around, one or two fit.
        guard let near = LocalTime.calendar(.gmt).date(from: components) else { return nil }
        let offsets = Set([-86_400, 0, 86_400].map { zone.secondsFromGMT(for: near.addingTimeInterval($0)) })
        let fitting = offsets.map { near.addingTimeInterval(-Double($0)) }.filter {
            zone.secondsFromGMT(for: $0) == Int(near.timeIntervalSince($0))
        }
        return fitting.max()
    }

    /// The first moment after this minute: who has until 23:59 may hand in at 23:59:59.
    public func end(in zone: TimeZone) -> Date? { start(in: zone)?.addingTimeInterval(60) }

    static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}

extension LocalTime: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = LocalTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a moment such as \"2026-11-30T23:59\", but got \"\(text)\"")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
