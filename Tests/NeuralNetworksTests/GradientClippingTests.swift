import Autodiff
import NeuralNetworks
import Tensors
import Testing

struct ClippingCase: Codable, Sendable {
    var kind: String
    var maximum: Double
    var norm: Double
    var gradients: [Reference.Values]
    var clipped: [Reference.Values]
}

struct ScheduleCase: Codable, Sendable {
    var schedule: String
    var factors: [Double]
}

@Suite("Gradient clipping and schedules")
struct GradientClippingTests {
    @Test("clipping by norm and by value equals PyTorch's", arguments: 0..<5)
    func reference(number: Int) {
        let item = (Reference.cases("clipping.json") as [ClippingCase])[number]
        let parameters = item.gradients.map { Parameter("w", Tensor(zeros: $0.shape)) }
        for (parameter, gradient) in zip(parameters, item.gradients) {
            (parameter * .constant(gradient.tensor)).sum().backward()
        }
        if item.kind == "norm" {
            let norm = clipGradients(of: parameters, norm: Scalar(item.maximum))
            expectClose(Tensor(norm), Tensor(Scalar(item.norm)), "norm")
        } else {
            clipGradients(of: parameters, value: Scalar(item.maximum))
        }
        for (parameter, clipped) in zip(parameters, item.clipped) {
            // PyTorch divides by the norm plus 10⁻⁶.
            expectClose(parameter.gradient!, clipped.tensor, "clipped")
        }
    }

    @Test("by hand: gradients of lengths 3 and 4 have the length 5; short ones stay, missing ones too")
    func byHand() {
        let (a, b, c) = (Parameter("a", [0, 0]), Parameter("b", [0]), Parameter("c", [7]))
        (a * .constant([0, 3]) + b * .constant([2])).sum().backward()  // b reaches both elements: 2 · 2 = 4
        #expect(gradientNorm(of: [a, b, c]) == 5)
        #expect(clipGradients(of: [a, b, c], norm: 6) == 5)
        #expect(a.gradient == [0, 3])
        clipGradients(of: [a, b, c], norm: 2.5)
        #expect(a.gradient == [0, 1.5])
        #expect(b.gradient == [2])
        #expect(c.gradient == nil)
    }

    @Test("gradients whose squares overflow or vanish are clipped like others")
    func extremes() {
        func clipped(_ gradient: Tensor, _ maximum: Scalar) -> (norm: Scalar, gradient: Tensor) {
            let parameters = [Parameter("a", Tensor(zeros: [1])), Parameter("b", Tensor(zeros: [1]))]
            for (number, parameter) in parameters.enumerated() {
                (parameter * .constant(gradient[number..<(number + 1)])).sum().backward()
            }
            let norm = clipGradients(of: parameters, norm: maximum)
            return (norm, Tensor(concatenating: parameters.map { $0.gradient! }))
        }
        let long = clipped([0, 2e19], 1)
        #expect(long.norm == 2e19 && abs(long.gradient[1].item - 1) < 1e-6)
        let longer = clipped([3e30, 4e30], 1)
        expectClose(longer.gradient, [0.6, 0.8], "3e30, 4e30")
        // The norm is larger than the largest number of 32 bits.
        let longest = clipped([3e38, 3e38], 1)
        expectClose(longest.gradient, [0.707_106_8, 0.707_106_8], "3e38, 3e38")
        let short = clipped([3e-30, 4e-30], 1e-30)
        #expect(abs(short.norm / 5e-30 - 1) < 1e-6)
        expectClose(short.gradient * 1e30, [0.6, 0.8], "3e-30, 4e-30")
    }

    @Test("schedules equal PyTorch's")
    func schedules() {
        let all: [String: Schedule] = [
            "steps": .steps(every: 4, factor: 0.3), "exponential": .exponential(factor: 0.9),
            "cosine": .cosine(steps: 12, lowest: 0.125),
            "warmUp": .warmUp(steps: 5, then: .exponential(factor: 0.8)),
        ]
        let cases = Reference.cases("schedules.json") as [ScheduleCase]
        #expect(cases.count == 4)
        for item in cases {
            let ours = item.factors.indices.map { all[item.schedule]!.factor(at: $0) }
            expectClose(Tensor(ours), Tensor(item.factors.map { Scalar($0) }), item.schedule)
        }
    }

    @Test("a cosine stays at its lowest after its end; a constant is 1")
    func ends() {
        #expect(Schedule.cosine(steps: 4, lowest: 0.25).factor(at: 100) == 0.25)
        #expect(Schedule.constant.factor(at: 9) == 1)
    }
}
