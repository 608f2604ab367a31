/// How two tensors of different shapes are treated pair by pair: the shape of the result, and the walk over both.
struct BroadcastPlan {
    /// The shape of the result.
    let shape: [Int]
    let size: Int
    let walk: StridedWalk

    init(_ a: Tensor, _ b: Tensor, _ operation: String) {
        guard let shape = broadcastShape(a.shape, b.shape) else {
            require(
                false,
                "\(operation): expected shapes that fit, compared from the right (equal lengths, or 1), but got "
                    + "\(a.shape) and \(b.shape)" + BroadcastPlan.hint(a.shape, b.shape))
            fatalError()
        }
        self.shape = shape
        size = elementCount(of: shape)
        walk = StridedWalk(
            shape: shape, a: a.broadcast(to: shape).strides, b: b.broadcast(to: shape).strides)
    }

    private static func hint(_ a: [Int], _ b: [Int]) -> String {
        if (a.count == 2 && b == [a[0]]) || (b.count == 2 && a == [b[0]]) {
            return "; did you mean expanded(atAxis: 1), which makes the vector a column?"
        }
        return "; a missing axis counts as 1 and is added on the left"
    }
}
