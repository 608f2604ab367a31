/// How two tensors are walked together, element by element.
///
/// The walk is cut into runs: stretches along which both tensors advance by a fixed step (1 for neighbours,
/// 0 for a number that is used again). Neighbouring axes that can be walked as one are merged first, so that two
/// tensors of one shape are a single run, and `[N, K] + [K]` is N runs of K.
struct BroadcastPlan {
    /// The shape of the result.
    let shape: [Int]
    let size: Int
    /// The step of each tensor within a run.
    let aStep: Int
    let bStep: Int
    private let outerShape: [Int]
    private let aStrides: [Int]
    private let bStrides: [Int]
    private let runLength: Int

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
        let (a, b) = (a.broadcast(to: shape), b.broadcast(to: shape))

        var merged: [(length: Int, a: Int, b: Int)] = []
        for axis in 0..<shape.count where shape[axis] != 1 {
            let next = (length: shape[axis], a: a.strides[axis], b: b.strides[axis])
            if let last = merged.last, last.a == next.a * next.length, last.b == next.b * next.length {
                merged[merged.count - 1] = (last.length * next.length, next.a, next.b)
            } else {
                merged.append(next)
            }
        }
        let run = merged.popLast() ?? (length: 1, a: 1, b: 1)
        (runLength, aStep, bStep) = (run.length, run.a, run.b)
        outerShape = merged.map(\.length)
        aStrides = merged.map(\.a)
        bStrides = merged.map(\.b)
    }

    private static func hint(_ a: [Int], _ b: [Int]) -> String {
        if (a.count == 2 && b == [a[0]]) || (b.count == 2 && a == [b[0]]) {
            return "; did you mean expanded(atAxis: 1), which makes the vector a column?"
        }
        return "; a missing axis counts as 1 and is added on the left"
    }

    /// Calls `body` for each run, on several cores when there is enough to do.
    ///
    /// `a` and `b` are the places where the run starts in each tensor, `start` its place in the result.
    func forEachRun(_ body: (_ a: Int, _ b: Int, _ start: Int, _ runLength: Int) -> Void) {
        if outerShape.isEmpty {
            parallel(runLength, grain: 32_768) { range in
                body(range.lowerBound * aStep, range.lowerBound * bStep, range.lowerBound, range.count)
            }
            return
        }
        parallel(size / runLength, grain: max(1, 32_768 / runLength)) { range in
            var remaining = range.lowerBound
            var counter = outerShape
            var (a, b) = (0, 0)
            for axis in outerShape.indices.reversed() {
                counter[axis] = remaining % outerShape[axis]
                remaining /= outerShape[axis]
                a += counter[axis] * aStrides[axis]
                b += counter[axis] * bStrides[axis]
            }
            for run in range {
                body(a, b, run * runLength, runLength)
                var axis = outerShape.count - 1
                while axis >= 0 {
                    counter[axis] += 1
                    a += aStrides[axis]
                    b += bStrides[axis]
                    if counter[axis] < outerShape[axis] { break }
                    counter[axis] = 0
                    a -= aStrides[axis] * outerShape[axis]
                    b -= bStrides[axis] * outerShape[axis]
                    axis -= 1
                }
            }
        }
    }
}
