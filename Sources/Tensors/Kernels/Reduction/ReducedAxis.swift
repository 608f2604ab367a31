extension Tensor {
    /// Reduces one axis, with the tensor seen as [outer, length, inner].
    ///
    /// `row` reduces numbers that lie side by side. `rows` reduces `rows` rows of `width` numbers, `rowStride` apart, into
    /// one row.
    func reduce(
        axis: Int,
        row: (_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar,
        rows: (
            _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ width: Int, _ rows: Int,
            _ rowStride: Int
        ) -> Void
    ) -> Tensor {
        let outer = elementCount(of: Array(shape[..<axis]))
        let length = shape[axis]
        let inner = elementCount(of: Array(shape[(axis + 1)...]))
        return Tensor(filling: Array(shape[..<axis] + shape[(axis + 1)...])) { y in
            withElements { x in
                if inner == 1 {
                    parallel(outer, grain: Swift.max(1, 32_768 / length)) { range in
                        for o in range { y[o] = row(x + o * length, length) }
                    }
                    return
                }
                // Each core takes some of the blocks or, where there are too few, some of the columns.
                let threads = LinearAlgebraLibrary.threads
                let columns = outer >= threads ? inner : Swift.max(64, (inner + threads - 1) / threads)
                let parts = (inner + columns - 1) / columns
                parallel(outer * parts, grain: Swift.max(1, 65_536 / (length * columns))) { range in
                    for part in range {
                        let (block, first) = (part / parts, part % parts * columns)
                        rows(
                            x + block * length * inner + first, y + block * inner + first,
                            Swift.min(columns, inner - first), length, inner)
                    }
                }
            }
        }
    }
}
