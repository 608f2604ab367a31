import Tensors

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A table of what follows what: predicts the next symbol from the last few by counting, and knows nothing else.
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
    /// For each length of context, by the number that the context makes when its symbols are read as digits.
    private var contexts: [[UInt64: (count: Int, kinds: Int)]] = []
    private var successors: [[UInt64: Int]] = []

    /// Counts a text. `ids` are numbers in 0..<K with K = `symbols`.
    public init(counting ids: [Int], symbols: Int, length: Int) {
        require(
            length >= 0 && length <= 8 && ids.allSatisfy { (0..<symbols).contains($0) },
            "ContextTable: expected a length of 0 to 8 and symbols in 0..<\(symbols), but got length \(length)"
        )
        (self.length, kinds) = (length, symbols)
        for back in 0...length {
            var context: [UInt64: (count: Int, kinds: Int)] = [:]
            var successor: [UInt64: Int] = [:]
            for place in back..<max(back, ids.count) {
                let code = code(of: ids, back: back, before: place)
                let pair = code &* UInt64(kinds) &+ UInt64(ids[place])
                let seen = successor[pair, default: 0]
                successor[pair] = seen + 1
                context[code, default: (0, 0)].count += 1
                if seen == 0 { context[code]!.kinds += 1 }
            }
            contexts.append(context)
            successors.append(successor)
        }
    }

    /// How many different contexts of full length there are.
    public var contextCount: Int { contexts[length].count }

    /// The mean of −ln p over a text: how surprised the table is by a symbol, in natural units. It looks back `back`
    /// symbols, at most its own length.
    public func loss(on ids: [Int], back: Int) -> Double {
        require(
            back >= 0 && back <= length, "ContextTable: expected to look back 0…\(length), but got \(back)")
        var total = 0.0
        for place in length..<ids.count {
            var probability = 1 / Double(kinds)
            for steps in 0...back {
                let code = code(of: ids, back: steps, before: place)
                guard let seen = contexts[steps][code] else { break }
                let pair = code &* UInt64(kinds) &+ UInt64(ids[place])
                let count = Double(successors[steps][pair] ?? 0)
                probability = (count + Double(seen.kinds) * probability) / Double(seen.count + seen.kinds)
            }
            total -= log(probability)
        }
        return total / Double(ids.count - length)
    }

    /// The symbols before a place, read as the digits of one number.
    private func code(of ids: [Int], back: Int, before place: Int) -> UInt64 {
        var code: UInt64 = 0
        for i in (place - back)..<place { code = code &* UInt64(kinds) &+ UInt64(ids[i]) }
        return code
    }
}
