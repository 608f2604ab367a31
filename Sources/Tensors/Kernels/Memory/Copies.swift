// Copies of elements from one place to another.

extension Tensor {
    /// A copy whose elements lie row by row.
    func rowMajorCopy() -> Tensor {
        Tensor(filling: shape) { copyElements(of: self, to: $0, strides: rowMajorStrides(of: shape)) }
    }
}

/// Writes the elements of `source` to the offsets from `target` that `strides` describe.
func copyElements(of source: Tensor, to target: UnsafeMutablePointer<Scalar>, strides: [Int]) {
    let walk = StridedWalk(shape: source.shape, a: source.strides, b: strides)
    let (sourceStep, targetStep) = (walk.aStep, walk.bStep)
    source.storage.withUnsafeBufferPointer { from in
        guard let from = from.baseAddress else { return }
        // No two cores write to one element: the offsets of a target differ.
        nonisolated(unsafe) let (x, y) = (from + source.offset, target)
        walk.forEachRun { a, b, _, count in
            let (x, y) = (x + a, y + b)
            if sourceStep == 1 && targetStep == 1 {
                y.update(from: x, count: count)
            } else if targetStep == 1 {
                for i in 0..<count { y[i] = x[i &* sourceStep] }
            } else {
                for i in 0..<count { y[i &* targetStep] = x[i &* sourceStep] }
            }
        }
    }
}

/// Copies whole rows, in the order given.
func gatherRows(_ source: Tensor, _ rows: [Int]) -> Tensor {
    let width = elementCount(of: Array(source.shape.dropFirst()))
    return Tensor(filling: [rows.count] + source.shape.dropFirst()) { target in
        source.withElements { source in
            parallel(rows.count, grain: max(1, 32_768 / width)) { range in
                for i in range { (target + i * width).update(from: source + rows[i] * width, count: width) }
            }
        }
    }
}
