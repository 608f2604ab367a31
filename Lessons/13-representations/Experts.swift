import Nabla

/// Straight lines that share a curve, y = |x|: experts a·x + b, and a gate, the softmax of w·x + v over the experts.
///
/// Many starts are trained side by side in one graph, [starts, samples, experts].
struct ExpertStudy {
    enum Answer { case everyExpert, largestOnly }

    var answer = Answer.everyExpert
    var experts = 2
    /// The λ of the balance term.
    var balance: Scalar = 0
    /// Whether all experts and all scores of the gate begin with the same numbers.
    var isAlike = false
    var starts = 20
    var steps = 1500

    struct Result {
        /// Shapes: each [starts, experts].
        let a: Tensor, b: Tensor, w: Tensor, v: Tensor
        /// The mean squared error of each start, and the share of answers that its busiest expert gives.
        let errors: [Scalar]
        let busiest: [Scalar]
        let answer: Answer

        /// What the experts say at some places, the gate's probabilities, and the answer, for one start.
        func lines(_ start: Int, at x: Tensor) -> (experts: Tensor, gate: Tensor, answer: Tensor) {
            let column = x.expanded(atAxis: 1)
            let experts = column * a[start] + b[start]
            let gate = softmax(column * w[start] + v[start])
            let used = answer == .largestOnly ? gate * largest(gate) : gate
            return (experts, gate, (used * experts).sum(alongAxes: 1))
        }

        var solved: Int { errors.count { $0 < 0.003 } }
        var collapsed: Int { busiest.count { $0 > 0.95 } }
    }

    func run(seed: UInt64) -> Result {
        var generator = SeededGenerator(seed: seed)
        let parameters = ["a", "b", "w", "v"].map { name in
            let drawn = Tensor(
                randomNormal: [starts, 1, isAlike ? 1 : experts], standardDeviation: 0.5, using: &generator)
            return Parameter(name, Tensor(zeros: [starts, 1, experts]) + drawn)
        }
        let (a, b, w, v) = (parameters[0], parameters[1], parameters[2], parameters[3])
        let optimizer = Adam(parameters, learningRate: 0.02)
        func forward(_ x: Tensor) -> (answer: Variable, gate: Variable, chosen: Tensor) {
            let x = Variable.constant(x.reshaped(to: [1, x.size, 1]))
            let gate = softmax(w * x + v)
            let chosen = largest(gate.value)
            let used = self.answer == .largestOnly ? gate * .constant(chosen) : gate
            return ((used * (a * x + b)).sum(alongAxes: 2), gate, chosen)
        }
        for _ in 0..<steps {
            let x = Tensor(randomUniform: [200], in: -1..<1, using: &generator)
            let (answer, gate, chosen) = forward(x)
            var loss = square(answer - .constant(abs(x))).mean(alongAxes: 1).sum()
            if balance > 0 {
                // K·Σ f·P: f counts decisions and has no gradient, P is the mean probability.
                let f = Variable.constant(chosen.mean(alongAxes: 1))
                loss = loss + balance * Scalar(experts) * (f * gate.mean(alongAxes: 1)).sum()
            }
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
        let x = Tensor(linspace: -1...1, count: 401)
        let (answer, _, chosen) = forward(x)
        let shape = [starts, experts]
        return Result(
            a: a.value.reshaped(to: shape), b: b.value.reshaped(to: shape), w: w.value.reshaped(to: shape),
            v: v.value.reshaped(to: shape),
            errors: square(answer.value - abs(x)).mean(alongAxes: 1).scalars,
            busiest: chosen.mean(alongAxes: 1).max(alongAxes: 1).scalars, answer: self.answer)
    }
}

/// 1 for the largest of the last axis, the first of equals, and 0 elsewhere.
func largest(_ probabilities: Tensor) -> Tensor {
    let experts = probabilities.shape.last!
    let rows = probabilities.reshaped(to: [probabilities.size / experts, experts])
    return Tensor(oneHot: rows.argmax(alongAxis: 1), classes: experts).reshaped(to: probabilities.shape)
}

/// The balance term K·Σ f·P of a table of probabilities [N, K].
func balance(_ probabilities: Tensor) -> (f: [Scalar], p: [Scalar], value: Scalar) {
    let f = largest(probabilities).mean(alongAxes: 0)
    let p = probabilities.mean(alongAxes: 0)
    return (f.scalars, p.scalars, Scalar(probabilities.shape[1]) * dot(f, p))
}
