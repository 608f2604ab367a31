/// A block of numbers with a shape.
///
/// The numbers lie in `storage`, in one row. `shape` says how long each axis is, `strides` how far apart
/// neighbours along each axis lie, `offset` where the first element is. Element `[i, j]` is
/// `storage[offset + i * strides[0] + j * strides[1]]`. A slice, a transpose or a broadcast changes these three
/// and shares the numbers: it costs nothing.
///
/// A tensor is a value. Changing one never shows through another, though they may have shared their numbers
/// until then (copy on write).
public struct Tensor: Sendable {
    var storage: [Scalar]
    /// The length of each axis.
    public private(set) var shape: [Int]
    private(set) var strides: [Int]
    private(set) var offset: Int

    /// Makes a tensor from numbers in row-major order: the last axis runs fastest.
    public init(scalars: [Scalar], shape: [Int]) {
        if let problem = ShapeError.size(shape) { fail(problem) }
        require(
            elementCount(of: shape) == scalars.count,
            "Tensor: expected \(elementCount(of: shape)) scalars for shape \(shape), but got \(scalars.count); "
                + "the product of the lengths must equal the number of scalars")
        self.init(storage: scalars, shape: shape)
    }

    /// Wraps numbers that already lie row by row.
    init(storage: [Scalar], shape: [Int]) {
        self.init(storage: storage, shape: shape, strides: rowMajorStrides(of: shape), offset: 0)
    }

    /// Makes a view: other shape, strides or offset over the same numbers.
    init(storage: [Scalar], shape: [Int], strides: [Int], offset: Int) {
        self.storage = storage
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }

    /// The number of axes.
    public var rank: Int { shape.count }

    /// The number of elements.
    public var size: Int { elementCount(of: shape) }

    /// The elements in row-major order.
    public var scalars: [Scalar] {
        isRowMajor && offset == 0 && storage.count == size ? storage : rowMajorCopy().storage
    }

    /// The only element of a tensor that has one.
    public var item: Scalar {
        require(
            size == 1,
            "item: expected a tensor with 1 element, but got shape \(shape); use an index, such as x[0, 0].item"
        )
        return storage[offset]
    }

    /// Whether the elements lie row by row without gaps, starting at `offset`.
    var isRowMajor: Bool {
        var expected = 1
        for axis in stride(from: rank - 1, through: 0, by: -1) where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }

    /// The same tensor with its elements row by row; copies only when they are not.
    func rowMajor() -> Tensor {
        isRowMajor ? self : rowMajorCopy()
    }

    /// Makes this tensor the owner of exactly its own elements, row by row, so that they can be changed in place.
    mutating func makeRowMajorAndWhole() {
        if !isRowMajor || offset != 0 || storage.count != size { self = rowMajorCopy() }
    }
}

extension Tensor: Equatable {
    /// Whether shapes and all elements are equal. As with plain numbers, NaN equals nothing, not even itself: a tensor that
    /// holds one is not equal to its own copy.
    public static func == (a: Tensor, b: Tensor) -> Bool {
        guard a.shape == b.shape else { return false }
        // Element by element: arrays that share their storage would count as equal without a look at what is in it.
        var isEqual = true
        a.withElements { x in
            b.withElements { y in
                for i in 0..<a.size where x[i] != y[i] {
                    isEqual = false
                    return
                }
            }
        }
        return isEqual
    }
}
