import Foundation
import Nabla
import Notebook

/// A number as a power of ten: "10⁻⁶".
func power(_ value: Double) -> String {
    value > 0 ? "10" + superscript(Int(log10(value).rounded())) : "less than 10⁻³⁸"
}

/// The rows that change most; first those that are lower at the given places than on average.
func mostVaried(_ rows: [[Scalar]], count: Int, lowestAt places: [Int]) -> [[Scalar]] {
    let varied = rows.sorted { $0.max()! - $0.min()! > $1.max()! - $1.min()! }.prefix(count)
    func contrast(_ row: [Scalar]) -> Scalar { mean(row, at: places) - mean(row, at: Array(row.indices)) }
    return varied.sorted { contrast($0) < contrast($1) }
}

/// The mean of a row's numbers at some places.
func mean(_ row: [Scalar], at places: [Int]) -> Scalar {
    places.map { row[$0] }.reduce(0, +) / Scalar(places.count)
}

extension RNN {
    /// The layer of the page, tanh(0.5·x + 0.8·h), as a function of its inputs: the last state of three.
    static func example(after x: Variable) -> Variable {
        RNN(inputWeight: [[0.5]], recurrentWeight: [[0.8]], bias: [0])(x, mode: .training)[0, 2]
    }
}

extension UnrolledDiagram {
    /// The three steps of the page, with what comes back from h₃ to each state.
    static var threeSteps: UnrolledDiagram {
        let (h1, h2, h3) = (tanh(0.5), tanh(0.8 * tanh(0.5)), tanh(0.8 * tanh(0.8 * tanh(0.5))))
        let third = 0.8 * (1 - h3 * h3)
        let second = third * 0.8 * (1 - h2 * h2)
        let first = second * 0.8 * (1 - h1 * h1)
        return UnrolledDiagram(
            inputs: ["x₁ = 1", "x₂ = 0", "x₃ = 0"],
            states: [h1, h2, h3].enumerated().map {
                "h\(["₁", "₂", "₃"][$0.offset]) = \(decimals(3, $0.element))"
            },
            start: "h₀ = 0", inputWeight: "W = 0.5", stateWeight: "U = 0.8",
            slopes: [first, second, third].map { decimals(3, $0) })
    }
}
