import Nabla

/// Ways to spoil images that a person sees through at once, or sees to be no digit.
///
/// Shapes: [N, 28, 28] → the same.
enum BrokenImages {
    /// Moves all ink; what leaves the frame is lost.
    static func shifted(_ images: Tensor, right: Int, down: Int) -> Tensor {
        func ranges(_ step: Int) -> (from: Range<Int>, to: Range<Int>) {
            (max(0, -step)..<28 - max(0, step), max(0, step)..<28 - max(0, -step))
        }
        let (x, y) = (ranges(right), ranges(down))
        var moved = Tensor(zeros: images.shape)
        moved[.all, y.to, x.to] = images[.all, y.from, x.from]
        return moved
    }

    /// Exchanges ink and paper.
    static func inverted(_ images: Tensor) -> Tensor { 1 - images }

    /// Puts the pixels of every image into one random order.
    static func shuffled(_ images: Tensor, seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        let order = (0..<784).shuffled(using: &generator)
        return images.flattened().transposed().gathering(order).transposed().reshaped(to: images.shape)
    }

    /// Every pixel drawn evenly from 0 to 1: a television without a programme.
    static func noise(_ count: Int, seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        return Tensor(randomUniform: [count, 28, 28], using: &generator)
    }

    /// Accuracy after a shift by some pixels, the mean of the four directions.
    static func accuracy(of model: Sequential, _ set: ImageSet, shiftedBy pixels: Int) -> Scalar {
        let directions = [(pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)]
        let all = directions.map { right, down in
            evaluate(model, shifted(set.images, right: right, down: down), set.labels).accuracy
        }
        return all.reduce(0, +) / 4
    }
}

/// One row of the plate: what was done to the images, some of them, and a note for the margin.
struct PlateRow {
    let name: String
    let images: Tensor
    let note: String

    init(_ name: String, _ images: Tensor, right: Scalar? = nil, sure: Scalar? = nil) {
        self.name = name
        self.images = images
        note = [
            right.map { "right: \(percent($0, decimals: 0))" },
            sure.map { "sure by \(percent($0, decimals: 0))" },
        ]
        .compactMap { $0 }.joined(separator: "\n")
    }
}

/// The same digits, spoilt in several ways, with the network's ten shares beside each.
func plateFigure(_ model: Sequential, _ rows: [PlateRow]) -> Figure {
    let columns = rows[0].images.shape[0]
    return Figure(
        ImageGrid(
            columns: columns, rowTitles: rows.map(\.name), rowNotes: rows.map(\.note), range: 0...1,
            barLabels: (0..<10).map(String.init)
        ) {
            rows.flatMap { row in
                let shares = softmax(model.predict(row.images))
                return (0..<columns).map { column in
                    Tile(row.images[column].scalars, width: 28, bars: shares[column].scalars)
                }
            }
        })
}
