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
}
