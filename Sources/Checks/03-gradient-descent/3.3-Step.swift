// 3.3 step
// points: 1
// minutes: 5
// difficulty: easy
// essential: yes
// by hand: Variable, Parameter
// hint: The whole gradient first, all steps afterwards: it belongs to one place.
// hint: New place = old place minus rate times partial derivative, for every weight and for the bias.
// hint: Call your mseGradient once, keep what it returns, and use it for w and for b.

import Grading
import Nabla

struct StepInput {
    var x: Tensor, y: Tensor, w: Tensor, b: Scalar, rate: Scalar

    func gradient(w: Tensor? = nil) -> Gradient {
        let fit = Fit(x: x, y: y, w: w ?? self.w, b: b)
        return fit.gradient(fit.residuals, times: 2)
    }

    func moved(by factor: Scalar = 1) -> (w: Tensor, b: Scalar) {
        let gradient = self.gradient()
        return (w - factor * rate * gradient.dw, b - factor * rate * gradient.db)
    }
}

let step = Check<StepInput, (w: Tensor, b: Scalar)> { c in
    c.inputs { generator in
        zip([(5, 3), (3, 4), (6, 7)], [0.25, 0.05, 0.125] as [Scalar]).map { extents, rate in
            let fit = fit(extents.0, extents.1, &generator)
            return StepInput(x: fit.x, y: fit.y, w: fit.w, b: fit.b, rate: rate)
        }
    }
    c.right { $0.moved() }
    c.wrong(
        .onePoint,
        "w is right, b is not: its derivative was taken after w had moved. The whole gradient belongs to one place."
    ) { input in
        let w = input.moved().w
        return (w, input.b - input.rate * input.gradient(w: w).db)
    }
    c.wrong(
        .onePoint, "The weights moved one after the other, each from a new place. Take the whole gradient first."
    ) { input in
        var w = input.w
        for k in 0..<w.size { w[k] -= input.rate * input.gradient(w: w).dw[k] }
        return (w, input.b - input.rate * input.gradient(w: w).db)
    }
    c.wrong(.sign, "Uphill: the gradient was added. Which way lowers the loss?") { $0.moved(by: -1) }
    c.wrong("The rate is missing. The gradient says where to, the rate how far.") { $0.moved(by: 1 / $0.rate) }
    c.wrong("b did not move. Every parameter of the model learns.") { ($0.moved().w, $0.b) }
    c.wrong("This is the step, not the place after it. A step starts from where you are.") {
        ($0.moved().w - $0.w, $0.moved().b - $0.b)
    }
    c.wrong(.average, "Divided by N once more. The average has been taken already.") {
        $0.moved(by: 1 / Scalar($0.y.size))
    }
    c.wrong("The rate was not the one given but a number of your own.", forEach: [0.02, 0.1, 0.5, 0.01] as [Scalar]) {
        $0.moved(by: $1 / $0.rate)
    }
    c.wrong("Half a step: the 2 that the square leaves is missing.") { $0.moved(by: 0.5) }
    c.wrong("Nothing moved.") { ($0.w, $0.b) }
    c.wrong(.average, "The sum over the samples was used, not their mean: N times too far.") {
        $0.moved(by: Scalar($0.y.size))
    }
    c.accepts("b first, with the gradient of the old place") { input in
        let old = input.gradient()
        let b = input.b - input.rate * old.db
        return (input.w - input.rate * old.dw, b)
    }
}
