import Nabla

/// Signals with labels: each row of `x` is one.
struct Signals {
    var x: Tensor
    var labels: [Int]

    init(x: Tensor, labels: [Int]) { (self.x, self.labels) = (x, labels) }

    init(_ set: SignalSet) { self.init(x: set.signals, labels: set.labels) }

    var count: Int { labels.count }

    func part(_ range: Range<Int>) -> Signals { Signals(x: x[range], labels: Array(labels[range])) }

    /// The same signals with one channel.
    ///
    /// Shapes: x [N, 1, 40].
    var asChannel: Signals { Signals(x: x.expanded(atAxis: 1), labels: labels) }

    /// All signals of the first class, then all of the second, and so on.
    var sortedByLabel: Signals {
        let order = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
        return Signals(x: x.gathering(order), labels: order.map { labels[$0] })
    }

    /// Each signal rotated round its end by 0, 1, −1, 2, −2, … up to `most` places: the block after the first holds
    /// all signals rotated by 1, the next one by −1.
    ///
    /// Shapes: → [(2·most + 1)·N, 40].
    func rotations(by most: Int) -> Tensor {
        let shifts = [0] + (1...most).flatMap { [$0, -$0] }
        return Tensor(concatenating: shifts.map { rotated(x, by: $0) })
    }
}

/// Every row moved to the right by some places; what leaves at the end comes back in front.
func rotated(_ x: Tensor, by places: Int) -> Tensor {
    let length = x.shape[1]
    let cut = ((-places % length) + length) % length
    return cut == 0 ? x : Tensor(concatenating: [x[.all, cut..<length], x[.all, 0..<cut]], alongAxis: 1)
}
