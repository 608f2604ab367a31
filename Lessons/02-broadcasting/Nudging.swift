import Tensors

/// What a search found, and the loss on the way: before the first step and after each.
struct Search {
    var w: Tensor
    var losses: [Scalar]
}

/// Turns every number of `w` a little up and down, looks at the loss, and moves all of them the better way.
///
/// The loss is asked and never opened: whatever it measures is what is made small. Lesson 03 takes this apart.
func nudged(_ start: Tensor, downhill loss: (Tensor) -> Scalar, steps: Int) -> Search {
    let (nudge, rate): (Scalar, Scalar) = (0.5, 0.1)
    var w = start
    var losses = [loss(w)]
    for _ in 0..<steps {
        var slopes = Tensor(zeros: w.shape)
        for place in 0..<w.size {
            var step = Tensor(zeros: [w.size])
            step[place] = Tensor(nudge)
            let moved = step.reshaped(to: w.shape)
            slopes += (loss(w + moved) - loss(w - moved)) / (2 * nudge * nudge) * moved
        }
        w -= slopes * rate
        losses.append(loss(w))
    }
    return Search(w: w, losses: losses)
}
