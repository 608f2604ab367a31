// Copies between tensors that do not lie row by row.

/// Walks over all places of a shape with one or two sets of strides at once.
///
/// The last axis is left to the caller, which runs it in a plain loop; this walks over the others like the
/// digits of a mileage counter.
@inline(__always)
private func forEachRow(_ shape: [Int], _ a: [Int], _ b: [Int], _ body: (_ a: Int, _ b: Int) -> Void) {
    let outer = shape.count - 1
    var counter = [Int](repeating: 0, count: max(outer, 0))
    var (placeA, placeB) = (0, 0)
    if shape.contains(0) { return }
    while true {
        body(placeA, placeB)
        var axis = outer - 1
        while axis >= 0 {
            counter[axis] += 1
            placeA += a[axis]
            placeB += b[axis]
            if counter[axis] < shape[axis] { break }
            counter[axis] = 0
            placeA -= a[axis] * shape[axis]
            placeB -= b[axis] * shape[axis]
            axis -= 1
        }
        if axis < 0 { return }
    }
}

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
    let shape = source.rank == 0 ? [1] : source.shape
    let sourceStrides = source.rank == 0 ? [1] : source.strides
    let targetStrides = source.rank == 0 ? [1] : strides
    let last = shape.count - 1
    let (count, sourceStep, targetStep) = (shape[last], sourceStrides[last], targetStrides[last])
    source.storage.withUnsafeBufferPointer { from in
        target.withUnsafeMutableBufferPointer { to in
            guard let from = from.baseAddress, let to = to.baseAddress else { return }
            forEachRow(shape, sourceStrides, targetStrides) { a, b in
                let (x, y) = (from + source.offset + a, to + offset + b)
                if sourceStep == 1 && targetStep == 1 {
                    y.update(from: x, count: count)
                } else {
                    for i in 0..<count { y[i * targetStep] = x[i * sourceStep] }
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
                for (place, row) in rows.enumerated() {
                    (to + place * width).initialize(from: from + row * width, count: width)
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
