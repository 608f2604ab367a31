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
    var w = Tensor(zeros: [x.shape[1]])
    var b: Scalar = 0
    for epoch in 1...maxEpochs {
        var mistakes = 0
        for n in 0..<x.shape[0] {
            let (sample, label) = (x[n], y[n].item)
            if label * (dot(w, sample) + b) <= 0 { mistakes += 1 }
            (w, b) = try update(w: w, b: b, x: sample, y: label, rate: 1)
        }
        if mistakes == 0 { return (w, b, epoch) }
    }
    return (w, b, maxEpochs)
}

// Why: the counter begins anew in every pass, because the question at its end is whether this pass was clean. Only
// running a pass can show that, so the clean one counts; and where no line exists only the limit ends the loop.
