// 10.1 overlap
// points: 2
// minutes: 10
// difficulty: easy
// essential: yes
// hint: Draw two boxes on squared paper. Which of the four left and right edges bound what they share?
// hint: The shared part begins at the larger of the two left edges and ends at the smaller of the two right edges. What if it
//   ends before it begins?
// hint: Cut width and height of the shared part at 0, each by itself. Covered is the sum of both areas, less the shared part.

import Grading
import Nabla

struct TwoBoxes: Sendable {
    var a: Tensor, b: Tensor

    init(_ a: Frame, _ b: Frame) { (self.a, self.b) = (Tensor(a.numbers), Tensor(b.numbers)) }

    var frames: (a: Frame, b: Frame) { (Frame(a), Frame(b)) }
    var common: Scalar { frames.a.common(frames.b) }
    var areas: Scalar { frames.a.area + frames.b.area }

    /// Shared over covered, from two sides.
    func ratio(_ across: Scalar, _ down: Scalar, extra: Scalar = 0) -> Scalar {
        let (a, b) = frames
        let both = (a.width + extra) * (a.height + extra) + (b.width + extra) * (b.height + extra)
        return across * down / (both - across * down)
    }
    var sides: (across: Scalar, down: Scalar) { frames.a.sides(frames.b) }

    /// The overlap of the two boxes whose center and size these numbers would be.
    var asCenterAndSize: Scalar {
        func read(_ f: Frame) -> Frame {
            Frame(
                f.left - f.right / 2, f.top - f.bottom / 2, f.left + f.right / 2, f.top + f.bottom / 2)
        }
        return read(frames.a).overlap(read(frames.b))
    }
    /// The same, read as a corner and a size.
    var asCornerAndSize: Scalar {
        func read(_ f: Frame) -> Frame { Frame(f.left, f.top, f.left + f.right, f.top + f.bottom) }
        return read(frames.a).overlap(read(frames.b))
    }
}

let overlap = Check<TwoBoxes, Scalar>(result: "overlap") { c in
    c.inputs { generator in
        func whole(_ range: ClosedRange<Int>) -> Scalar { Scalar(Int.random(in: range, using: &generator)) }
        func box(_ left: Scalar, _ top: Scalar, _ width: Scalar, _ height: Scalar) -> Frame {
            Frame(left, top, left + width, top + height)
        }
        let (w, h) = (whole(9...12), whole(5...7))
        let part = TwoBoxes(box(2, 1, w, h), box(2 + whole(2...3), 1 + whole(1...2), whole(9...11), whole(5...8)))
        let apart = TwoBoxes(box(1, 2, 6, whole(3...5)), box(whole(12...15), whole(14...18), whole(5...7), 4))
        let inside = TwoBoxes(box(1, 2, w, h), box(whole(2...3), 3, whole(3...5), 2))
        let beside = TwoBoxes(box(1, 1, 4, whole(8...10)), box(whole(9...11), 3, whole(5...6), 4))
        let below = TwoBoxes(box(1, 1, whole(8...10), 4), box(3, whole(9...11), 4, whole(5...6)))
        let before = TwoBoxes(box(8, 6, w, h), box(whole(3...4), whole(1...2), whole(9...11), whole(7...8)))
        return [part, apart, inside, beside, below, before]
    }
    c.right { $0.common / ($0.areas - $0.common) }
    c.wrong(
        "For boxes that are apart the sides of the shared part are negative, and two negative sides make a positive area."
    ) { $0.ratio($0.sides.across, $0.sides.down) }
    c.wrong(
        "The shared area is cut at 0, its sides are not. A product of two negative sides is positive and passes.",
        {
            let common = max(0, $0.sides.across * $0.sides.down)
            return common / ($0.areas - common)
        })
    c.wrong(
        .convention, "Every side is longer by 1. Coordinates are edges here, not pixels that count on both ends.",
        { $0.ratio(max(0, $0.sides.across + 1), max(0, $0.sides.down + 1), extra: 1) },
        { $0.common == 0 ? 0 : $0.ratio($0.sides.across + 1, $0.sides.down + 1, extra: 1) })
    c.wrong(
        .offByOne,
        "The sides of both boxes are longer by 1, those of the shared part are not. One rule for all three areas."
    ) {
        $0.ratio(max(0, $0.sides.across), max(0, $0.sides.down), extra: 1)
    }
    c.wrong("The shared part was counted twice in what both cover.") { $0.common / $0.areas }
    c.wrong("Divided by the smaller area. That says how much of one box lies in the other.") {
        $0.common / min($0.frames.a.area, $0.frames.b.area)
    }
    c.wrong("Divided by the larger area. What do the two boxes cover together?") {
        $0.common / max($0.frames.a.area, $0.frames.b.area)
    }
    c.wrong("Divided by the area of the first box. The overlap must not depend on which box comes first.") {
        $0.common / $0.frames.a.area
    }
    c.wrong("Divided by the area of the second box. The overlap must not depend on which box comes first.") {
        $0.common / $0.frames.b.area
    }
    c.wrong(
        .convention, "The four numbers were read as centre and size. They are edges: left, top, right, bottom."
    ) { $0.asCenterAndSize }
    c.wrong(.convention, "The last two numbers were read as width and height. They are the right and the lower edge.") {
        $0.asCornerAndSize
    }
    c.wrong("This is the shared area itself, not divided. Large boxes overlap more: measured against what?") {
        $0.common
    }
    c.wrong("Divided by the frame around both boxes. Corners of that frame are covered by neither.") {
        let (a, b) = $0.frames
        let width = max(a.right, b.right) - min(a.left, b.left)
        let height = max(a.bottom, b.bottom) - min(a.top, b.top)
        return $0.common / (width * height)
    }
    c.wrong("Twice the shared area over the sum of the areas: another measure of agreement (Dice).") {
        2 * $0.common / $0.areas
    }
    c.ignoresInput("the two boxes", { _ in 0 }, { _ in 1 }, { _ in 0.5 })
    c.accepts("0 said early for boxes that do not touch") {
        let (across, down) = $0.sides
        return across <= 0 || down <= 0 ? 0 : $0.ratio(across, down)
    }
}
