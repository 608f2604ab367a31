// 3.2 mseGradient
// points: 2
// minutes: 20
// difficulty: medium
// essential: yes
// by hand: Variable, Parameter
// hint: First the residuals, one for each sample: what does the model say, and what is true?
// hint: The page's bean had one feature. With D features each weight has a partial derivative of its own: twice the residual, times
//   the feature this weight is multiplied by, averaged over the samples.
// hint: matmul(residuals, x) is [N] · [N, D] → [D]: for each feature the sum over samples of residual times feature. Two
//   factors are still missing.

import Grading
import Nabla

let mseGradient = Check<Fit, Gradient> { c in
    c.inputs { [fit(5, 3, &$0), fit(3, 4, &$0), fit(7, 6, &$0)] }
    c.right { $0.gradient($0.residuals, times: 2) }
    c.times(
        .average, "This is the sum over the samples. The loss is an average, and so is its gradient.", { $0.samples })
    c.times(
        nil, "Half of what was asked. What is the derivative of a square: which factor does it leave?", { _ in 0.5 })
    c.opposite(
        "The signs are turned. A residual is prediction minus truth: a prediction that is too high must come down.")
    c.wrong(.average, "The gradient was divided by the number of features too. The average is over samples only.") {
        fit in
        let right = fit.gradient(fit.residuals, times: 2)
        return (right.dw / fit.features, right.db)
    }
    c.wrong(
        .average, "Divided by the number of features, not by that of the samples: N is the length of y.",
        { $0.gradient($0.residuals, times: 2 * $0.samples / $0.features) },
        { fit in
            let right = fit.gradient(fit.residuals, times: 2)
            return (right.dw * fit.samples / fit.features, right.db)
        })
    c.wrong("The prediction was made without b. Gradient and prediction must use the same model.") {
        $0.gradient($0.residuals - $0.b, times: 2)
    }
    c.wrong(
        .valueOrSlope, "The residuals are squared: that is the loss. Its derivative has each residual once.",
        { $0.gradient(square($0.residuals), times: 2) }, { $0.gradient(square($0.residuals)) },
        { ($0.gradient(square($0.residuals), times: 2).dw, $0.gradient($0.residuals, times: 2).db) })
    c.wrong(
        "The predictions stand where the residuals belong: y is missing. Without it nothing says what is true.",
        { $0.gradient($0.predictions, times: 2) }, { $0.gradient($0.predictions) })
    c.wrong("Every weight has the derivative for b. How strongly does this weight act on this sample?") {
        $0.onlyBias($0.residuals, times: 2)
    }
    c.wrong(
        .pairing, "The features of the first sample were used for all. Each residual meets its own sample."
    ) { fit in
        let db = fit.gradient(fit.residuals, times: 2).db
        return (db * fit.x[0], db)
    }
    c.wrong("dw is right, db lacks its 2. The bias is a weight whose feature is 1.") {
        ($0.gradient($0.residuals, times: 2).dw, $0.gradient($0.residuals).db)
    }
    c.wrong(
        .axis,
        "dw holds one number, the mean over samples and features. Each weight has a partial derivative of its own: average over the samples, feature by feature.",
        forEach: [false, true]
    ) { $0.oneMean($0.residuals, times: 2, forBias: $1) }
    c.wrong(
        .average, "Divided by a number of your own. The number of samples is the length of y.",
        forEach: [11, 5, 3, 10] as [Scalar]
    ) { $0.gradient($0.residuals, times: 2 * $0.samples / $1) }
    c.wrong(.valueOrSlope, "These are zeros, or one number everywhere, whatever the data.") { (0 * $0.w, 0) }
    c.accepts("the loop over samples") { fit in
        var (dw, db) = (0 * fit.w, Scalar(0))
        for n in 0..<fit.y.size {
            let slope = 2 * fit.residuals[n].item / fit.samples
            dw += slope * fit.x[n]
            db += slope
        }
        return (dw, db)
    }
}
