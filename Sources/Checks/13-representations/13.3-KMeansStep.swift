// 13.3 kMeansStep
// points: 2
// minutes: 15
// difficulty: medium
// by hand: kMeans
// hint: Two passes. In the first every point chooses, and no centre moves. In the second every centre moves.
// hint: For the mean you need a sum of points and a count, one of each for every centre.
// hint: `square(centres - points[n]).sum(alongAxes: 1).argmin()` is the centre of point n. Leave a centre with count 0 as it was.

import Foundation
import Grading
import Nabla

struct Clusters: Sendable {
    var points: Tensor, centres: Tensor

    var k: Int { centres.shape[0] }
    func distances(_ centres: Tensor) -> Tensor {
        square(points.expanded(atAxis: 1) - centres.expanded(atAxis: 0)).sum(alongAxes: 2)
    }
    /// The centre of each point.
    var owners: [Int] { distances(centres).argmin(alongAxis: 1) }
    func members(_ owners: [Int]) -> Tensor { Tensor(oneHot: owners, classes: k).transposed() }
    func counts(_ owners: [Int]) -> Tensor { members(owners).sum(alongAxes: 1, keepingAxes: true) }
    func sums(_ owners: [Int]) -> Tensor { matmul(members(owners), points) }
    var empty: Tensor { counts(owners) .== 0 }

    /// The step for some owners: centres without points stay.
    func moved(_ owners: [Int]) -> Tensor {
        let counts = counts(owners)
        return sums(owners) / maximum(counts, Tensor(1)) + centres * (counts .== 0)
    }
    var right: Tensor { moved(owners) }
    func filling(_ means: Tensor) -> Tensor { means * (1 - empty) + centres * empty }
    var counted: [Int] { (0..<k).filter { owners.contains($0) } }

    var medians: Tensor {
        var result = centres
        let owners = owners
        for cluster in counted {
            let rows = points.gathering(owners.indices.filter { owners[$0] == cluster })
            for axis in 0..<points.shape[1] {
                let sorted = rows[.all, axis].scalars.sorted()
                let n = sorted.count
                result[cluster, axis] = Tensor((sorted[(n - 1) / 2] + sorted[n / 2]) / 2)
            }
        }
        return result
    }

    /// Every centre moves to the running mean of its points while the points are being given away.
    var online: Tensor {
        var (current, sums) = (centres, Tensor(zeros: centres.shape))
        var counts = [Scalar](repeating: 0, count: k)
        for n in 0..<points.shape[0] {
            let owner = square(current - points[n]).sum(alongAxes: 1).argmin()
            sums[owner] += points[n]
            counts[owner] += 1
            current[owner] = sums[owner] / counts[owner]
        }
        return current
    }

    /// Every point chooses clearly, and a step while the centres move, or a second one, gives something else.
    var tells: Bool {
        let sorted = distances(centres)
        let isClear = (0..<points.shape[0]).allSatisfy { n in
            let row = sorted[n].scalars.sorted()
            return row[1] - row[0] > 0.2
        }
        let sizes = counts(owners).scalars.filter { $0 > 0 }
        return isClear && sizes.count == k - 1 && Set(sizes).count == k - 1 && sizes.allSatisfy { $0 == 1 || $0 >= 3 }
            && abs(online - right).max() > 0.05
            && abs(Clusters(points: points, centres: right).right - right).max() > 0.05
    }
}

let kMeansStep = Check<Clusters, Tensor>(result: "centres") { c in
    c.inputs { generator in [drawn(8, 2, &generator), drawn(9, 3, &generator)] }
    c.right { $0.right }
    c.wrong(.sign, "Every point went to the farthest centre. Whose point is it?") { input in
        input.moved(input.distances(input.centres).argmax(alongAxis: 1))
    }
    c.wrong(
        .average, "The points of a centre were added up. The centre of three points is not their sum.",
        { $0.filling($0.sums($0.owners)) }, { $0.sums($0.owners) })
    c.wrong("A centre without points was divided by 0. Where should it go?") {
        $0.sums($0.owners) / $0.counts($0.owners)
    }
    c.wrong(.onePoint, "The centres moved while the points were being given away. First all choose, then all move.") {
        $0.online
    }
    c.wrong(.startValue, "The centre without points went to 0. Nobody called it there.") {
        $0.right * (1 - $0.empty)
    }
    c.wrong(
        .average, "Divided by the number of all points. How many are its own?",
        { input in
            input.filling(input.sums(input.owners) / Scalar(input.points.shape[0]))
        }, { $0.sums($0.owners) / Scalar($0.points.shape[0]) })
    c.wrong(.twice, "These are the centres after two steps. One was asked.") {
        Clusters(points: $0.points, centres: $0.right).right
    }
    c.wrong("The centres moved half of the way. A step goes all the way to the mean.") {
        ($0.right + $0.centres) / 2
    }
    c.wrong("This is the median of each centre's points. Which summary does the name promise?") { $0.medians }
    c.wrong("A row is missing: the centre without points was dropped. It stays, and it stays where it is.") {
        $0.right.gathering($0.counted)
    }
    c.wrong("The centre with a single point stayed. A single point is a mean, too.") { input in
        let isSingle = input.counts(input.owners) .== 1
        return input.right * (1 - isSingle) + input.centres * isSingle
    }
    c.wrong("No centre has moved.") { $0.centres }
    c.wrong("All centres went to the mean of all points. Whose points are they?") {
        $0.points.mean(alongAxes: 0, keepingAxes: true) + Tensor(zeros: $0.centres.shape)
    }
    c.wrong(.average, "The old centre was counted as one of its own points.") { input in
        let counts = input.counts(input.owners)
        return (input.sums(input.owners) + input.centres) / (counts + 1)
    }
    c.accepts("by distances with the root") { input in
        input.moved(sqrt(input.distances(input.centres)).argmin(alongAxis: 1))
    }
}

/// Points around all centres but two far away, which are never the first: one has a single point, the other none.
private func drawn(_ count: Int, _ features: Int, _ generator: inout SeededGenerator) -> Clusters {
    while true {
        var centres = generator.halves([4, features], limit: 3)
        var points = generator.halves([count, features], limit: 4)
        let places = [1, 2, 3].shuffled(using: &generator)
        centres[places[0]] = Tensor(repeating: 20, shape: [features])
        centres[places[1]] = Tensor(repeating: -20, shape: [features])
        points[Int.random(in: 0..<count, using: &generator)] = generator.halves([features], limit: 2) - 18
        let clusters = Clusters(points: points, centres: centres)
        if clusters.tells { return clusters }
    }
}
