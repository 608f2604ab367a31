/// Two sets of strides walked together over one shape.
///
/// The walk is cut into runs: stretches along which both places advance by a fixed step (1 for neighbours, 0 for a
/// number that is used again). Neighbouring axes that can be walked as one are merged first, so that two tensors of one
/// shape are a single run, and `[N, K] + [K]` is N runs of K.
struct StridedWalk {
    /// The step of each tensor within a run.
    let aStep: Int
    let bStep: Int
    private let runLength: Int
    /// The axes outside of a run; the last one counts the runs of a plane.
    private let outer: [Axis]
    private let size: Int

    private typealias Axis = (length: Int, a: Int, b: Int)

    init(shape: [Int], a: [Int], b: [Int]) {
        var merged: [Axis] = []
        for axis in 0..<shape.count where shape[axis] != 1 {
            let next = (length: shape[axis], a: a[axis], b: b[axis])
            if let last = merged.last, last.a == next.a * next.length, last.b == next.b * next.length {
                merged[merged.count - 1] = (last.length * next.length, next.a, next.b)
            } else {
                merged.append(next)
            }
        }
        let run = merged.popLast() ?? (length: 1, a: 1, b: 1)
        (runLength, aStep, bStep) = (run.length, run.a, run.b)
        outer = merged
        size = elementCount(of: shape)
    }

    /// Calls `body` for each run, on several cores when there is enough to do.
    ///
    /// Runs that jump from one cache line to another are cut: 32 places of one row, then the same places of the next 15
    /// rows, which lie in the same lines (copying a transposed matrix of 1,000 × 1,000: 0.75 against 0.39 ms).
    ///
    /// `a` and `b` are the places where it starts in each tensor, `start` its place among the elements row by row.
    func forEachRun(_ body: (_ a: Int, _ b: Int, _ start: Int, _ count: Int) -> Void) {
        guard size > 0 else { return }
        guard let plane = outer.last else {
            parallel(runLength, grain: 32_768) { range in
                body(range.lowerBound * aStep, range.lowerBound * bStep, range.lowerBound, range.count)
            }
            return
        }
        parallel(size / runLength, grain: max(1, 32_768 / runLength)) { runs in
            var run = runs.lowerBound
            while run < runs.upperBound {
                let first = run % plane.length
                let end = min(plane.length, first + runs.upperBound - run)
                let (a, b) = place(ofPlane: run / plane.length)
                if aStep <= 1 && bStep <= 1 {
                    for row in first..<end {
                        body(a + row * plane.a, b + row * plane.b, (run + row - first) * runLength, runLength)
                    }
                } else {
                    for top in stride(from: first, to: end, by: 16) {
                        for left in stride(from: 0, to: runLength, by: 32) {
                            for row in top..<min(top + 16, end) {
                                body(
                                    a + row * plane.a + left * aStep, b + row * plane.b + left * bStep,
                                    (run + row - first) * runLength + left, min(32, runLength - left))
                            }
                        }
                    }
                }
                run += end - first
            }
        }
    }

    /// Where a plane starts in each tensor: its number, read digit by digit like a mileage counter.
    private func place(ofPlane number: Int) -> (a: Int, b: Int) {
        var (number, a, b) = (number, 0, 0)
        for axis in outer.dropLast().reversed() {
            let digit = number % axis.length
            number /= axis.length
            a += digit * axis.a
            b += digit * axis.b
        }
        return (a, b)
    }
}
