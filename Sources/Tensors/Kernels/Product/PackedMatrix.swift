/// The second factor of a matrix product, packed into panels of neighbouring columns, each row by row: a product reads them
/// in one straight line (see `RegisterTile`).
///
/// A recurrent layer keeps its weights so for all time steps. Its products have few rows, 16 against 256 × 1,024 weights, and
/// packing for each of them would take as long as multiplying.
struct PackedMatrix: Sendable {
    let rows: Int
    let columns: Int
    /// The panels, which begin at `start`.
    private let storage: [Scalar]
    private let start: Int

    /// Shapes: matrix [K, M], a transposed view or not.
    init(_ matrix: Tensor) {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        (self.rows, self.columns) = (rows, columns)
        (storage, start) = makeAligned(panelCount(columns) * RegisterTile.columns * rows) { panels in
            matrix.storage.withUnsafeBufferPointer { elements in
                let strided = StridedMatrix(
                    pointer: elements.baseAddress! + matrix.offset, rowStep: matrix.strides[0],
                    columnStep: matrix.strides[1])
                packOnAllCores(strided, rows: rows, columns: columns, into: panels)
            }
        }
    }

    /// Adds the product x·matrix to y.
    ///
    /// Shapes: x [S, K] with `step` numbers from row to row, y [S, M] without gaps; S = `samples`.
    func addProduct(
        _ x: UnsafePointer<Scalar>, step: Int, samples: Int, to y: UnsafeMutablePointer<Scalar>
    ) {
        let x = StridedMatrix(pointer: x, rowStep: step, columnStep: 1)
        storage.withUnsafeBufferPointer { storage in
            let panels = storage.baseAddress! + start
            for first in stride(from: 0, to: rows, by: productDepth) {
                let depth = min(productDepth, rows - first)
                for column in stride(from: 0, to: columns, by: 2 * RegisterTile.columns) {
                    let pair = PanelPair(packed: panels + column * rows, rows: rows, columns: columns - column)
                    multiplyRows(
                        x.starting(atColumn: first), rows: samples, depth: depth, pair.starting(atRow: first),
                        columns: min(2 * RegisterTile.columns, columns - column), adding: true, to: y + column,
                        step: columns)
                }
            }
        }
    }
}
