// 6.6 batches
// points: 2
// minutes: 10
// difficulty: easy
// section: An epoch is many small steps
// hint: Cut the order into pieces first; each piece says which samples make one batch.
// hint: The same piece picks the rows of x and the entries of y. `gathering` picks rows by their numbers.
// hint: `stride(from: 0, to: N, by: size)` gives the starts. Where does the last piece have to end?

import Exercises
import Grading
import Nabla

typealias Batch = (x: Tensor, y: [Int])

struct Deal {
    var x: Tensor, y: [Int], order: [Int], size: Int

    var count: Int { order.count }
    var unshuffled: [Int] { Array(order.indices) }
    var inverse: [Int] { order.indices.map { order.firstIndex(of: $0)! } }

    func batch(_ piece: ArraySlice<Int>) -> Batch { (x.gathering(Array(piece)), piece.map { y[$0] }) }

    func dealt(_ other: [Int]? = nil, size: Int? = nil) -> [Batch] {
        let (order, size) = (other ?? order, size ?? self.size)
        return stride(from: 0, to: order.count, by: size).map { batch(order[$0..<min($0 + size, order.count)]) }
    }

    /// x in one order, y in another.
    func paired(x: [Int]? = nil, y: [Int]? = nil) -> [Batch] { zip(dealt(x), dealt(y)).map { ($0.x, $1.y) } }

    func keeping(features: Int) -> Deal { Deal(x: x[.all, 0..<features], y: y, order: order, size: size) }
}

let batches = Check<Deal, [Batch]> { c in
    c.inputs { generator in
        // A smaller last batch, none, and one batch that is smaller than the size.
        [deal(6, 3, size: 4, &generator), deal(9, 4, size: 3, &generator), deal(5, 6, size: 7, &generator)]
    }
    c.compares { _, came in [Part("number of batches", came.list?.count ?? 0)] + Part.parts(of: came, named: "batch") }
    c.right { $0.dealt() }
    c.wrong(.offByOne, "The last batch, smaller than the others, is missing. Which samples are never seen?") { deal in
        deal.dealt().filter { $0.y.count == deal.size }
    }
    c.wrong(.pairing, "y kept its old order. Image and label travel together.") { $0.paired(y: $0.unshuffled) }
    c.wrong(.pairing, "x kept its old order. Image and label travel together.") { $0.paired(x: $0.unshuffled) }
    c.wrong(.pairing, "Sample number k was put at place order[k]. Does the list say “take from” or “put to”?") {
        $0.dealt($0.inverse)
    }
    c.wrong("The last batch was filled up with samples from the front. How often may a sample count per epoch?") {
        $0.dealt($0.order + $0.order.prefix(($0.size - $0.count % $0.size) % $0.size))
    }
    c.wrong(
        .offByOne, "Each batch begins one sample after the one before. Where does the next batch start?",
        { deal in (0...max(0, deal.count - deal.size)).map { deal.batch(deal.order[$0...].prefix(deal.size)) } },
        { deal in deal.order.indices.map { deal.batch(deal.order[$0...].prefix(deal.size)) } })
    c.constant("The size of a batch", [2, 4, 3, 128]) { $0.dealt(size: $1) }
    c.wrong("Only the first features are dealt. How many there are differs from call to call.", forEach: [3, 2, 1]) {
        $0.keeping(features: $1).dealt()
    }
    c.wrong("The order is not used: every epoch would look the same.") { $0.dealt($0.unshuffled) }
    c.wrong(.offByOne, "There is an empty batch at the end when the size divides the number of samples.") { deal in
        let empty = (x: Tensor(zeros: [0, deal.x.shape[1]]), y: [Int]())
        return deal.dealt() + (deal.count % deal.size == 0 ? [empty] : [])
    }
    c.wrong("Only the first batch came. An epoch shows every sample once.") { [$0.dealt()[0]] }
    c.wrong("There are no batches. An epoch shows every sample once.") { _ in [] }
    c.recognises(
        "Each sample comes once and with its label, but not in the given order. The shuffling has been done: take the samples as `order` names them.",
        { Dealt($1).isReordered($0) }, example: { $0.dealt($0.order.reversed()) })
    c.recognises(
        .pairing, "x and y are in two different orders. Image and label travel together.",
        { Dealt($1).isMispaired($0) }, example: { $0.paired(y: $0.order.reversed()) })
}

/// Samples whose order is neither the old one nor its own inverse; see `PreparedCases.tellsApart`.
private func deal(_ count: Int, _ features: Int, size: Int, _ generator: inout SeededGenerator) -> Deal {
    let (x, labels) = (generator.halves([count, features]), Array(0..<count).shuffled(using: &generator))
    return Deal(x: x, y: labels, order: Array(0..<count).shuffled(using: &generator), size: size)
}

/// Batches that came, as far as their shapes are right.
private struct Dealt {
    let batches: [Batch]

    init(_ came: WireValue) {
        batches = (came.list ?? []).compactMap { batch in
            guard let x = batch.x.tensor, let y = batch.y.list?.compactMap({ $0.number.flatMap { Int(exactly: $0) } })
            else {
                return nil
            }
            return (x, y)
        }
    }

    var labels: [Int] { batches.flatMap(\.y) }

    func hasShapes(of right: [Batch]) -> Bool {
        batches.map(\.y.count) == right.map(\.y.count) && batches.map(\.x.shape) == right.map(\.x.shape)
    }

    /// Whether the right samples came, each with its label, in batches of the right sizes.
    func isReordered(_ deal: Deal) -> Bool {
        guard hasShapes(of: deal.dealt()), labels.sorted() == deal.y.sorted() else { return false }
        return batches.allSatisfy { batch in batch.x == deal.x.gathering(batch.y.map { deal.y.firstIndex(of: $0)! }) }
    }

    /// Whether one of x and y is right and the other holds the same samples in some other order.
    func isMispaired(_ deal: Deal) -> Bool {
        let right = deal.dealt()
        guard hasShapes(of: right), labels.sorted() == deal.y.sorted() else { return false }
        let (xRight, yRight) = (batches.map(\.x) == right.map(\.x), batches.map(\.y) == right.map(\.y))
        return xRight != yRight && batches.flatMap { $0.x.scalars }.sorted() == deal.x.scalars.sorted()
    }
}
