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
    throw notAttempted()
}
