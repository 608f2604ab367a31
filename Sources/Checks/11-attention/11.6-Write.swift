// 11.6 write
// points: 2
// minutes: 15
// difficulty: medium
// hint: A list begins with the start symbol. What is handed to `next`, and what becomes of its answer?
// hint: Ask, take the index of the highest score, and decide: is it the end, or a letter to append? Then ask again.
// hint: The list that is handed over is always start + all letters so far. Without the start it is the answer; it must
//   not grow beyond limit letters.

import Grading
import Nabla

/// A decoder as a table, asked from a start.
struct Writing {
    var table: Tensor, start: Int, end: Int, limit: Int

    /// A score for each letter: every letter so far, by its place, adds a row.
    func scores(after past: [Int]) -> [Scalar] {
        var sum = Tensor(zeros: [table.shape[1]])
        for (place, letter) in past.enumerated() { sum = sum + table[place % table.shape[0], letter] }
        return sum.scalars
    }

    func best(after past: [Int]) -> Int { Tensor(scores(after: past)).argmax() }

    /// Letters by greedy decoding, right unless told otherwise.
    func written(
        limit: Int? = nil, stops: Bool = true, showing: ([Int]) -> [Int] = { $0 },
        choosing: (Writing, [Int]) -> Int = { $0.best(after: $1) }
    ) -> [Int] {
        var letters = [start]
        while letters.count <= limit ?? self.limit {
            let next = choosing(self, showing(letters))
            if next == end && stops { break }
            letters.append(next)
        }
        return Array(letters.dropFirst())
    }

    var endsByItself: Bool { written().count < limit }
}

let write = Check<Writing, [Int]> { c in
    c.inputs { generator in
        // One that ends by itself and two that are cut at the limit; each depends on its whole past. In the last all scores
        // are below 0.
        var cases = [true, false, false].map { ends in
            drawn(ends, letters: ends ? 7 : 6, limit: ends ? 6 : 5, &generator)
        }
        cases[2].table = cases[2].table - 20
        return cases
    }
    c.shows { [Part("start", $0.start), Part("end", $0.end), Part("limit", $0.limit)] }
    c.right { $0.written() }
    c.wrong(.memory, "Only the last letter was handed over. The next one depends on all letters so far.") {
        $0.written(showing: { [$0[$0.count - 1]] })
    }
    c.wrong(.memory, "The decoder is asked after the start alone, every time. What has been written so far?") {
        $0.written(showing: { [$0[0]] })
    }
    c.wrong("It does not stop at the end symbol. What did the end symbol mean?") { $0.written(stops: false) }
    c.wrong("The start symbol is in the answer. It is no letter of the word.") { [$0.start] + $0.written() }
    c.wrong("The end symbol is in the answer. It is no letter of the word.") {
        $0.written() + ($0.endsByItself ? [$0.end] : [])
    }
    c.wrong("Start and end symbol are in the answer. Neither is a letter of the word.") {
        [$0.start] + $0.written() + ($0.endsByItself ? [$0.end] : [])
    }
    c.wrong(
        .offByOne, "The limit counts the start symbol: one letter too few is written. How many letters may there be?"
    ) {
        $0.written(limit: $0.limit - 1)
    }
    c.wrong(.offByOne, "One letter more than the limit is written. Compare before you append.") {
        $0.written(limit: $0.limit + 1)
    }
    c.wrong("The past is handed over without the start symbol. In training every word began with it.") {
        $0.written(showing: { $0.count > 1 ? Array($0.dropFirst()) : $0 })
    }
    c.wrong(
        .memory, "The past is handed over without its newest letter. What was written last has to be known to go on.",
        { $0.written(showing: { $0.count > 1 ? Array($0.dropLast()) : $0 }) })
    c.wrong("The past is handed over in reverse. The decoder reads from the start to the newest letter.") {
        $0.written(showing: { $0.reversed() })
    }
    c.wrong(.sign, "The letter with the lowest score was taken. Which score belongs to the best letter?") { input in
        input.written(choosing: { writing, past in
            Tensor(writing.scores(after: past).map { -$0 }).argmax()
        })
    }
    c.wrong(
        .startValue,
        "Where all scores are below 0 symbol 0 is taken: the search starts at 0. What is smaller than every score?",
        forEach: [0, -1] as [Scalar]
    ) { input, start in
        input.written(choosing: { writing, past in
            writing.scores(after: past).max()! > start ? writing.best(after: past) : 0
        })
    }
    c.wrong("The end symbol was left out of the choice: the best of the others was taken until the limit.") { input in
        input.written(choosing: { writing, past in
            var scores = writing.scores(after: past)
            scores[writing.end] = -.infinity
            return Tensor(scores).argmax()
        })
    }
    c.wrong("Nothing is written. Ask, append, and ask again.") { _ in [] }
    c.wrong("Only the first letter is written. Append it and ask again.") { Array($0.written().prefix(1)) }
    c.constant("the limit", [3, 10]) { $0.written(limit: $1) }
    c.accepts("the highest probability in place of the highest score") { input in
        input.written(choosing: { writing, past in softmax(Tensor(writing.scores(after: past))).argmax() })
    }
}

/// A decoder whose greedy answer ends by itself after some letters, or does not, with scores that are clearly apart.
/// The usual mistakes all write something else.
private func drawn(_ ends: Bool, letters: Int, limit: Int, _ generator: inout SeededGenerator) -> Writing {
    while true {
        let signs = Array(0..<letters).shuffled(using: &generator)
        let writing = Writing(
            table: Tensor(randomNormal: [limit + 2, letters, letters], standardDeviation: 2, using: &generator),
            start: signs[0], end: signs[1], limit: limit)
        let right = writing.written()
        guard ends ? (3...limit - 2).contains(right.count) : right.count == limit, !right.contains(writing.start),
            Set(right).count >= 3
        else { continue }
        // After the limit it would go on, and not with the end: one letter too many must show.
        let more = writing.best(after: [writing.start] + right)
        guard ends || more != writing.end else { continue }
        let gaps = (0...right.count).map { count in
            let sorted = writing.scores(after: [writing.start] + right.prefix(count)).sorted()
            return sorted[sorted.count - 1] - sorted[sorted.count - 2]
        }
        let others = [
            writing.written(showing: { [$0[$0.count - 1]] }), writing.written(showing: { [$0[0]] }),
            writing.written(showing: { $0.count > 1 ? Array($0.dropFirst()) : $0 }),
            writing.written(showing: { $0.count > 1 ? Array($0.dropLast()) : $0 }),
            writing.written(showing: { $0.reversed() }),
        ]
        if gaps.min()! > 0.1, !others.contains(right), Set(others).count == others.count { return writing }
    }
}
