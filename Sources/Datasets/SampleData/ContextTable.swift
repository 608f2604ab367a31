import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An n-gram model: predicts the next symbol from the last few by counting, and knows nothing else.
///
/// A context that was seen once or twice is a poor witness. So its counts are mixed with the prediction of the context
/// that is one symbol shorter: the more different symbols followed it, the less it is trusted.
///
///     p(s | context) = (count(context, s) + kinds(context) · p(s | shorter)) / (count(context) + kinds(context))
///
/// The shortest prediction of all is 1/K for each of the K symbols. Source: Witten and Bell 1991, method C.
public struct ContextTable: Sendable {
    /// How many symbols back it looks.
    public let length: Int
    private let kinds: Int
    /// For each length of context, the contexts of that length.
    private var levels: [Level] = []

    /// The contexts of one length, numbered in the order in which they were met.
    private struct Level {
        /// The number of a context: by that of the context one shorter, and the symbol before it.
        var numbers: [Pair: Int] = [:]
        /// What followed a context, by its number: how many symbols, how many different ones, and which.
        var counts: [(all: Int, kinds: Int)] = []
        var successors: [Pair: Int] = [:]
    }

    /// A context of a level and a symbol beside it.
    private struct Pair: Hashable {
        let context: Int
        let symbol: Int
    }

    /// Counts a text. `ids` are numbers in 0..<K with K = `symbols`.
    public init(counting ids: [Int], symbols: Int, length: Int) {
        require(
            length >= 0 && length <= 8 && symbols > 0 && ids.allSatisfy { (0..<symbols).contains($0) },
            "ContextTable: expected a length of 0 to 8 and symbols in 0..<\(symbols), but got length \(length)"
        )
        (self.length, kinds) = (length, symbols)
        levels = Array(repeating: Level(), count: length + 1)
        levels[0].counts = [(0, 0)]
        for place in ids.indices {
            var context = 0
            for back in 0...min(length, place) {
                if back > 0 {
                    let longer = Pair(context: context, symbol: ids[place - back])
                    let next = levels[back].counts.count
                    context = levels[back].numbers[longer] ?? next
                    if context == next {
                        levels[back].numbers[longer] = next
                        levels[back].counts.append((0, 0))
                    }
                }
                let followed = Pair(context: context, symbol: ids[place])
                let seen = levels[back].successors[followed, default: 0]
                levels[back].successors[followed] = seen + 1
                levels[back].counts[context].all += 1
                if seen == 0 { levels[back].counts[context].kinds += 1 }
            }
        }
    }

    /// How many different contexts of full length there are.
    public var contextCount: Int { levels[length].counts.count }

    /// The mean of −ln p over a text: its cross-entropy under the table, in nats for each symbol. The table looks back
    /// `back` symbols, at most its own length; the first `length` symbols of the text are only looked back on.
    public func loss(on ids: [Int], back: Int) -> Double {
        require(
            back >= 0 && back <= length,
            "ContextTable.loss: expected to look back 0…\(length), but got \(back)")
        require(
            ids.count > length,
            "ContextTable.loss: expected more than \(length) symbols, which is how far the table looks back, but got "
                + "\(ids.count)")
        require(
            ids.allSatisfy { (0..<kinds).contains($0) },
            "ContextTable.loss: expected symbols in 0..<\(kinds), but got others")
        var total = 0.0
        for place in length..<ids.count {
            var probability = 1 / Double(kinds)
            var context = 0
            for steps in 0...back {
                if steps > 0 {
                    let longer = Pair(context: context, symbol: ids[place - steps])
                    guard let number = levels[steps].numbers[longer] else { break }
                    context = number
                }
                let (all, different) = levels[steps].counts[context]
                guard all > 0 else { break }
                let followed = Pair(context: context, symbol: ids[place])
                let count = Double(levels[steps].successors[followed] ?? 0)
                probability = (count + Double(different) * probability) / Double(all + different)
            }
            total -= log(probability)
        }
        return total / Double(ids.count - length)
    }
}
