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
}
