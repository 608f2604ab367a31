import Nabla

extension Lesson06 {
    // MARK: 6.6 mini-batches

    typealias Deal = (x: Tensor, y: [Int], order: [Int], size: Int)
    typealias Batch = (x: Tensor, y: [Int])

    static var batches: Check<Deal, [Batch]> {
        var check = Check<Deal, [Batch]>(
            exercise: Exercise(
                id: "6.6", name: "batches", points: 2,
                hints: [
                    "Cut the order into pieces first; each piece says which samples make one batch.",
                    "The same piece picks the rows of x and the entries of y. `gathering` picks rows by their numbers.",
                    "`stride(from: 0, to: N, by: size)` gives the starts. Where does the last piece have to end?",
                ]),
            inputs: { generator in
                // A smaller last batch, none, and one batch that is smaller than the size.
                [
                    deal(6, 3, size: 4, &generator), deal(9, 4, size: 3, &generator),
                    deal(5, 6, size: 7, &generator),
                ]
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
            let starts = 0...max(0, deal.order.count - deal.size)
            return starts.map { batch(deal, deal.order[$0..<min($0 + deal.size, deal.order.count)]) }
        }
        check.knows(
            "h",
            "The size of a batch is written in the code. It comes with the call.",
            { dealt(($0.x, $0.y, $0.order, 2)) }, { dealt(($0.x, $0.y, $0.order, 4)) },
            { dealt(($0.x, $0.y, $0.order, 3)) }, { dealt(($0.x, $0.y, $0.order, 128)) }
        )
        check.knows(
            "i",
            "Only the first features are dealt. How many there are differs from call to call.",
            { deal in narrow(deal, features: 3) }, { deal in narrow(deal, features: 2) },
            { deal in narrow(deal, features: 1) }
        )
        check.knows(
            "j",
            "The order is not used: every epoch would look the same."
        ) { deal in dealt(deal, order: Array(deal.order.indices)) }
        check.knows(
            "k", .offByOne,
            "There is an empty batch at the end when the size divides the number of samples."
        ) { deal in
            let empty = (x: Tensor(zeros: [0, deal.x.shape[1]]), y: [Int]())
            return dealt(deal) + (deal.order.count % deal.size == 0 ? [empty] : [])
        }
        check.knows(
            "l",
            "Only the first batch came. An epoch shows every sample once."
        ) { deal in [dealt(deal)[0]] }
        check.knows(
            "m",
            "There are no batches. An epoch shows every sample once."
        ) { _ in [] }
        check.knows(
            "n",
            "Each sample comes once and with its label, but not in the given order. The shuffling has "
                + "been done: take the samples as `order` names them."
        ) { deal in dealt(deal, order: deal.order.reversed()) }
        check.recognises { deal, came in isReordered(deal, came) }
        check.knows(
            "c", .pairing,
            "x and y are in two different orders. Image and label travel together."
        ) { deal in paired(dealt(deal), dealt(deal, order: deal.order.reversed())) }
        check.recognises { deal, came in isMispaired(deal, came) }
        return check
    }

    /// Samples whose order is neither the old one nor its own inverse; see `Fixture.tellsApart`.
    private static func deal(
        _ count: Int, _ features: Int, size: Int, _ generator: inout SeededGenerator
    ) -> Deal {
        (
            generator.halves([count, features]), Array(0..<count).shuffled(using: &generator),
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

    private static func narrow(_ deal: Deal, features: Int) -> [Batch] {
        dealt((deal.x[.all, 0..<features], deal.y, deal.order, deal.size))
    }

    private static func paired(_ x: [Batch], _ y: [Batch]) -> [Batch] { zip(x, y).map { ($0.x, $1.y) } }

    private static func inverse(_ order: [Int]) -> [Int] {
        var inverse = order
        for (place, sample) in order.enumerated() { inverse[sample] = place }
        return inverse
    }

    /// Whether the right samples came, each with its label, in batches of the right sizes.
    private static func isReordered(_ deal: Deal, _ came: [Batch]) -> Bool {
        let right = dealt(deal)
        guard came.map(\.y.count) == right.map(\.y.count), came.map(\.x.shape) == right.map(\.x.shape) else {
            return false
        }
        return zip(came.flatMap { rows($0.x) }, came.flatMap(\.y)).allSatisfy { row, label in
            deal.y.firstIndex(of: label).map { deal.x[$0].scalars == row } ?? false
        } && came.flatMap(\.y).sorted() == deal.y.sorted()
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
}
