import Exercises
import Nabla

// 10.8  Which turn keeps the label?
//
// Turning pictures makes new training examples, if the label stays true. Find out for glyphs that you know by heart. Given K
// glyphs, glyph k with label k, and a turn: which label does the picture of each carry afterwards? Its own, another glyph's, or
// none.
//
//     glyphs       [K, H, W], all different
//     mirrored     whether left and right are exchanged
//     upsideDown   whether top and bottom are exchanged; both together are half a turn
//     returns      for each glyph the number of the glyph that its picture equals after the turn, or −1 if it equals none
//
// Example: three glyphs of one row, [1, 0, 0], [0, 1, 0] and [0, 0, 1]. Mirrored, the first becomes the third and the third the
// first: [2, 1, 0]. Upside down nothing changes: [0, 1, 2].
//
// Predict first, for the digits 0 to 9 as a pocket calculator shows them. `glyphs[k, row, column].item` is one pixel; two tensors
// are equal if `a == b`.

func labelAfter(glyphs: Tensor, mirrored: Bool, upsideDown: Bool) throws -> [Int] {
    let (count, height, width) = (glyphs.shape[0], glyphs.shape[1], glyphs.shape[2])
    return (0..<count).map { glyph in
        var turned = Tensor(zeros: [height, width])
        for row in 0..<height {
            for column in 0..<width {
                let from = (upsideDown ? height - 1 - row : row, mirrored ? width - 1 - column : column)
                turned[row, column] = glyphs[glyph, from.0, from.1]
            }
        }
        return (0..<count).first { glyphs[$0] == turned } ?? -1
    }
}

// Why: a picture that equals no glyph any more is a bad example of its own label. One that equals another glyph is worse: it
// teaches a lie. A turn may be used for augmentation on the classes that keep their own number, and on no other.
