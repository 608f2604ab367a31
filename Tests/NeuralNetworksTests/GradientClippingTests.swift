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
