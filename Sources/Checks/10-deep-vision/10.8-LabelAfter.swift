// 10.8 labelAfter
// points: 2
// minutes: 15
// difficulty: easy
// essential: yes
// hint: Turn one glyph on paper. The pixel in row i and column j: where does it go when left and right are exchanged?
// hint: Build the turned picture pixel by pixel, then compare it with every glyph, not only with its own.
// hint: Mirrored, column j comes from column W − 1 − j; upside down, row i from row H − 1 − i. The first glyph that is equal is
//   the label; if there is none, −1.

import Grading
import Nabla

struct Turn: Sendable {
    var glyphs: Tensor, mirrored: Bool, upsideDown: Bool

    var count: Int { glyphs.shape[0] }

    func turned(mirrored: Bool? = nil, upsideDown: Bool? = nil) -> [Tensor] {
        let (height, width) = (glyphs.shape[1], glyphs.shape[2])
        let (across, down) = (mirrored ?? self.mirrored, upsideDown ?? self.upsideDown)
        return (0..<count).map { glyph in
            var picture = Tensor(zeros: [height, width])
            for row in 0..<height {
                for column in 0..<width {
                    picture[row, column] =
                        glyphs[glyph, down ? height - 1 - row : row, across ? width - 1 - column : column]
                }
            }
            return picture
        }
    }
    /// The glyph that each picture equals, or −1.
    func labels(_ pictures: [Tensor]) -> [Int] {
        pictures.map { picture in (0..<count).first { glyphs[$0] == picture } ?? -1 }
    }
    var right: [Int] { labels(turned()) }
}

let labelAfter = Check<Turn, [Int]>(result: "labels") { c in
    c.inputs { generator in
        let glyphs = drawnGlyphs(&generator)
        return [(true, false), (false, true), (true, true)].map {
            Turn(glyphs: glyphs, mirrored: $0.0, upsideDown: $0.1)
        }
    }
    c.right { $0.right }
    c.wrong("Every picture keeps its label. Turn a 6 by half a circle and read it again.") { Array(0..<$0.count) }
    c.wrong("A picture that equals no glyph keeps its label. It is not a good example of that any more.") {
        $0.right.enumerated().map { $1 == -1 ? $0 : $1 }
    }
    c.wrong("Only a glyph's own label is looked for. It may have become another one: that is worse than nothing.") {
        $0.right.enumerated().map { $1 == $0 ? $0 : -1 }
    }
    c.wrong("Every picture gets the nearest glyph. The nearest is found for every scribble; equal is asked.") { p in
        p.turned().map { picture in
            let far = (0..<p.count).map { square(p.glyphs[$0] - picture).sum() }
            return far.firstIndex(of: far.min()!)!
        }
    }
    c.wrong(.axis, "Mirrored and upside down are exchanged. Which index runs along a row?") {
        $0.labels($0.turned(mirrored: $0.upsideDown, upsideDown: $0.mirrored))
    }
    c.wrong("Pictures count as equal when they have the same amount of ink.") { p in
        p.turned().map { picture in (0..<p.count).first { p.glyphs[$0].sum() == picture.sum() }! }
    }
    c.wrong(.axis, "Every turn is half a turn. Reversing a list of all pixels turns both axes at once.") {
        $0.labels($0.turned(mirrored: true, upsideDown: true))
    }
    c.wrong("Left and right are exchanged whatever is asked.") {
        $0.labels($0.turned(mirrored: true, upsideDown: false))
    }
    c.wrong("Top and bottom are exchanged whatever is asked.") {
        $0.labels($0.turned(mirrored: false, upsideDown: true))
    }
    c.wrong("Where both are asked, only left and right are exchanged. Half a turn does both.") {
        $0.labels($0.turned(upsideDown: $0.mirrored ? false : $0.upsideDown))
    }
    c.wrong("Where both are asked, only top and bottom are exchanged. Half a turn does both.") {
        $0.labels($0.turned(mirrored: $0.upsideDown ? false : $0.mirrored))
    }
    c.wrong("None of the pictures equals a glyph. Compare with all glyphs, and with the turned picture.") { p in
        [Int](repeating: -1, count: p.count)
    }
    c.wrong("A label of 0 stands where no glyph is equal. 0 is a glyph too: say −1.") {
        $0.right.map { $0 == -1 ? 0 : $0 }
    }
    c.accepts("the glyphs turned, and each looked up among them") { p in
        let turned = p.turned()
        return (0..<p.count).map { glyph in turned.firstIndex { $0 == p.glyphs[glyph] } ?? -1 }
    }
}

/// Nine glyphs: one is its own mirror image, one its own image upside down; a pair for each turn; one that becomes nothing.
private func drawnGlyphs(_ generator: inout SeededGenerator) -> Tensor {
    let (height, width) = [(5, 3), (5, 4), (4, 3)].randomElement(using: &generator)!
    while true {
        func scribble() -> Tensor {
            Tensor(
                scalars: (0..<height * width).map { _ in Bool.random(using: &generator) ? 1 : 0 },
                shape: [height, width])
        }
        func turn(_ picture: Tensor, _ mirrored: Bool, _ upsideDown: Bool) -> Tensor {
            Turn(glyphs: picture.expanded(atAxis: 0), mirrored: mirrored, upsideDown: upsideDown).turned()[0]
        }
        let (one, two) = (scribble(), scribble())
        let (across, down, half, alone) = (scribble(), scribble(), scribble(), scribble())
        let list = [
            maximum(one, turn(one, true, false)), maximum(two, turn(two, false, true)), across,
            turn(across, true, false), down, turn(down, false, true), half, turn(half, true, true), alone,
        ].shuffled(using: &generator)
        let isDistinct = list.indices.allSatisfy { place in list[..<place].allSatisfy { $0 != list[place] } }
        let glyphs = Tensor(stacking: list)
        let kept = [(true, false), (false, true), (true, true)].map { mirrored, upsideDown in
            Turn(glyphs: glyphs, mirrored: mirrored, upsideDown: upsideDown).right
        }
        // For each turn one pair and glyphs that become nothing; for the first two one that stays.
        let isTold = kept.enumerated().allSatisfy { number, labels in
            labels.enumerated().count { $1 >= 0 && $1 != $0 } >= 2 && labels.contains(-1)
                && (number == 2 || labels.enumerated().contains { $0 == $1 })
        }
        if isDistinct && isTold && kept[0][0] != 0 { return glyphs }
    }
}
