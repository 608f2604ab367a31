import Nabla

/// Some handwritten versions of each digit in columns, and the average of all of them below.
func digitGrid(_ set: ImageSet, averages: Tensor, rows: Int = 5) -> Figure {
    let samples = (0..<10).map { digit in
        Array(set.labels.indices.lazy.filter { set.labels[$0] == digit }.prefix(rows))
    }
    return Figure(
        ImageGrid(columns: 10, range: 0...1) {
            (0..<rows).flatMap { row in
                samples.map { Tile(set.images[$0[row]].scalars, width: 28) }
            }
            (0..<10).map { Tile(averages[$0].scalars, width: 28, frame: .data) }
        })
}
