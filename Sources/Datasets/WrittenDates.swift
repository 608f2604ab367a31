import Tensors

/// Dates as people write them, and as a machine wants them: "3rd of may 1979" and "1979-05-03". Pairs to learn translation
/// from; made by the kit.
///
///     let pairs = WrittenDates.draw(10_000, using: &generator)     // pairs[0].text, pairs[0].iso
///
/// Years from 1900 to 2099, months with their real lengths, ten forms that come equally often. Weekdays are drawn by chance:
/// they say nothing about the date.
public enum WrittenDates {
    /// A date in two forms.
    public struct Pair: Sendable, Equatable {
        /// As somebody wrote it.
        public let text: String
        /// Year, month and day: ten characters.
        public let iso: String
        /// Which of the ten forms it is in.
        public let form: Int
    }

    /// The longest text has so many characters: "wednesday 30 september 1999".
    public static let longestText = 27

    /// How many forms there are.
    public static let formCount = 10

    /// Draws so many dates, each in a form drawn by chance, or all in one form.
    public static func draw(_ count: Int, form: Int? = nil, using generator: inout SeededGenerator) -> [Pair] {
        require(
            count >= 0 && (form == nil || (0..<formCount).contains(form!)),
            "WrittenDates: expected at least 0 dates and a form in 0..<\(formCount), but got \(count) and \(form ?? 0)")
        _ = Tensor.sizeToAllocate([count, longestText], operation: "WrittenDates")
        return (0..<count).map { _ in
            let year = Int.random(in: 1900...2099, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            let day = Int.random(in: 1...days(in: month, of: year), using: &generator)
            let drawn = Int.random(in: 0..<formCount, using: &generator)
            let weekday = weekdays[Int.random(in: 0..<7, using: &generator)]
            let chosen = form ?? drawn
            return Pair(
                text: text(year, month, day, form: chosen, weekday: weekday),
                iso: "\(year)-\(twoDigits(month))-\(twoDigits(day))", form: chosen)
        }
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int, form: Int, weekday: String) -> String {
        let name = months[month - 1]
        let short = String(name.prefix(3))
        switch form {
        case 0: return "\(day) \(name) \(year)"
        case 1: return "\(name) \(day), \(year)"
        case 2: return "\(day) \(short) \(year)"
        case 3: return "\(short) \(day), \(year)"
        case 4: return "\(day)\(ordinal(day)) of \(name) \(year)"
        case 5: return "\(twoDigits(day)).\(twoDigits(month)).\(year)"
        case 6: return "\(day)/\(month)/\(year)"
        case 7: return "\(weekday) \(day) \(name) \(year)"
        case 8: return "\(weekday), \(short) \(day) \(year)"
        default: return "\(year) \(name) \(day)"
        }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func ordinal(_ day: Int) -> String {
        if (11...13).contains(day) { return "th" }
        return [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
