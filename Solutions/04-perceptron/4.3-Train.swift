import Grading
import Nabla

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
