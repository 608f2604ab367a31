import Foundation

/// The error of a finite difference for ∂E/∂w₅ of the 2-2-2 network, for steps from 10⁻¹ to 10⁻¹².
struct DifferenceErrors {
    let steps: [Double]
    /// Relative errors, one for each step.
    let centred64: [Double]
    let oneSided64: [Double]
    let centred32: [Double]
    let oneSided32: [Double]

    /// - Parameter derivative: the true one, to as many digits as there are.
    init(derivative: Double) {
        let steps = stride(from: -1.0, through: -12, by: -0.5).map { pow(10, $0) }
        func errors<Number: BinaryFloatingPoint>(_ type: Number.Type, isCentred: Bool) -> [Double] {
            steps.map { step in
                let h = Number(step)
                let estimate =
                    isCentred
                    ? (Self.loss(w5: 0.5 + h) - Self.loss(w5: 0.5 - h)) / (2 * h)
                    : (Self.loss(w5: 0.5 + h) - Self.loss(w5: Number(0.5))) / h
                return abs(Double(estimate) - derivative) / derivative
            }
        }
        self.steps = steps
        centred64 = errors(Double.self, isCentred: true)
        oneSided64 = errors(Double.self, isCentred: false)
        centred32 = errors(Float.self, isCentred: true)
        oneSided32 = errors(Float.self, isCentred: false)
    }

    /// E of the 2-2-2 network as a function of w₅, every intermediate number rounded to the type's digits.
    private static func loss<Number: BinaryFloatingPoint>(w5: Number) -> Number {
        func squash(_ z: Number) -> Number { 1 / (1 + Number(exp(-Double(z)))) }
        let (x1, x2, hiddenBias, outputBias): (Number, Number, Number, Number) = (0.1, 0.5, 0.25, 0.35)
        let first = squash(x1 * 0.1 + x2 * 0.3 + hiddenBias)
        let second = squash(x1 * 0.2 + x2 * 0.4 + hiddenBias)
        let one: Number = squash(first * w5 + second * 0.6 + outputBias) - 0.05
        let two: Number = squash(first * 0.7 + second * 0.8 + outputBias) - 0.95
        return (one * one + two * two) / 2
    }

    /// The step with the smallest error.
    func best(_ errors: [Double]) -> (step: Double, error: Double) {
        let index = errors.indices.min { errors[$0] < errors[$1] }!
        return (steps[index], errors[index])
    }
}
