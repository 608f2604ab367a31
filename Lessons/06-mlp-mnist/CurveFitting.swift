import Nabla
import Notebook

/// The curve that networks of different width are fitted to: waves on two slopes that meet in a corner.
func targetCurve(_ x: Double) -> Double {
    let corner = 0.4
    return x < corner
        ? 0.9 * x + 0.55 * wave(2.6 * x)
        : 0.9 * corner + 0.55 * wave(2.6 * corner) - 1.2 * (x - corner) + 0.35
            * (wave(5 * x) - wave(5 * corner))
}

private func wave(_ x: Double) -> Double { Double(sin(Tensor(Scalar(x))).item) }

/// A network with one hidden layer after fitting the curve.
struct FittedCurve {
    let units: Int
    let predicted: [Scalar]
    /// The root of the mean squared error.
    let error: Scalar
}

/// Places on the interval on which the curve is fitted.
let curvePlaces = Tensor(linspace: -2...2, count: 161)

/// Fits one hidden layer of tanh units to the curve from three starts, and keeps the best.
func fitCurve(units: Int, steps: Int, seed: UInt64) -> FittedCurve {
    (0..<3).map { fitCurveOnce(units: units, steps: steps, seed: 100 * seed + $0) }.min {
        $0.error < $1.error
    }!
}

private func fitCurveOnce(units: Int, steps: Int, seed: UInt64) -> FittedCurve {
    var generator = SeededGenerator(seed: seed)
    let x = curvePlaces.reshaped(to: [161, 1])
    let y = Tensor(curvePlaces.scalars.map { Scalar(targetCurve(Double($0))) }).reshaped(to: [161, 1])
    // Each unit bends the curve at a place of its own: one in each of as many equal parts of the interval.
    let slopes = Tensor(randomUniform: [1, units], in: 1..<3, using: &generator)
    let jitter = Tensor(randomUniform: [units], using: &generator)
    let centres = (Tensor(arange: 0..<units) + jitter) * (4 / Scalar(units)) - 2
    let model = Sequential(
        Dense(weight: slopes, bias: -(slopes.reshaped(to: [units]) * centres)), Tanh(),
        Dense(units, 1, initializer: .zeros, using: &generator))
    let optimizer = Adam(model.parameters, learningRate: 0.03)
    for step in 0..<steps {
        if step == steps * 3 / 4 { optimizer.learningRate = 0.003 }
        let loss = meanSquaredError(predicted: model(.constant(x), mode: .training), expected: .constant(y))
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
    }
    let predicted = model.predict(x)
    return FittedCurve(
        units: units, predicted: predicted.scalars, error: square(predicted - y).mean().squareRoot())
}

/// The curve and what each network makes of it, side by side.
func curveFigure(_ fits: [FittedCurve]) -> Figure {
    let x = curvePlaces.scalars
    return Figure(columns: 2, sharing: .both) {
        fits.map { fit in
            Axes(
                title: "\(fit.units) hidden \(fit.units == 1 ? "unit" : "units"), "
                    + "error \(decimals(3, fit.error))",
                xLabel: "x", yLabel: "y"
            ) {
                Line(x, x.map { targetCurve(Double($0)) }, color: .data, weight: .thick, opacity: 0.45)
                Line(x, fit.predicted, color: .prediction)
                if fit.units == fits[0].units {
                    Note("target", at: (1.15, 0.62), color: .data, isBold: true)
                    Note("network", at: (1.55, -0.02), color: .prediction, isBold: true)
                }
            }
        }
    }
}
