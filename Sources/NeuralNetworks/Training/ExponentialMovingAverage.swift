import Autodiff
import Tensors

/// Exponential moving average of weights: a ← d·a + (1 − d)·w after every update. The weights of a training wander about
/// a good place; their average lies nearer to it. Generative models are judged by it.
///
///     let average = ExponentialMovingAverage(of: model.parameters, decay: 0.99)
///     trainer.fit(…) { _ in average.update() }                     // after every update
///     let pictures = average.whileApplied { model.predict(noise) }
///
/// It begins at the weights as they are, and looks back over about 1/(1 − d) updates; with fewer behind it, the start is
/// still in it. Source: Polyak and Juditsky 1992, with equal weights.
public final class ExponentialMovingAverage {
    public let parameters: [Parameter]
    public let decay: Scalar
    /// The average of each parameter, in their order.
    public private(set) var values: [Tensor]

    /// Requires: a decay in 0..<1; 0 is no average.
    public init(of parameters: [Parameter], decay: Scalar) {
        require(
            (0..<1).contains(decay),
            "ExponentialMovingAverage: expected a decay in 0..<1, but got \(decay); 0.99 looks back over 100 updates")
        self.parameters = unique(parameters)
        self.decay = decay
        values = self.parameters.map(\.value)
    }

    /// Takes the weights as they are now into the average. To be called after every step of the optimizer.
    public func update() {
        for (i, parameter) in parameters.enumerated() {
            Tensors.update(&values[i], with: parameter.value, Step(factor: 1 - decay))
        }
    }

    /// Runs `body` with the averages in the place of the weights, and puts the weights back.
    public func whileApplied<Result>(_ body: () throws -> Result) rethrows -> Result {
        let weights = parameters.map(\.value)
        for (parameter, value) in zip(parameters, values) { parameter.value = value }
        defer { for (parameter, weight) in zip(parameters, weights) { parameter.value = weight } }
        return try body()
    }

    private struct Step: UpdateRule {
        let factor: Scalar
        func callAsFunction(_ a: inout Scalar, _: inout Scalar, _: inout Scalar, _ w: Scalar) { a += factor * (w - a) }
    }
}
