import Exercises
import Nabla

// 4.3  Learn from all of them
//
// Start from zero weights and zero bias, with rate 1. Go through the samples in the given order and update after
// each one, as in 4.2; that is one pass, or epoch. Go on until a pass has run without a single mistake: then a
// separating line is found. If none is found within maxEpochs passes, stop all the same.
//
//     x [N, D], y [N]   the samples and their labels, -1 or +1
//     maxEpochs         the most passes allowed
//     returns the weights, the bias, and how many passes were run, the clean one included
//
// Example: (3, 0)+ (-2, -3)- (-1, 0)- (0, 1)+ (-2, -1)- (-3, 3)+, maxEpochs = 50.
//     Four passes are run. The first makes mistakes, and so do the second and the third; the fourth makes none.
//
// `x[n]` is the sample number n, `y[n].item` its label as a number. You may call your own `update`, with `try` before
// it. The page's `learn` is for labels 0 and 1, and takes a score of 0 for a yes.

func train(x: Tensor, y: Tensor, maxEpochs: Int) throws -> (w: Tensor, b: Scalar, epochs: Int) {
    throw notAttempted()
}
