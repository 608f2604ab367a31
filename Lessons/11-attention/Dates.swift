import Nabla

/// Dates as people write them, to be written as year-month-day: symbols of both sides as numbers.
struct Dates {
    static let symbols = Array("abcdefghijklmnopqrstuvwxyz0123456789 ,./")
    static let letters = Array("0123456789-")
    /// Stands in front of a text that is shorter than the longest, so that the last state has read its last symbol.
    static let padding = symbols.count

    private static let numbers = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1, $0) })

    static func source(_ text: String) -> [Int] {
        Array(repeating: padding, count: WrittenDates.longestText - text.count) + text.map { numbers[$0]! }
    }

    static func translation(_ pairs: [WrittenDates.Pair]) -> Translation {
        Translation(
            sources: pairs.map { source($0.text) },
            targets: pairs.map { $0.iso.map { letters.firstIndex(of: $0)! } })
    }

    /// A pair of networks trained on some dates.
    static func trained(
        attention: Bool, updates: Int, on dates: [WrittenDates.Pair], seed: UInt64, progress: () -> Void
    ) -> RecurrentPair {
        var generator = SeededGenerator(seed: seed)
        let pair = RecurrentPair(
            reads: symbols.count + 1, writes: letters.count, attention: attention, using: &generator)
        let all = translation(dates)
        pair.learn(updates: updates) { _ in
            let rows = (0..<64).map { _ in Int.random(in: 0..<dates.count, using: &generator) }
            return Translation(sources: rows.map { all.sources[$0] }, targets: rows.map { all.targets[$0] })
        } observe: { _ in
            progress()
        }
        return pair
    }

    /// Where a pair looks while it writes one date: a row for each sign that is written, a column for each symbol of the
    /// text, and before them one for all of the padding.
    static func map(of pair: RecurrentPair, reading text: String) -> (written: String, weights: [[Scalar]]) {
        let (written, weights) = pair.write(table([source(text)]), letters: 10)
        let padding = WrittenDates.longestText - text.count
        return (
            String(written[0].map { letters[$0] }),
            weights.map { row in
                let all = row[0].scalars
                return [all[..<padding].reduce(0, +)] + all[padding...]
            }
        )
    }

    /// The part of the attention that falls on a block's own part of the text, for dates like "3 may 1979": the mean
    /// over the four digits of the year, the two of the month, the two of the day.
    static func blocks(of pair: RecurrentPair, dates: [WrittenDates.Pair]) -> (year: Scalar, month: Scalar, day: Scalar)
    {
        var sums: [Scalar] = [0, 0, 0]
        for date in dates {
            let weights = map(of: pair, reading: date.text).weights.map { Array($0.dropFirst()) }
            let words = date.text.split(separator: " ").map(\.count)
            let places = [
                date.text.count - 4..<date.text.count, words[0] + 1..<words[0] + 1 + words[1], 0..<words[0],
            ]
            for (block, rows) in [Array(0..<4), [5, 6], [8, 9]].enumerated() {
                let seen = rows.map { row in weights[row][places[block]].reduce(0, +) }
                sums[block] += seen.reduce(0, +) / Scalar(rows.count * dates.count)
            }
        }
        return (sums[0], sums[1], sums[2])
    }
}
