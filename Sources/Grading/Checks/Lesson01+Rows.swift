import Nabla

extension Lesson01 {
    // MARK: 1.6 argmax

    static var argmax: Check<Tensor, [Int]> {
        var check = Check<Tensor, [Int]>(
            exercise: Exercise(
                id: "1.6", name: "argmax", points: 1, byHand: [".argmax"],
                hints: [
                    "Keep the place of the best score so far, not the score.",
                    "Where may the search begin? Think of a row in which all scores are negative.",
                    "With two equal scores the first one wins. Which comparison keeps the earlier place?",
                ]),
            inputs: { generator in [scores([5, 4], &generator), scores([7, 6], &generator)] },
            show: { [Part("x", $0)] },
            results: { [Part("places", $1)] },
            right: { places($0) { $0 > $1 } })
        check.knows(
            "a",
            "These are the largest scores. Where they stand was asked, not how large they are."
        ) { x in rows(x).map { Int($0.max()!) } }
        check.knows(
            "b", .axis,
            "One answer for each column. There is one for each sample: which axis counts the samples?"
        ) { x in places(x.transposed()) { $0 > $1 } }
        check.knows(
            "c", .startValue,
            "The best score so far starts at 0, and no negative score beats it. Start with one of the candidates."
        ) { x in
            rows(x).map { row in
                var (best, place) = (Scalar(0), 0)
                for (column, score) in row.enumerated() where score > best { (best, place) = (score, column) }
                return place
            }
        }
        check.knows(
            "d", .tie,
            "Of two equal scores the last one wins here. The task gives it to the first."
        ) { x in places(x) { $0 >= $1 } }
        check.knows(
            "e",
            "The places run on from row to row. In every row they start again at 0."
        ) { x in places(x) { $0 > $1 }.enumerated().map { $0 * x.shape[1] + $1 } }
        check.knows(
            "f",
            "The largest size won, whatever its sign. A large negative score is a low one."
        ) { x in places(x) { abs($0) > abs($1) } }
        check.knows(
            "g", .offByOne,
            "Every place is one too large. The first class has number 0."
        ) { x in places(x) { $0 > $1 }.map { $0 + 1 } }
        check.knows(
            "h",
            "Only three columns are looked at, as many as in the example. How many does this x have?"
        ) { x in places(x[.all, 0..<3]) { $0 > $1 } }
        check.knows(
            "i", .sign,
            "These are the places of the lowest scores."
        ) { x in places(x) { $0 < $1 } }
        check.knows(
            "j",
            "One place for the whole tensor. Every row has an answer of its own."
        ) { [$0.argmax()] }
        check.knows(
            "k", .offByOne,
            "The last column is never looked at. Where does the loop over the columns end?"
        ) { x in places(x[.all, 0..<(x.shape[1] - 1)]) { $0 > $1 } }
        check.accepts("by the engine") { $0.argmax(alongAxis: 1) }
        return check
    }

    /// Scores with a tie, a row of negative ones, a row whose largest size is negative, and one that peaks last.
    private static func scores(_ shape: [Int], _ generator: inout SeededGenerator) -> Tensor {
        let columns = shape[1]
        let lows = Array(1...columns).map { -Scalar($0) / 2 }
        func row(best: Int, _ values: [Scalar]) -> [Scalar] {
            var row = values.sorted().shuffled(using: &generator)
            row.swapAt(best, row.firstIndex(of: row.max()!)!)
            return row
        }
        var all: [[Scalar]] = []
        var tie = row(best: 0, lows.map { $0 + 1 })
        tie[0] = 3
        tie[2] = 3
        all.append(tie)
        all.append(row(best: Int.random(in: 1..<3, using: &generator), lows))
        var large = row(best: 1, lows.map { $0 + 2 })
        large[0] = -9
        all.append(large)
        all.append(row(best: columns - 1, lows.map { $0 + 2.5 }))
        while all.count < shape[0] {
            all.append(row(best: Int.random(in: 0..<columns, using: &generator), lows.map { $0 + 2.5 }))
        }
        return matrix(all.shuffled(using: &generator))
    }

    /// For each row the place of a score that beats all before it.
    private static func places(_ x: Tensor, _ beats: (Scalar, Scalar) -> Bool) -> [Int] {
        rows(x).map { row in
            row.indices.dropFirst().reduce(0) { best, place in beats(row[place], row[best]) ? place : best }
        }
    }

    // MARK: 1.7 oneHot

    typealias Named = (labels: [Int], classes: Int)

    static var oneHot: Check<Named, Tensor> {
        var check = Check<Named, Tensor>(
            exercise: Exercise(
                id: "1.7", name: "oneHot", points: 1, byHand: ["oneHot:"],
                hints: [
                    "What is the shape of the answer? Begin with so many zeros.",
                    "In row i there is a single 1. In which column?",
                    "Loop over the labels together with their numbers: `for (i, label) in labels.enumerated()`.",
                ]),
            inputs: { generator in
                // Fewer labels than classes; neither the top class nor one in the middle occurs, one occurs twice.
                func named(_ count: Int, _ classes: Int) -> Named {
                    let others = Array(1..<(classes - 1)).shuffled(using: &generator).prefix(count - 2)
                    return (([0, others[0]] + others).shuffled(using: &generator), classes)
                }
                return [named(4, 6), named(5, 9)]
            },
            show: { [Part("labels", $0.labels), Part("classes", $0.classes)] },
            results: { [Part("rows", $1)] },
            right: { Tensor(oneHot: $0.labels, classes: $0.classes) })
        check.knows(
            "a", .transpose,
            "Here each column is a sample. One row for every label."
        ) { Tensor(oneHot: $0.labels, classes: $0.classes).transposed() }
        check.knows(
            "b",
            "The number of classes was taken from the largest label. It belongs to the problem, not to these labels."
        ) { Tensor(oneHot: $0.labels, classes: $0.labels.max()! + 1) }
        check.knows(
            "c",
            "The columns count only the labels that occur. A column must mean the same class for every batch."
        ) { input in
            let occurring = Set(input.labels).sorted()
            return Tensor(
                oneHot: input.labels.map { occurring.firstIndex(of: $0)! }, classes: occurring.count)
        }
        check.knows(
            "d",
            "The label itself stands in its place. The place says which class it is; the number there is always 1."
        ) { input in
            Tensor(oneHot: input.labels, classes: input.classes)
                * Tensor(input.labels.map { Scalar($0) }).expanded(atAxis: 1)
        }
        check.knows(
            "e", .offByOne,
            "Every 1 stands one column too far to the left. Is class 0 the first column?"
        ) { input in
            Tensor(
                oneHot: input.labels.map { ($0 + input.classes - 1) % input.classes }, classes: input.classes)
        }
        check.knows(
            "f",
            "The ones drift from row to row. On the strip a row of the result is as long as there are classes."
        ) { input in
            var strip = [Scalar](repeating: 0, count: input.labels.count * input.classes)
            for (sample, label) in input.labels.enumerated() {
                strip[sample * input.labels.count + label] = 1
            }
            return Tensor(scalars: strip, shape: [input.labels.count, input.classes])
        }
        check.knows(
            "g",
            "There are always ten columns. How many classes there are comes with the call."
        ) { Tensor(oneHot: $0.labels, classes: 10) }
        check.knows(
            "h",
            "Ones and zeros are exchanged."
        ) { 1 - Tensor(oneHot: $0.labels, classes: $0.classes) }
        check.knows(
            "i", .accumulate,
            "Only the last label has its 1. Each row gets one of its own."
        ) { input in
            var x = Tensor(zeros: [input.labels.count, input.classes])
            x[input.labels.count - 1, input.labels.last!] = 1
            return x
        }
        return check
    }
}
