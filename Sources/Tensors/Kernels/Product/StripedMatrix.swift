/// A matrix for products with a single row: the weights of a recurrent layer through which one sample goes, step by step.
///
/// Such a product reads each weight once, so what counts is where it comes from. The weights of the course's LSTM are 1 MB, as
/// much as the second cache of a core holds. They are cut into strips of neighbouring units, one for each core, and a strip
/// then stays in its core's cache from step to step. Every other product goes through the rows from the last to the first:
/// it begins with those that were read just before.
///
/// Columns come in blocks, one for each gate, and a strip has the same units of all of them, so that a core can compute the
/// next state of its units.
struct StripedMatrix {
    /// The number of strips.
    let strips: Int
    private let rows: Int
    private let blocks: Int
    /// The columns of a block.
    private let units: Int
    /// Strip by strip, block by block, row by row. The numbers begin at `start`.
    private let storage: [Scalar]
    private let start: Int
    /// The matrix as it lies, where there are too few products to pay for a copy.
    private let uncut: Tensor?

    /// One strip alone is not copied for a few products only.
    ///
    /// Shapes: matrix [K, blocks · U].
    init(_ matrix: Tensor, blocks: Int, strips: Int, products: Int) {
        let (rows, units) = (matrix.shape[0], matrix.shape[1] / blocks)
        (self.rows, self.blocks, self.units) = (rows, blocks, units)
        if strips == 1 && products < 16 && matrix.isRowMajor {
            (self.strips, uncut, storage, start) = (1, matrix, [], 0)
            return
        }
        (self.strips, uncut) = (strips, nil)
        let (rowStride, columnStride) = (matrix.strides[0], matrix.strides[1])
        (storage, start) = makeAligned(matrix.size) { target in
            matrix.storage.withUnsafeBufferPointer { elements in
                let source = elements.baseAddress! + matrix.offset
                parallel(strips, grain: 1) { range in
                    for strip in range {
                        let columns = StripedMatrix.units(of: strip, of: strips, units)
                        var target = target + rows * blocks * columns.lowerBound
                        for block in 0..<blocks {
                            for row in 0..<rows {
                                let first = row * rowStride + (block * units + columns.lowerBound) * columnStride
                                copy(source + first, step: columnStride, columns.count, to: target)
                                target += columns.count
                            }
                        }
                    }
                }
            }
        }
    }

    /// The units of a strip: whole groups of sixteen, and in the last one what is left.
    func units(of strip: Int) -> Range<Int> { StripedMatrix.units(of: strip, of: strips, units) }

    private static func units(of strip: Int, of strips: Int, _ units: Int) -> Range<Int> {
        let groups = units / 16
        return groups * strip / strips * 16..<(strip == strips - 1 ? units : groups * (strip + 1) / strips * 16)
    }

    /// Adds to y the product x·matrix, in the columns of one strip.
    ///
    /// Shapes: x [K], y [blocks · U].
    func addProduct(_ x: UnsafePointer<Scalar>, strip: Int, fromLastRow: Bool, to y: UnsafeMutablePointer<Scalar>) {
        if let uncut {
            uncut.withElements { addRows(x, $0, blocks * units, fromLastRow: fromLastRow, to: y) }
            return
        }
        let columns = units(of: strip)
        storage.withUnsafeBufferPointer { storage in
            var rows = storage.baseAddress! + start + self.rows * blocks * columns.lowerBound
            for block in 0..<blocks {
                addRows(x, rows, columns.count, fromLastRow: fromLastRow, to: y + block * units + columns.lowerBound)
                rows += self.rows * columns.count
            }
        }
    }

    /// Adds rows to y, each times its number in x, four at a time.
    private func addRows(
        _ x: UnsafePointer<Scalar>, _ matrix: UnsafePointer<Scalar>, _ columns: Int, fromLastRow: Bool,
        to y: UnsafeMutablePointer<Scalar>
    ) {
        let groups = rows / 4
        for group in 0..<groups {
            let row = 4 * (fromLastRow ? groups - 1 - group : group)
            let (a, b) = (matrix + row * columns, matrix + (row + 1) * columns)
            let (c, d) = (matrix + (row + 2) * columns, matrix + (row + 3) * columns)
            let (p, q, r, s) = (x[row], x[row + 1], x[row + 2], x[row + 3])
            for j in 0..<columns {
                y[j] = y[j].addingProduct(p, a[j]).addingProduct(q, b[j])
                    .addingProduct(r, c[j]).addingProduct(s, d[j])
            }
        }
        for row in groups * 4..<rows {
            let (a, p) = (matrix + row * columns, x[row])
            for j in 0..<columns { y[j] = y[j].addingProduct(p, a[j]) }
        }
    }
}

/// Copies `count` numbers that lie `step` apart.
private func copy(
    _ source: UnsafePointer<Scalar>, step: Int, _ count: Int, to target: UnsafeMutablePointer<Scalar>
) {
    if step == 1 { return target.update(from: source, count: count) }
    for i in 0..<count { target[i] = source[i * step] }
}
