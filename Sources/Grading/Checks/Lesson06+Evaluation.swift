import Nabla

extension Lesson06 {
    // MARK: 6.8 evaluation

    static var evaluate: Check<[ScoredBatch], (accuracy: Scalar, confusion: Tensor)> {
        var check = Check<[ScoredBatch], (accuracy: Scalar, confusion: Tensor)>(
            exercise: Exercise(
                id: "6.8", name: "evaluate", points: 2,
                hints: [
                    "Count first, divide last. What has to be counted over all batches?",
                    "Every sample adds 1 to one cell of the table: its row is the truth, its column the answer.",
                    "The accuracy can be read off the finished table: which cells hold the right answers, "
                        + "and what is the sum of all cells?",
                ]),
            inputs: { generator in
                [
                    scored(5, [3, 3, 1], &generator), scored(4, [4, 4, 4, 2], &generator),
                    scored(3, [5], &generator),
                ]
            },
            show: { batches in
                batches.enumerated().flatMap { index, batch in
                    [
                        Part("batch \(index) scores", batch.scores),
                        Part("batch \(index) labels", batch.labels),
                    ]
                }
            },
            results: { [Part("accuracy", $1.accuracy), Part("confusion", $1.confusion)] },
            right: { evaluated($0) })
        check.knows(
            "a", .transpose,
            "The table is mirrored: its rows are the answers. Say which axis is the truth before you "
                + "count."
        ) { (evaluated($0).accuracy, evaluated($0).confusion.transposed()) }
        check.knows(
            "b", .meanOfRatios,
            "This is the mean of the batches' accuracies. A small batch must not count as much as a large "
                + "one."
        ) { batches in
            let accuracies = batches.map { evaluated([$0]).accuracy }
            return (accuracies.reduce(0, +) / Scalar(accuracies.count), evaluated(batches).confusion)
        }
        check.knows(
            "c",
            "This is the share of wrong answers. Right or wrong ones?"
        ) { (1 - evaluated($0).accuracy, evaluated($0).confusion) }
        check.knows(
            "d",
            "This is a percentage. A fraction between 0 and 1 was asked."
        ) { (100 * evaluated($0).accuracy, evaluated($0).confusion) }
        check.knows(
            "e",
            "This is the number of right answers. Of how many?"
        ) { (evaluated($0).confusion.sum() * evaluated($0).accuracy, evaluated($0).confusion) }
        check.knows(
            "f",
            "The rows of the table sum to 1. Counts were asked.",
            { batches in
                let (accuracy, confusion) = evaluated(batches)
                return (accuracy, confusion / confusion.sum(alongAxes: 1, keepingAxes: true))
            },
            { batches in
                let (accuracy, confusion) = evaluated(batches)
                return (
                    accuracy, confusion / maximum(confusion.sum(alongAxes: 1, keepingAxes: true), Tensor(1))
                )
            }
        )
        check.knows(
            "g", .sign,
            "The smallest score wins here. Which score belongs to the class that is chosen?"
        ) { batches in evaluated(batches.map { (-$0.scores, $0.labels) }) }
        check.knows(
            "h",
            "The table ends at the largest label that occurs. The number of classes is that of the scores."
        ) { batches in
            let (accuracy, confusion) = evaluated(batches)
            let classes = batches.flatMap(\.labels).max()! + 1
            return (accuracy, confusion[0..<classes, 0..<classes])
        }
        check.knows(
            "i",
            "The number of classes is written in the code. It differs from call to call: ask the scores.",
            { batches in (evaluated(batches).accuracy, padded(evaluated(batches).confusion, to: 10)) },
            { batches in (evaluated(batches).accuracy, padded(evaluated(batches).confusion, to: 5)) }
        )
        check.knows(
            "j",
            "Divided by a number that is written in the code. How many samples there are differs from "
                + "call to call.",
            { batches in (rightCount(batches) / 7, evaluated(batches).confusion) },
            { batches in (rightCount(batches) / 3, evaluated(batches).confusion) },
            { batches in (rightCount(batches) / 10_000, evaluated(batches).confusion) }
        )
        check.knows(
            "k",
            "Every batch was counted as if it were full. The last one may be smaller."
        ) { batches in
            let size = Scalar(batches.count * batches[0].labels.count)
            return (rightCount(batches) / size, evaluated(batches).confusion)
        }
        check.knows(
            "l",
            "Only the first batches were looked at. How many there are differs from call to call.",
            { batches in evaluated(Array(batches.prefix(1))) },
            { batches in evaluated(Array(batches.prefix(2))) },
            { batches in evaluated(Array(batches.prefix(3))) }
        )
        check.knows(
            "m", .accumulate,
            "Only the last batch is left. Counts have to survive from batch to batch.",
            { batches in evaluated([batches.last!]) },
            { batches in (evaluated(batches).accuracy, evaluated([batches.last!]).confusion) }
        )
        check.knows(
            "n", .accumulate,
            "No cell holds more than 1. A cell grows with every sample that falls into it."
        ) { batches in (evaluated(batches).accuracy, minimum(evaluated(batches).confusion, Tensor(1))) }
        check.knows(
            "o",
            "Nothing was counted.",
            { batches in (0, Tensor(zeros: evaluated(batches).confusion.shape)) },
            { batches in (evaluated(batches).accuracy, Tensor(zeros: evaluated(batches).confusion.shape)) }
        )
        check.knows(
            "p",
            "Only right answers are in the table. Where it errs is what the other cells should tell."
        ) { batches in
            let (accuracy, confusion) = evaluated(batches)
            return (accuracy, confusion * Tensor(identity: confusion.shape[0]))
        }
        return check
    }

    /// Batches of the given sizes. No two scores of a row are equal, so that the answer is never a tie; the top class
    /// is no sample's label.
    private static func scored(
        _ classes: Int, _ sizes: [Int], _ generator: inout SeededGenerator
    ) -> [ScoredBatch] {
        sizes.map { size in
            let deck: [Scalar] = [-2, -1.5, -0.5, 0.5, 1, 2, 2.5]
            let scores = (0..<size).map { _ in Array(deck.shuffled(using: &generator).prefix(classes)) }
            let labels = (0..<size).map { _ in Int.random(in: 0..<classes - 1, using: &generator) }
            return (matrix(scores), labels)
        }
    }

    private static func rightCount(_ batches: [ScoredBatch]) -> Scalar {
        let (accuracy, confusion) = evaluated(batches)
        return accuracy * confusion.sum()
    }

    private static func padded(_ confusion: Tensor, to classes: Int) -> Tensor {
        var table = Tensor(zeros: [classes, classes])
        table[0..<confusion.shape[0], 0..<confusion.shape[0]] = confusion
        return table
    }

    private static func evaluated(_ batches: [ScoredBatch]) -> (accuracy: Scalar, confusion: Tensor) {
        let classes = batches[0].scores.shape[1]
        var confusion = Tensor(zeros: [classes, classes])
        var (right, count) = (0, 0)
        for batch in batches {
            for (answer, truth) in zip(batch.scores.argmax(alongAxis: 1), batch.labels) {
                confusion[truth, answer] = confusion[truth, answer] + 1
                right += answer == truth ? 1 : 0
                count += 1
            }
        }
        return (Scalar(right) / Scalar(count), confusion)
    }
}
