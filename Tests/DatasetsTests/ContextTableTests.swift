import Datasets
import Foundation
import Testing

@Suite("Tables of what follows what")
struct ContextTableTests {
    @Test("by hand: abab, one symbol back")
    func byHand() {
        // Seen alone: a twice, b twice, two kinds. p(a) = p(b) = (2 + 2 · ½) / (4 + 2) = ½.
        // After a: b twice, one kind: p(b|a) = (2 + 1 · ½) / (2 + 1). After b: a once: p(a|b) = (1 + ½) / (1 + 1).
        let table = ContextTable(counting: [0, 1, 0, 1], symbols: 2, length: 1)
        let expected: Double = -(2 * log(2.5 / 3) + log(1.5 / 2)) / 3
        #expect(abs(table.loss(on: [0, 1, 0, 1], back: 1) - expected) < 1e-12)
        #expect(abs(table.loss(on: [0, 1, 0, 1], back: 0) - log(2)) < 1e-12)
        #expect(table.contextCount == 2)
    }

    @Test("the probabilities after a context sum to 1, also after one that was never seen")
    func sums() {
        let table = ContextTable(counting: [0, 1, 2, 0, 1, 1, 2, 0], symbols: 4, length: 2)
        for context in [[0, 1], [3, 3], [2, 3]] {
            let sum = (0..<4).reduce(0.0) { $0 + exp(-table.loss(on: context + [$1], back: 2)) }
            #expect(abs(sum - 1) < 1e-12)
        }
    }

    @Test("longer contexts always fit the counted text better")
    func training() {
        let ids = (0..<500).map { ($0 * $0 + $0 / 7) % 5 }
        let table = ContextTable(counting: ids, symbols: 5, length: 4)
        let losses = (0...4).map { table.loss(on: ids, back: $0) }
        #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
    }

    /// Method C word by word, by reading the whole text again for each prediction.
    private func probability(of symbol: Int, after context: ArraySlice<Int>, in ids: [Int], symbols: Int)
        -> Double
    {
        let shorter =
            context.isEmpty
            ? 1 / Double(symbols)
            : probability(of: symbol, after: context.dropFirst(), in: ids, symbols: symbols)
        let followers = ids.indices.filter { place in
            place >= context.count && ids[(place - context.count)..<place].elementsEqual(context)
        }.map { ids[$0] }
        guard !followers.isEmpty else { return shorter }
        let kinds = Double(Set(followers).count)
        let count = Double(followers.count { $0 == symbol })
        return (count + kinds * shorter) / (Double(followers.count) + kinds)
    }

    @Test(
        "counts are right however many symbols there are", arguments: [10, 255, 256, 257, 65_536, 1 << 40],
        [2, 8])
    func largeVocabularies(symbols: Int, length: Int) {
        // 5 … 9 and 5 … 8 over and over, and what stands between them depends on what stands nine places back.
        let ids = (0..<90).map { $0 % 10 == 9 ? ($0 / 10) % 5 : 5 + $0 % 5 }
        let table = ContextTable(counting: ids, symbols: symbols, length: length)
        let loss = (length..<ids.count).reduce(0.0) { sum, place in
            sum
                - log(
                    probability(
                        of: ids[place], after: ids[(place - length)..<place], in: ids, symbols: symbols))
        }
        #expect(abs(table.loss(on: ids, back: length) - loss / Double(ids.count - length)) < 1e-12)
    }

    @Test("a text that is too short to look back on is refused with the reason")
    func tooShort() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ContextTable(counting: [0, 1, 0], symbols: 2, length: 3).loss(on: [0, 1, 0], back: 2)
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected more than 3 symbols"))
    }
}
