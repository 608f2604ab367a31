// 10.6 detectionLoss
// points: 3
// minutes: 20
// difficulty: hard
// hint: Do the example cell by cell. Which of the three parts does a cell with an object have, and which an empty one?
// hint: The target's certainty is 1 or 0, so it can choose: times it for cells with an object, times (1 − it) for empty ones.
// hint: Sum all parts over all cells of all pictures, with the weights 5, 1 and ½ outside the squares; then divide once, by the
//   number of pictures.

import Grading
import Nabla

struct CellAnswers: Sendable {
    var predicted: Tensor, target: Tensor

    var pictures: Scalar { Scalar(predicted.shape[0]) }
    var cells: Scalar { Scalar(predicted.shape[1]) }
    private func part(_ t: Tensor, _ range: Range<Int>) -> Tensor { t[.all, .all, range] }
    var mask: Tensor { target[.all, .all, 4] }
    var certainty: Tensor { predicted[.all, .all, 4] }
    /// Squared errors of places and of sizes in each cell.
    var places: Tensor { square(part(predicted, 0..<2) - part(target, 0..<2)).sum(alongAxes: 2) }
    var sizes: Tensor { square(sqrt(part(predicted, 2..<4)) - sqrt(part(target, 2..<4))).sum(alongAxes: 2) }
    var plainSizes: Tensor { square(part(predicted, 2..<4) - part(target, 2..<4)).sum(alongAxes: 2) }

    /// The sum over all cells, put together from its parts.
    func sum(
        box: Scalar = 5, object: Scalar = 1, empty: Scalar = 0.5, sizes: Tensor? = nil, boxMask: Tensor? = nil
    ) -> Scalar {
        let boxes = (boxMask ?? mask) * box * (places + (sizes ?? self.sizes))
        let certain = mask * object * square(certainty - mask) + (1 - mask) * empty * square(certainty)
        return (boxes + certain).sum()
    }
    var right: Scalar { sum() / pictures }
}

let detectionLoss = Check<CellAnswers, Scalar>(result: "loss") { c in
    c.inputs { generator in [cellAnswers(2, 4, &generator), cellAnswers(3, 5, &generator)] }
    c.right { $0.right }
    c.wrong("The roots of width and height are missing. Two pixels matter more on a small box.") {
        $0.sum(sizes: $0.plainSizes) / $0.pictures
    }
    c.wrong("The root of the difference was taken, not the difference of the roots.") {
        let differences = abs($0.predicted[.all, .all, 2..<4] - $0.target[.all, .all, 2..<4])
        return $0.sum(sizes: differences.sum(alongAxes: 2)) / $0.pictures
    }
    c.wrong("All parts count alike. The text gives them weights.") { $0.sum(box: 1, empty: 1) / $0.pictures }
    c.wrong("The boxes do not count five times.") { $0.sum(box: 1) / $0.pictures }
    c.wrong("The empty cells count in full. Most cells are empty: who would win?") { $0.sum(empty: 1) / $0.pictures }
    c.wrong("The weights stand inside the squares: 5 became 25, and ½ became ¼.") {
        $0.sum(box: 25, empty: 0.25) / $0.pictures
    }
    c.wrong("The ½ is on the certainty of every cell. Which cells does it belong to?") {
        $0.sum(object: 0.5) / $0.pictures
    }
    c.wrong("Empty cells pay for their boxes. A box without an object has no right place.") {
        $0.sum(boxMask: Tensor(ones: $0.mask.shape)) / $0.pictures
    }
    c.wrong(.average, "This is the sum over the pictures. Should the loss depend on the size of a batch?") { $0.sum() }
    c.wrong("The certainty of the cells with an object is missing. What makes a cell say that it holds something?") {
        $0.sum(object: 0) / $0.pictures
    }
    c.wrong("The empty cells are missing. What keeps them from claiming objects?") { $0.sum(empty: 0) / $0.pictures }
    c.wrong("The boxes are missing.") { $0.sum(box: 0) / $0.pictures }
    c.wrong(.average, "Divided by the cells too. Is a finer grid an easier task?") { $0.right / $0.cells }
    c.wrong(.average, "Divided by the number of objects, not of pictures.") { $0.sum() / $0.mask.sum() }
    c.wrong(
        .pairing, "Cells with an object and empty ones are exchanged. What does a target certainty of 1 mean?",
        { p in
            let empty = 1 - p.mask
            let boxes = empty * 5 * (p.places + p.sizes)
            let certain = empty * square(p.certainty - p.mask) + p.mask * 0.5 * square(p.certainty)
            return (boxes + certain).sum() / p.pictures
        })
    c.wrong("The certainty of cells with an object is pulled to 0. There it should be 1.") { p in
        let boxes = p.mask * 5 * (p.places + p.sizes)
        return (boxes + (p.mask + (1 - p.mask) * 0.5) * square(p.certainty)).sum() / p.pictures
    }
    c.wrong(
        "The places are missing from the box part, or its sizes.",
        { p in
            p.sum(box: 0) / p.pictures + (p.mask * 5 * p.sizes).sum() / p.pictures
        },
        { p in
            p.sum(box: 0) / p.pictures + (p.mask * 5 * p.places).sum() / p.pictures
        })
    c.wrong("The size part counts once, not five times.") { p in
        p.sum(sizes: p.sizes / 5) / p.pictures
    }
    c.accepts("each picture by itself, then the mean") { p in
        let losses = (0..<p.predicted.shape[0]).map { picture -> Scalar in
            CellAnswers(predicted: p.predicted[picture..<picture + 1], target: p.target[picture..<picture + 1]).right
        }
        return losses.reduce(0, +) / Scalar(losses.count)
    }
}

/// Pictures with different numbers of objects, at least one cell of each kind in all of them; boxes are said in empty cells too.
private func cellAnswers(_ pictures: Int, _ cells: Int, _ generator: inout SeededGenerator) -> CellAnswers {
    func drawn(_ range: ClosedRange<Int>) -> Scalar { Scalar(Int.random(in: range, using: &generator)) / 100 }
    var (predicted, target) = (Tensor(zeros: [pictures, cells, 5]), Tensor(zeros: [pictures, cells, 5]))
    for picture in 0..<pictures {
        let objects = Set(Array(0..<cells).shuffled(using: &generator).prefix(1 + picture % (cells - 1)))
        for cell in 0..<cells {
            let said = [drawn(5...95), drawn(5...95), drawn(4...60), drawn(4...60), drawn(5...85)]
            predicted[picture, cell] = Tensor(said)
            if objects.contains(cell) {
                target[picture, cell] = Tensor([drawn(5...95), drawn(5...95), drawn(4...60), drawn(4...60), 1])
            }
        }
    }
    return CellAnswers(predicted: predicted, target: target)
}
