// Copies between tensors that do not lie row by row.

extension Tensor {
    /// A copy whose elements lie row by row.
    func rowMajorCopy() -> Tensor {
        var copy = Tensor(
            storage: [Scalar](unsafeUninitializedCapacity: size) { $1 = size }, shape: shape)
        copyElements(of: self, into: &copy.storage, strides: copy.strides, offset: 0)
        return copy
    }
}

/// Writes the elements of `source` to the places that `strides` and `offset` describe.
func copyElements(of source: Tensor, into target: inout [Scalar], strides: [Int], offset: Int) {
    let walk = StridedWalk(shape: source.shape, a: source.strides, b: strides)
    let (sourceStep, targetStep) = (walk.aStep, walk.bStep)
    source.storage.withUnsafeBufferPointer { from in
        target.withUnsafeMutableBufferPointer { to in
            guard let from = from.baseAddress, let to = to.baseAddress else { return }
            // No two cores write to one place: the places of a target differ.
            nonisolated(unsafe) let (x, y) = (from + source.offset, to + offset)
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
}

/// Copies whole rows, in the order given. The source lies row by row.
func gatherRows(_ source: Tensor, _ rows: [Int]) -> Tensor {
    let width = elementCount(of: Array(source.shape.dropFirst()))
    let storage = [Scalar](unsafeUninitializedCapacity: rows.count * width) { target, count in
        if width > 0, !rows.isEmpty {
            let to = target.baseAddress!
            source.storage.withUnsafeBufferPointer { from in
                let from = from.baseAddress! + source.offset
                parallel(rows.count, grain: max(1, 32_768 / width)) { places in
                    for place in places {
                        (to + place * width).initialize(from: from + rows[place] * width, count: width)
                    }
                }
            }
        }
        count = rows.count * width
    }
    return Tensor(storage: storage, shape: [rows.count] + source.shape.dropFirst())
}

extension Tensor {
    /// Writes the elements of a vector to memory that has room for them.
    func copyRow(to target: UnsafeMutablePointer<Scalar>) {
        let row = rowMajor()
        row.storage.withUnsafeBufferPointer {
            target.initialize(from: $0.baseAddress! + row.offset, count: size)
        }
    }
}
