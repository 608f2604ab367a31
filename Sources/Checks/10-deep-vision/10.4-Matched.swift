// 10.4 matched
// points: 3
// minutes: 20
// difficulty: hard
// hint: Do it on paper for two detections and one object: who is heard first, and what does the second one become?
// hint: Keep two lists: which objects were found, and which detections are hits. The first has M entries, the second N.
// hint: In the order of certainty: find the object with the largest overlap, found or not. It is a hit if the overlap reaches
//   the threshold and the object was not found before; then note it as found.

import Grading
import Nabla

struct Hearing: Sendable {
    var boxes: Tensor, scores: Tensor, objects: Tensor, threshold: Scalar

    private var said: [Frame] { frames(boxes) }
    private var real: [Frame] { frames(objects) }

    var overlaps: [[Scalar]] { said.map { one in real.map { one.overlap($0) } } }
    var byCertainty: [Int] {
        let certainties = scores.scalars
        return certainties.indices.sorted { certainties[$0] > certainties[$1] }
    }

    /// Hits in some order. `choice` names the object that a detection belongs to, given what was found.
    func heard(
        _ order: [Int], doublesCount: Bool = false, threshold: Scalar? = nil, _ choice: ([Scalar], [Bool]) -> Int?
    ) -> [Bool] {
        let (table, limit) = (overlaps, threshold ?? self.threshold)
        var hits = [Bool](repeating: false, count: table.count)
        var isFound = [Bool](repeating: false, count: real.count)
        for detection in order {
            guard let object = choice(table[detection], isFound), table[detection][object] >= limit,
                table[detection][object] > 0
            else { continue }
            if doublesCount || !isFound[object] { (hits[detection], isFound[object]) = (true, true) }
        }
        return hits
    }

    static func best(_ row: [Scalar], _ isFound: [Bool]) -> Int? { row.indices.max { row[$0] < row[$1] } }
    static func bestFree(_ row: [Scalar], _ isFound: [Bool]) -> Int? {
        row.indices.filter { !isFound[$0] }.max { row[$0] < row[$1] }
    }
}

let matched = Check<Hearing, [Bool]>(result: "hits") { c in
    c.inputs { generator in [hearing(&generator), hearing(&generator)] }
    c.right { $0.heard($0.byCertainty, Hearing.best) }
    c.wrong(.memory, "A second detection of an object counts as a hit too. One object can be found once.") {
        $0.heard($0.byCertainty, doublesCount: true, Hearing.best)
    }
    c.wrong("Doubles are missing from the answer. A double is an answer, and a wrong one.") { p in
        let (once, all) = (
            p.heard(p.byCertainty, Hearing.best), p.heard(p.byCertainty, doublesCount: true, Hearing.best)
        )
        return once.indices.filter { once[$0] == all[$0] }.map { once[$0] }
    }
    c.wrong("The detection with the best overlap was heard first. The certainty decides.") { p in
        let best = p.overlaps.map { $0.max()! }
        return p.heard(best.indices.sorted { best[$0] > best[$1] }, Hearing.best)
    }
    c.wrong(
        .convention,
        "A detection whose object was found already took another, free one. That rule exists; here a detection belongs to the object it overlaps most, free or not."
    ) { $0.heard($0.byCertainty, Hearing.bestFree) }
    c.wrong("The detections were heard in the order of the list. Who is heard first?") {
        $0.heard(Array(0..<$0.scores.size), Hearing.best)
    }
    c.wrong("Any overlap is enough here. What is the threshold for?") {
        $0.heard($0.byCertainty, threshold: 0, Hearing.best)
    }
    c.wrong("A detection takes the first object over the threshold. It may fit two: which of them better?") { p in
        p.heard(p.byCertainty) { row, _ in row.firstIndex { $0 >= p.threshold } }
    }
    c.wrong(.sign, "The least certain detection was heard first.") { $0.heard($0.byCertainty.reversed(), Hearing.best) }
    c.wrong("The answers come in the order of certainty. They were asked in the order of `boxes`.") { p in
        let hits = p.heard(p.byCertainty, Hearing.best)
        return p.byCertainty.map { hits[$0] }
    }
    c.wrong("This says of each object whether it was found. It was asked of each detection.") { p in
        let (table, order) = (p.overlaps, p.byCertainty)
        var isFound = [Bool](repeating: false, count: p.objects.shape[0])
        for detection in order {
            if let object = Hearing.best(table[detection], isFound), table[detection][object] >= p.threshold {
                isFound[object] = true
            }
        }
        return isFound
    }
    c.wrong("Every detection is a hit, or none.", forEach: [true, false]) { p, answer in
        [Bool](repeating: answer, count: p.scores.size)
    }
    c.wrong(.sign, "Hits and misses are exchanged.") { $0.heard($0.byCertainty, Hearing.best).map { !$0 } }
}

/// Two objects that overlap, one apart. Two detections of the first object, of which the less certain one is listed first in
/// one input; of the third too, where the less certain one overlaps more; one that overlaps a little, one apart.
private func hearing(_ generator: inout SeededGenerator) -> Hearing {
    let stretch = Stretch(using: &generator)
    let objects = [stretch(0, 0, 10, 10), stretch(3, 0, 13, 10), stretch(30, 30, 40, 44)].shuffled(using: &generator)
    let said: [(Frame, Int)] = [
        (stretch(31, 31, 41, 45), 50), (stretch(30, 31, 40, 44), 55), (stretch(1, 0, 11, 10), 80),
        (stretch(0, 0, 11, 10), 70), (stretch(2, 0, 12, 10), 40), (stretch(36, 38, 46, 52), 90),
        (stretch(60, 60, 70, 70), 30),
    ]
    let scored = said.map { frame, score in
        // The pair of the third object is drawn both ways: the more certain one may be the worse one.
        (frame, Scalar(score + Int.random(in: -4...4, using: &generator)) / 100)
    }
    var list = scored
    if Bool.random(using: &generator) { (list[0].1, list[1].1) = (list[1].1, list[0].1) }
    list.shuffle(using: &generator)
    return Hearing(
        boxes: rows(list.map(\.0)), scores: Tensor(list.map(\.1)), objects: rows(objects),
        threshold: Scalar([45, 50].randomElement(using: &generator)!) / 100)
}
