import Exercises
import Nabla

// 5.7  Break it: write the test that catches the bug
//
// Somebody has written exercise 5.2 seven times, each time with one mistake: dw turned over, dw divided by N,
// db divided by N, db added up over the wrong axis, dx = g·w, dw with the wrong sign, dx as if g were all ones. Write
// a test that refuses all seven and accepts the right layer. A test is a case to try and a comparison:
//
//     testCase   returns x [N, D], w [D, H] and g [N, H], which you choose
//     agrees     compares what a layer answered for your case with what is right:
//                two triples dx, dw, db, whose shapes may differ; true if they are the same
//
// Measure a difference in dx against the largest entry of dx, one in dw against that of dw, one in db against that of
// db: a millionth of it is rounding and must be accepted, a tenth of it never. Where your shapes make a wrong layer stop
// by itself, it counts as refused.
//
// Example of a bad test: three by three ones for x, w and g. Turned over or not, they look the same, and four
// of the seven pass.
//
// `a.dx.shape == b.dx.shape` compares two shapes. Where they agree, `abs(a.dx - b.dx).max()` is the largest
// difference, and `abs(b.dx).max()` a size to compare it with.

func testCase() throws -> (x: Tensor, w: Tensor, g: Tensor) {
    throw notAttempted()
}

func agrees(
    _ a: (dx: Tensor, dw: Tensor, db: Tensor), _ b: (dx: Tensor, dw: Tensor, db: Tensor)
) throws -> Bool {
    throw notAttempted()
}
