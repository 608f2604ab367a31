import Autodiff
import NeuralNetworks
import Tensors
import Testing

struct OptimizerCase: Codable, Sendable, CustomTestStringConvertible {
    struct Settings: Codable, Sendable {
        var learningRate: Double
        var momentum: Double?
        var nesterov: Bool?
        var decay: Double?
        var beta1: Double?
        var beta2: Double?
        var epsilon: Double?
        var initialAccumulator: Double?
    }
    var optimizer: String
    var framework: String
    var settings: Settings
    var problem: String
    var matrix: Reference.Values
    var vector: Reference.Values
    var start: Reference.Values
    var path: Reference.Values
    var testDescription: String {
        "\(optimizer) \(settings.learningRate) on the \(problem) problem, \(framework)"
    }

    func make(_ parameters: [Parameter]) -> any Optimizer {
        let rate = Scalar(settings.learningRate)
        let epsilon = Scalar(settings.epsilon ?? 0)
        return switch optimizer {
        case "AdaGrad":
            AdaGrad(
                parameters, learningRate: rate, initialSum: Scalar(settings.initialAccumulator!),
                epsilon: epsilon)
        case "RMSProp":
            RMSProp(parameters, learningRate: rate, decay: Scalar(settings.decay!), epsilon: epsilon)
        case "Adam":
            Adam(
                parameters, learningRate: rate, beta1: Scalar(settings.beta1!),
                beta2: Scalar(settings.beta2!),
                epsilon: epsilon)
        default:
            SGD(
                parameters, learningRate: rate, momentum: Scalar(settings.momentum ?? 0),
                nesterov: settings.nesterov ?? false)
        }
    }

    /// Where Keras and PyTorch differ, the course follows the published rule, which is PyTorch's.
    static let followed = (Reference.cases("optimizers.json") as [OptimizerCase]).filter {
        $0.framework != "Keras"
    }
}

@Suite("Optimisers")
struct OptimizerTests {
    /// On the "flat" problem gradients are near 10⁻⁷, where rounding in 32 bits moves a quotient of two of them.
    @Test("ten steps equal PyTorch's", arguments: OptimizerCase.followed)
    func reference(_ item: OptimizerCase) {
        let θ = Parameter("θ", item.start.tensor)
        let optimizer = item.make([θ])
        let (matrix, vector) = (item.matrix.tensor, item.vector.tensor)
        let path = item.path.tensor
        for step in 1...10 {
            // The gradient of ½ θᵀAθ − bᵀθ is Aθ − b.
            let gradient = matmul(matrix, θ.value) - vector
            θ.zeroGradient()
            (θ * .constant(gradient)).sum().backward()
            optimizer.step()
            expectClose(θ.value, path[step], relative: 1e-4, absolute: 2e-5, "θ after step \(step)")
        }
    }

    @Test("by hand: descent on θ₁² + θ₂² from (1, 3) at 0.1")
    func byHand() {
        let θ = Parameter("θ", [1, 3])
        let optimizer = SGD([θ], learningRate: 0.1)
        for expected in [[0.8, 2.4], [0.64, 1.92], [0.512, 1.536]] as [[Scalar]] {
            optimizer.zeroGradients()
            square(θ).sum().backward()
            optimizer.step()
            expectClose(θ.value, Tensor(expected), "θ")
        }
    }

    @Test("a parameter without a gradient stays where it is")
    func untouched() {
        let θ = Parameter("θ", [1, 3])
        for optimizer in [SGD([θ], momentum: 0.9), AdaGrad([θ]), RMSProp([θ]), Adam([θ])] as [any Optimizer] {
            optimizer.step()
            #expect(θ.value == [1, 3])
        }
    }

    @Test("a step never shows through a copy of the weights")
    func copies() {
        let θ = Parameter("θ", [1, 3])
        let before = θ.value
        square(θ).sum().backward()
        Adam([θ], learningRate: 0.1).step()
        #expect(before == [1, 3])
        #expect(θ.value != before)
    }

    @Test("a parameter that is listed twice takes one step: by every rule, in the norm and in clipping")
    func listedTwice() {
        let rules: [([Parameter]) -> any Optimizer] = [
            { SGD($0, learningRate: 0.1) }, { SGD($0, learningRate: 0.1, momentum: 0.9) },
            { SGD($0, learningRate: 0.1, momentum: 0.9, nesterov: true) }, { AdaGrad($0, learningRate: 0.1) },
            { RMSProp($0, learningRate: 0.1) }, { Adam($0, learningRate: 0.1) },
        ]
        for (number, make) in rules.enumerated() {
            let (once, twice) = (Parameter("w", [1, -2]), Parameter("w", [1, -2]))
            let optimizers = [make([once]), make([twice, twice])]
            for _ in 0..<3 {
                for (parameter, optimizer) in zip([once, twice], optimizers) {
                    optimizer.zeroGradients()
                    square(parameter).sum().backward()
                    optimizer.step()
                }
            }
            #expect(once.value == twice.value, "rule \(number)")
            #expect(optimizers[1].parameters.count == 1)
        }
        let w = Parameter("w", [1])
        w.sum().backward()
        SGD([w, w], learningRate: 0.1).step()
        #expect(w.value == [0.9])
        let v = Parameter("v", [3, 4])
        (v * .constant([3, 4])).sum().backward()
        #expect(gradientNorm(of: [v, v]) == 5)
        clipGradients(of: [v, v], norm: 2.5)
        #expect(v.gradient == [1.5, 2])
        #expect(l2Penalty([v, v], strength: 2).item == 25)
    }

    @Test(
        "gradients whose squares overflow or vanish: the first step is α against the sign, and NaN stays visible"
    )
    func extremes() {
        let large: [Scalar] =
            MemoryLayout<Scalar>.size == 8 ? [1e200, -1e300, 1e160] : [1.9e19, -3e38, 1e25]
        for g in large {
            let rules: [(Parameter) -> any Optimizer] = [
                { Adam([$0]) }, { RMSProp([$0], decay: 0) }, { AdaGrad([$0], initialSum: 0) },
            ]
            for make in rules {
                let w = Parameter("w", [0])
                let optimizer = make(w)
                (w * .constant(Tensor([g]))).sum().backward()
                optimizer.step()
                expectClose(w.value, Tensor([g < 0 ? 0.001 : -0.001] as [Scalar]), "gradient \(g)")
                // Many more such steps: no sum overflows.
                for _ in 0..<100 { optimizer.step() }
                #expect(w.value.item.isFinite && w.value.item.magnitude > 0.0015)
            }
        }
        for g in [Scalar.nan, .infinity] {
            let w = Parameter("w", [0])
            (w * .constant(Tensor([g]))).sum().backward()
            Adam([w]).step()
            #expect(w.value.item.isNaN)
        }
    }

    @Test("velocity under a schedule holds the old rate, as in Keras: by hand, and PyTorch's rule beside it")
    func velocityUnderSchedule() {
        // g = 1 in both steps, μ = 0.9, α = 0.1, then 0.01.
        let w = Parameter("w", [0])
        let optimizer = SGD([w], learningRate: 0.1, momentum: 0.9)
        for rate: Scalar in [0.1, 0.01] {
            optimizer.learningRate = rate
            optimizer.zeroGradients()
            w.sum().backward()
            optimizer.step()
        }
        let ours: Scalar = -0.1 + (0.9 * -0.1 - 0.01)
        let theirs: Scalar = -0.1 - 0.01 * (0.9 * 1 + 1)
        expectClose(w.value, Tensor([ours]), "w")
        #expect(abs(ours - theirs) > 0.08)
    }

    /// A rule of one's own: the sign of the gradient alone (signSGD).
    private struct SignRule: OptimizerRule {
        var learningRate: Scalar
        var memoryNames: [String] { [] }
        func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int) {
            weight -= learningRate * sign(gradient)
        }
    }

    @Test("a rule of one's own is a struct: it trains, and its state is saved")
    func ownRule() throws {
        let w = Parameter("w", [1, -3])
        let optimizer = RuleOptimizer([w], rule: SignRule(learningRate: 0.5))
        square(w).sum().backward()
        optimizer.step()
        #expect(w.value == [0.5, -2.5])
        #expect(optimizer.state.rule == "SignRule" && optimizer.state.stepCount == 1)
        try optimizer.restore(optimizer.state)
    }
}
