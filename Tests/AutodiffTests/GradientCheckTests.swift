import Autodiff
import Tensors
import Testing

@Suite("Every primitive against finite differences")
struct GradientCheckTests {
    @Test("every element of every input", arguments: primitives)
    func everyElement(_ item: Case) {
        var generator = SeededGenerator(seed: 11)
        let inputs = item.inputs(using: &generator)
        let check = gradientCheck(at: inputs, item.function)
        #expect(check.elements == inputs.reduce(0) { $0 + $1.size })
        #expect(check.worstError < tolerance, "\(check)")
    }

    @Test("a derivative wrong by one part in a thousand is found in every primitive", arguments: primitives)
    func plantedEverywhere(_ item: Case) {
        var generator = SeededGenerator(seed: 11)
        let inputs = item.inputs(using: &generator)
        for place in inputs.indices {
            let check = gradientCheck(at: inputs) { variables in
                var wrong = variables
                wrong[place] = withWrongDerivative(variables[place])
                return item.function(wrong)
            }
            let isFlat = isConstant(inputs, place, item.function)
            #expect(isFlat || check.worstError > tolerance, "input \(place): \(check)")
            #expect(isFlat || check.worstPlace.input == place, "input \(place): \(check)")
        }
    }

    /// Whether an input has no influence at all, as the base of x⁰: then there is nothing to be wrong.
    private func isConstant(_ inputs: [Tensor], _ place: Int, _ function: ([Variable]) -> Variable)
        -> Bool
    {
        let leaves = inputs.map { Variable($0) }
        function(leaves).sum().backward()
        return leaves[place].gradient.map { abs($0).max() == 0 } ?? true
    }

    @Test("the relative error found is the relative error planted")
    func plantedErrors() {
        var generator = SeededGenerator(seed: 2)
        let x = Tensor(randomUniform: [3, 2], in: 0.5..<2, using: &generator)
        let check = gradientCheck(at: [x]) { exp(withWrongDerivative($0[0])) }
        #expect(abs(check.worstError / plantedError - 1) < 0.5)
    }

    @Test("shapes come first: a gradient of another shape is refused by name before any value is compared")
    func shapeFirst() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = gradientCheck(at: [[[1, 2, 3], [4, 5, 6]]]) { inputs in
                let a = inputs[0]
                return Variable("wrong transpose", a.value.transposed(), edges: [a.edge { dy in dy }])
            }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected a gradient of shape [2, 3], but its user sent [3, 2]"))
    }

    @Test("a wrong rule at a single element is found and named")
    func plantedPlace() {
        let x: Tensor = [[1, 2, 3], [4, 5, 6]]
        let check = gradientCheck(at: [x / 4]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable(
                "wrong square", square(value),
                edges: [
                    a.edge { dy in
                        var gradient = dy * 2 * value
                        gradient[1, 0] = gradient[1, 0] * 1.1
                        return gradient
                    }
                ])
        }
        #expect(check.worstPlace == (0, 3))
        #expect(check.worstError > tolerance)
    }

    @Test("on a kink every derivative between left and right is accepted, others are not")
    func kinks() {
        #expect(gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }.worstError < tolerance)
        #expect(gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }.kinks == 1)
        let wrong = gradientCheck(at: [[0, 1, -1]]) { inputs in
            let a = inputs[0]
            let x = a.value
            return Variable(
                "relu with derivative 2 at 0", relu(x), edges: [a.edge { $0 * ((x .> 0) + 2 * (x .== 0)) }])
        }
        #expect(wrong.worstError > 0.1)
        #expect(wrong.worstPlace.element == 0)
    }

    @Test("curvature is no kink: a wrong rule near a minimum is found")
    func curvature() {
        let x: Tensor = [0.05, -0.04, 0.03, 0]
        let right = gradientCheck(at: [x]) { square($0[0]) }
        #expect(right.worstError < tolerance && right.kinks == 0, "\(right)")
        let wrong = gradientCheck(at: [x]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable("wrong square", square(value), edges: [a.edge { dy in dy * 2.2 * value }])
        }
        #expect(wrong.worstError > 0.05, "\(wrong)")
    }

    @Test("NaN in a gradient is found, wherever it stands", arguments: 0..<3)
    func notANumber(place: Int) {
        let check = gradientCheck(at: [[1, 2, 3]]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable(
                "broken square", square(value),
                edges: [
                    a.edge { dy in
                        var gradient = dy * 2 * value
                        gradient[place] = Tensor(Scalar.nan)
                        return gradient
                    }
                ])
        }
        #expect(check.worstError.isNaN && check.worstPlace.element == place)
    }

    @Test("the derivative of x⁰ is 0 at 0 too")
    func powerZero() {
        let x = Variable([0, 1])
        pow(x, 0).sum().backward()
        #expect(x.gradient == [0, 0])
    }

    @Test("a derivative by a central difference")
    func slope() {
        #expect(abs(centralDifference(at: 3) { $0 * $0 } - 6) < 1e-3)
    }
}
