/// The number of elements in a tensor of this shape: the product of its lengths. A scalar has one.
public func elementCount(of shape: [Int]) -> Int {
    guard let count = countedElements(of: shape) else {
        fail(ShapeError.size(shape, operation: "elementCount")!)
    }
    return count
}

/// The same, or nil for what can be no shape: a length is negative, or the product, zeros aside, is larger than any
/// memory. (Zeros aside, because the strides of [0, 2⁶², 4] could not be computed either.)
func countedElements(of shape: [Int]) -> Int? {
    var (product, isEmpty) = (1, false)
    for length in shape {
        guard length >= 0 else { return nil }
        if length == 0 { isEmpty = true }
        let (next, overflow) = product.multipliedReportingOverflow(by: Swift.max(length, 1))
        guard !overflow, next < 1 << 60 else { return nil }
        product = next
    }
    return isEmpty ? 0 : product
}

/// Lengths that come out of numbers somebody chose: a padding, a factor, a kernel's size. What is more than any number
/// becomes the largest, which is the length of no tensor: the usual message follows, where plain arithmetic would stop
/// without a word.
extension Int {
    /// The sum of two lengths.
    package func plus(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product of two lengths.
    package func times(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}

/// How far apart in memory neighbours along each axis lie when the elements are stored row by row.
///
/// `[2, 3, 4]` gives `[12, 4, 1]`: one step along the last axis moves 1 place, one along the first moves 12.
func rowMajorStrides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
        strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
}

/// Returns the shape two tensors take when they are combined element by element, or nil when they are not compatible.
///
/// The rule: compare from the right. Two lengths are compatible when they are equal or when one of them is 1.
/// A missing axis counts as 1.
///
///     broadcastShape([5, 1, 3], [2, 3])   // [5, 2, 3]
///     broadcastShape([2, 3], [2])         // nil
public func broadcastShape(_ a: [Int], _ b: [Int]) -> [Int]? {
    let rank = max(a.count, b.count)
    var result = [Int](repeating: 1, count: rank)
    for fromRight in 1..<(rank + 1) {
        let m = fromRight <= a.count ? a[a.count - fromRight] : 1
        let n = fromRight <= b.count ? b[b.count - fromRight] : 1
        guard m == n || m == 1 || n == 1 else { return nil }
        result[rank - fromRight] = m == 1 ? n : m
    }
    return result
}

/// Turns an axis that counts from the end (−1 is the last) into one that counts from the start.
public func resolvedAxis(_ axis: Int, rank: Int, operation: String) -> Int {
    require(
        rank > 0,
        "\(operation): expected a tensor with at least one axis, but got a scalar; it has no axis \(axis)")
    let resolved = axis < 0 ? axis + rank : axis
    require(
        resolved >= 0 && resolved < rank,
        "\(operation): expected an axis between 0 and \(rank - 1), but got \(axis); "
            + "a tensor of rank \(rank) has \(rank) axes, counted from 0")
    return resolved
}
