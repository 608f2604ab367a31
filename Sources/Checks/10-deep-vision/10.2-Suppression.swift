// 10.2 kept
// points: 3
// minutes: 15
// difficulty: medium
// hint: Do the example by hand, in the order of certainty. With whom must a box be compared: with all, or with those that stay?
// hint: Sort the numbers of the boxes by certainty. Keep a list of those that stay, empty at first.
// hint: For each box, the most certain first: if a box that stays, of the same class, overlaps it by more than the threshold,
//   pass it over; otherwise it stays too.

import Grading
import Nabla

struct Candidates: Sendable {
    var boxes: Tensor, scores: Tensor, classes: [Int], threshold: Scalar

    var frames: [Frame] { (0..<boxes.shape[0]).map { Frame(boxes[$0]) } }
    /// The most certain first.
    var order: [Int] {
        let certainties = scores.scalars
        return certainties.indices.sorted { certainties[$0] > certainties[$1] }
    }

    /// Greedy suppression in some order, with some idea of who is whose double.
    func greedy(
        _ order: [Int], byStaying: Bool = true, perClass: Bool = true, _ isDouble: ((Int, Int) -> Bool)? = nil
    ) -> [Int] {
        let frames = self.frames
        func doubles(_ one: Int, _ other: Int) -> Bool {
            (!perClass || classes[one] == classes[other])
                && (isDouble?(one, other) ?? (frames[one].overlap(frames[other]) > threshold))
        }
        var (stays, seen): ([Int], [Int]) = ([], [])
        for candidate in order {
            if !(byStaying ? stays : seen).contains(where: { doubles($0, candidate) }) { stays.append(candidate) }
            seen.append(candidate)
        }
        return stays
    }

    /// The most certain of each class removes its doubles, and that is all.
    var oneRound: [Int] {
        let frames = self.frames
        var bests: [Int] = []
        for box in order where !bests.contains(where: { classes[$0] == classes[box] }) { bests.append(box) }
        return order.filter { box in
            bests.contains(box)
                || !bests.contains { classes[$0] == classes[box] && frames[$0].overlap(frames[box]) > threshold }
        }
    }

    /// Removes from a list by its index while going through it, so that the box that moves up is passed over.
    var skipping: [Int] {
        let frames = self.frames
        var (list, place) = (order, 0)
        while place < list.count {
            var other = place + 1
            while other < list.count {
                if classes[list[place]] == classes[list[other]],
                    frames[list[place]].overlap(frames[list[other]]) > threshold
                {
                    list.remove(at: other)
                }
                other += 1
            }
            place += 1
        }
        return list
    }
}

let kept = Check<Candidates, [Int]>(result: "kept") { c in
    c.inputs { generator in (0..<2).map { _ in candidates(&generator) } }
    c.right { $0.greedy($0.order) }
    c.wrong("Boxes of different classes removed each other. Two kinds of things may share a place.") {
        $0.greedy($0.order, perClass: false)
    }
    c.wrong(.sign, "Boxes that overlap *less* than the threshold were removed. Doubles are those that share a place.") {
        p in
        let frames = p.frames
        return p.greedy(p.order) { frames[$0].overlap(frames[$1]) <= p.threshold }
    }
    c.wrong("One box of each class stays. A picture may hold two of a kind.") { p in
        p.greedy(p.order) { _, _ in true }
    }
    c.wrong(.memory, "Removed boxes removed others. Only a box that stays may remove.") {
        $0.greedy($0.order, byStaying: false)
    }
    c.wrong("The boxes were taken in the order of the list. Who has the right to stay?") {
        $0.greedy(Array($0.classes.indices))
    }
    c.wrong("The list got shorter while you went through it: the box that moved up was passed over.") { $0.skipping }
    c.wrong("Only the most certain box of each class removed its doubles. Each box that is left has its turn.") {
        $0.oneRound
    }
    c.wrong(.sign, "The least certain box came first. Which one do you trust most?") { $0.greedy($0.order.reversed()) }
    c.wrong("The right boxes, but in the order of the list, not of their certainty.") { $0.greedy($0.order).sorted() }
    c.wrong(.sign, "The right boxes, but the least certain first.") { $0.greedy($0.order).reversed() }
    c.wrong(
        "Every box stays. Which of them overlap another one of their class?", { $0.order },
        { Array($0.classes.indices) })
    c.wrong("These are the boxes that go. The ones that stay are asked.") { p in
        let stays = p.greedy(p.order)
        return p.order.filter { !stays.contains($0) }
    }
    c.wrong("Any overlap counts as a double. What is the threshold for?") { p in
        let frames = p.frames
        return p.greedy(p.order) { frames[$0].common(frames[$1]) > 0 }
    }
    c.wrong("The shared part was measured against the smaller box, not against what both cover.") { p in
        let frames = p.frames
        return p.greedy(p.order) {
            frames[$0].common(frames[$1]) / min(frames[$0].area, frames[$1].area) > p.threshold
        }
    }
    c.accepts("≥ at the threshold") { p in
        let frames = p.frames
        return p.greedy(p.order) { frames[$0].overlap(frames[$1]) >= p.threshold }
    }
    c.accepts("classes moved apart, then one list") { p in
        let moved = zip(p.frames, p.classes).map { frame, label in
            Frame(
                frame.left + Scalar(1000 * label), frame.top, frame.right + Scalar(1000 * label), frame.bottom)
        }
        return p.greedy(p.order, perClass: false) { moved[$0].overlap(moved[$1]) > p.threshold }
    }
}

/// Two places: at one A, its doubles B and G, E which is a double of B only, and C of another class; at the other D and its
/// double F, and H, which touches D a little and lies inside of nothing.
private func candidates(_ generator: inout SeededGenerator) -> Candidates {
    let stretch = Stretch(using: &generator)
    let labels = Array(0..<5).shuffled(using: &generator)
    let (one, other) = (labels[0], labels[1])
    var list: [(frame: Frame, label: Int)] = [
        (stretch(0, 0, 10, 10), one), (stretch(1, 1, 11, 11), one), (stretch(0, 1, 11, 10), one),
        (stretch(2, 2, 12, 12), one), (stretch(0, 1, 10, 11), other), (stretch(20, 20, 30, 30), one),
        (stretch(21, 21, 31, 31), one), (stretch(27, 20, 33, 30), one), (stretch(22, 22, 28, 28), other),
        (stretch(21, 21, 30, 30), other),
    ]
    if Bool.random(using: &generator) { list.removeLast(2) }
    let scores = certainties(list.count, from: 99, using: &generator)
    let order = Array(list.indices).shuffled(using: &generator)
    return Candidates(
        boxes: rows(order.map { list[$0].frame }), scores: Tensor(order.map { scores[$0] }),
        classes: order.map { list[$0].label },
        threshold: Scalar([50, 55, 60].randomElement(using: &generator)!) / 100)
}
