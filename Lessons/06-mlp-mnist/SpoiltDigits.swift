import Nabla
import Notebook

extension BrokenImages {
    /// Accuracy after a shift by some pixels, the mean of the four directions.
    static func accuracy(of method: any DigitMethod, _ set: ImageSet, shiftedBy pixels: Int) -> Scalar {
        let directions = [(pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)]
        let all = directions.map { right, down in
            let moved = shifted(set.images, right: right, down: down)
            return method.accuracy(on: ImageSet(images: moved, labels: set.labels))
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
            sure.map { "mean confidence \(percent($0, decimals: 0))" },
        ]
        .compactMap { $0 }.joined(separator: "\n")
    }
}

/// The same digits, spoilt in several ways, with the network's ten probabilities beside each.
func plateFigure(_ model: Sequential, _ rows: [PlateRow]) -> Figure {
    let columns = rows[0].images.shape[0]
    return Figure(
        ImageGrid(
            columns: columns, rowTitles: rows.map(\.name), rowNotes: rows.map(\.note), range: 0...1,
            barLabels: (0..<10).map(String.init)
        ) {
            rows.flatMap { row in
                let probabilities = softmax(model.predict(row.images))
                return (0..<columns).map { column in
                    Tile(row.images[column].scalars, width: 28, bars: probabilities[column].scalars)
                }
            }
        })
}
