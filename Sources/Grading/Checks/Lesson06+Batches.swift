import Nabla

extension Lesson06 {
    // MARK: 6.6 mini-batches

    typealias Deal = (x: Tensor, y: [Int], order: [Int], size: Int)
    typealias Batch = (x: Tensor, y: [Int])

    static let batches: Check<Deal, [Batch]> = {
        var check = Check<Deal, [Batch]>(
            exercise: Exercise(
                id: "6.6", name: "batches", points: 2,
                hints: [
                    "Cut the order into pieces first; each piece says which samples make one batch.",
                    "The same piece picks the rows of x and the entries of y. `gathering` picks rows by their numbers.",
                    "`stride(from: 0, to: N, by: size)` gives the starts. Where does the last piece have to end?",
                ]),
            inputs: { generator in
                [deal(7, 3, &generator), deal(6, 2, &generator)]
            },
            show: { [Part("x", $0.x), Part("y", $0.y), Part("order", $0.order), Part("size", $0.size)] },
            results: { _, batches in
                [Part("number of batches", batches.count)]
                    + batches.enumerated().flatMap { index, batch in
                        [Part("batch \(index) x", batch.x), Part("batch \(index) y", batch.y)]
                    }
            },
            right: { dealt($0) })
        check.knows(
            "a", .offByOne,
            "The last batch, smaller than the others, is missing. Which samples are never seen?"
        ) { deal in dealt(deal).filter { $0.y.count == deal.size } }
        check.knows(
            "b", .pairing,
            "y kept its old order. Image and label travel together."
        ) { deal in paired(dealt(deal), dealt(deal, order: Array(deal.order.indices))) }
        check.knows(
            "d", .pairing,
            "x kept its old order. Image and label travel together."
        ) { deal in paired(dealt(deal, order: Array(deal.order.indices)), dealt(deal)) }
        check.knows(
            "e", .pairing,
            "Sample number k was put at place order[k]. Does the list say “take from” or “put to”?"
        ) { deal in dealt(deal, order: inverse(deal.order)) }
        check.knows(
            "f",
            "The last batch was filled up with samples from the front. How often may a sample count per "
                + "epoch?"
        ) { deal in
            let missing = (deal.size - deal.order.count % deal.size) % deal.size
            return dealt(deal, order: deal.order + deal.order.prefix(missing))
        }
        check.knows(
            "g", .offByOne,
            "Each batch begins one sample after the one before. Where does the next batch start?"
        ) { deal in
            (0...deal.order.count - deal.size).map { batch(deal, deal.order[$0..<$0 + deal.size]) }
        }
        check.knows(
            "c", .pairing,
            "x and y are in two different orders. Image and label travel together."
        ) { deal in paired(dealt(deal), dealt(deal, order: deal.order.reversed())) }
        check.recognises { deal, came in isMispaired(deal, came) }
        return check
    }()

    /// Samples whose order is neither the old one nor its own inverse; see `Fixture.tellsApart`.
    private static func deal(_ count: Int, _ size: Int, _ generator: inout SeededGenerator) -> Deal {
        (
            generator.halves([count, 2]), Array(0..<count).shuffled(using: &generator),
            Array(0..<count).shuffled(using: &generator), size
        )
    }

    private static func batch(_ deal: Deal, _ piece: ArraySlice<Int>) -> Batch {
        (deal.x.gathering(Array(piece)), piece.map { deal.y[$0] })
    }

    private static func dealt(_ deal: Deal, order: [Int]? = nil) -> [Batch] {
        let order = order ?? deal.order
        return stride(from: 0, to: order.count, by: deal.size).map { start in
            batch(deal, order[start..<min(start + deal.size, order.count)])
        }
    }

    private static func paired(_ x: [Batch], _ y: [Batch]) -> [Batch] { zip(x, y).map { ($0.x, $1.y) } }

    private static func inverse(_ order: [Int]) -> [Int] {
        var inverse = order
        for (place, sample) in order.enumerated() { inverse[sample] = place }
        return inverse
    }

    /// Whether one of x and y is right and the other holds the same samples in some other order.
    private static func isMispaired(_ deal: Deal, _ came: [Batch]) -> Bool {
        let right = dealt(deal)
        guard came.map(\.y.count) == right.map(\.y.count), came.map(\.x.shape) == right.map(\.x.shape) else {
            return false
        }
        let (xRight, yRight) = (came.map(\.x) == right.map(\.x), came.map(\.y) == right.map(\.y))
        let sameLabels = came.flatMap(\.y).sorted() == deal.y.sorted()
        let sameNumbers = came.flatMap { $0.x.scalars }.sorted() == deal.x.scalars.sorted()
        return xRight != yRight && sameLabels && sameNumbers
    }

    // MARK: 6.8 evaluation

    static let evaluate: Check<[ScoredBatch], (accuracy: Scalar, confusion: Tensor)> = {
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
                let sizes = [3, 3, 1]
                return [
                    sizes.map { size in
                        let labels = (0..<size).map { _ in Int.random(in: 0..<3, using: &generator) }
                        // No two scores of a row are equal, so that the answer is never a tie.
                        let scores = (0..<size).map { _ in
                            [-1.5, -0.5, 0.5, 1, 2].shuffled(using: &generator).prefix(4).map { Scalar($0) }
                        }
                        return (matrix(scores), labels)
                    }
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
        ) { (7 * evaluated($0).accuracy, evaluated($0).confusion) }
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
        return check
    }()

    private static func evaluated(_ batches: [ScoredBatch]) -> (accuracy: Scalar, confusion: Tensor) {
        var confusion = Tensor(zeros: [4, 4])
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
