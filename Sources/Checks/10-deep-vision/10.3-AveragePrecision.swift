// 10.3 averagePrecision
// points: 3
// minutes: 15
// difficulty: medium
// hint: Put the hits into the order of certainty and write precision and recall under each. Which of them move recall?
// hint: Recall grows by 1 / objects at every hit and at no miss. So the area is a sum over the hits.
// hint: Go through the precisions from the last to the first and keep the best so far: that is the envelope. At a hit add it,
//   and divide the sum by the number of objects.

import Grading
import Nabla

struct Judged: Sendable {
    var scores: Tensor, hits: [Bool], objects: Int

    /// The hits, the most certain first.
    var ranked: [Bool] {
        let certainties = scores.scalars
        return certainties.indices.sorted { certainties[$0] > certainties[$1] }.map { hits[$0] }
    }
    var found: Int { hits.count { $0 } }

    static func precisions(_ row: [Bool]) -> [Scalar] {
        var found = 0
        return row.enumerated().map { place, hit in
            found += hit ? 1 : 0
            return Scalar(found) / Scalar(place + 1)
        }
    }
    static func envelope(_ row: [Bool]) -> [Scalar] {
        var best: Scalar = 0
        return precisions(row).reversed().map {
            best = max(best, $0)
            return best
        }.reversed()
    }
    /// The sum of heights at hits, over a number of objects.
    static func area(_ row: [Bool], _ heights: [Scalar], over objects: Int) -> Scalar {
        row.indices.filter { row[$0] }.map { heights[$0] }.reduce(0, +) / Scalar(objects)
    }
    func area(_ row: [Bool], over count: Int? = nil) -> Scalar {
        Self.area(row, Self.envelope(row), over: count ?? objects)
    }
    var elevenPoints: Scalar {
        let (row, heights) = (ranked, Self.envelope(ranked))
        var (found, recalls): (Int, [Scalar]) = (0, [])
        for hit in row {
            found += hit ? 1 : 0
            recalls.append(Scalar(found) / Scalar(objects))
        }
        return (0...10).map { step -> Scalar in
            recalls.firstIndex { $0 >= Scalar(step) / 10 - 1e-6 }.map { heights[$0] } ?? 0
        }.reduce(0, +) / 11
    }
}

let averagePrecision = Check<Judged, Scalar>(result: "average precision") { c in
    c.inputs { generator in [judged(7, hits: 4, &generator), judged(9, hits: 5, &generator)] }
    c.right { $0.area($0.ranked) }
    c.wrong(.convention, "This is the older rule of eleven recalls. Here the whole area is asked.") { $0.elevenPoints }
    c.wrong(
        .convention, "The envelope is missing. A later, better precision counts for an earlier recall too."
    ) { Judged.area($0.ranked, Judged.precisions($0.ranked), over: $0.objects) }
    c.wrong(.average, "Divided by the objects that were found. Those that were never found count too.") {
        $0.area($0.ranked, over: $0.found)
    }
    c.wrong(.average, "Divided by the number of detections. How many steps has the axis of recall?") {
        $0.area($0.ranked, over: $0.hits.count)
    }
    c.wrong("This is the precision of the whole list: one point of the curve, not its area.") {
        Scalar($0.found) / Scalar($0.hits.count)
    }
    c.wrong("This is the recall of the whole list: one point of the curve, not its area.") {
        Scalar($0.found) / Scalar($0.objects)
    }
    c.wrong(.sign, "The least certain detection came first. The most certain one does.") {
        $0.area($0.ranked.reversed())
    }
    c.wrong("Detections of certainty below ½ were left out. Every certainty is a point of the curve.") { p in
        let certainties = p.scores.scalars
        let some = certainties.indices.filter { certainties[$0] >= 0.5 }
        let part = Judged(
            scores: Tensor(some.map { certainties[$0] }), hits: some.map { p.hits[$0] }, objects: p.objects)
        return part.area(part.ranked)
    }
    c.wrong(.pairing, "The hits were taken in the order of the list. In which order would you hand in your answers?") {
        $0.area($0.hits)
    }
    c.wrong(
        .average, "This is a mean over all detections. A miss adds no recall, so it adds no area.",
        {
            let heights = Judged.precisions($0.ranked)
            return heights.reduce(0, +) / Scalar(heights.count)
        })
    c.wrong(
        .average, "This is a mean of the envelope over all detections. A miss adds no recall, so it adds no area."
    ) {
        let heights = Judged.envelope($0.ranked)
        return heights.reduce(0, +) / Scalar(heights.count)
    }
    c.wrong("Each height is the best precision so far, at an *earlier* recall. The envelope looks at later ones.") {
        p in
        let (row, heights) = (p.ranked, Judged.precisions(p.ranked))
        let best = heights.indices.map { heights[0...$0].max()! }
        return Judged.area(row, best, over: p.objects)
    }
    c.wrong("Misses added area too. Only a hit moves recall.") { p in
        Judged.envelope(p.ranked).reduce(0, +) / Scalar(p.objects)
    }
    c.wrong("The hits before the envelope were joined by straight lines. The curve is a staircase.") { p in
        let (row, heights) = (p.ranked, Judged.envelope(p.ranked))
        var (area, previous): (Scalar, Scalar) = (0, 1)
        for place in row.indices where row[place] {
            area += (heights[place] + previous) / 2 / Scalar(p.objects)
            previous = heights[place]
        }
        return area
    }
    c.accepts("a rectangle for each step of recall") { p in
        let (row, heights) = (p.ranked, Judged.envelope(p.ranked))
        var (area, previous, found): (Scalar, Scalar, Scalar) = (0, 0, 0)
        for place in row.indices {
            found += row[place] ? 1 : 0
            area += (found / Scalar(p.objects) - previous) * heights[place]
            previous = found / Scalar(p.objects)
        }
        return area
    }
}

/// Misses between hits, a hit of certainty below ½, and objects that nobody finds. The
/// list comes in another order.
private func judged(_ count: Int, hits: Int, _ generator: inout SeededGenerator) -> Judged {
    while true {
        let scores = certainties(count, from: 99, using: &generator).enumerated().map { place, score in
            place >= count - 2 ? score - 0.35 : score
        }
        var row = (0..<count).map { $0 < hits }.shuffled(using: &generator)
        // The longer list begins with a miss.
        (row[0], row[1]) = (count == 7, count != 7)
        row[count - 1] = true
        guard row.count(where: { $0 }) == hits, row != row.reversed() else { continue }
        let order = Array(0..<count).shuffled(using: &generator)
        let listed = order.map { row[$0] }
        guard listed != row, listed.reversed() != row, scores[count - 1] < 0.5, scores[count - 1] > 0 else { continue }
        let objects = hits + Int.random(in: 2...5, using: &generator)
        guard objects != count else { continue }
        return Judged(scores: Tensor(order.map { scores[$0] }), hits: listed, objects: objects)
    }
}
