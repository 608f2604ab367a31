import Autodiff
import NeuralNetworks
import Tensors
import Testing

struct LossCase: Codable, Sendable, CustomTestStringConvertible {
    var loss: String
    var name: String
    var predicted: Reference.Values
    var expected: Reference.Values?
    var labels: [Int]?
    var value: Double
    var gradient: Reference.Values
    var testDescription: String { "\(loss), \(name)" }

    func run(_ x: Variable) -> Variable {
        let expectedValues = expected.map { Variable.constant($0.tensor) }
        return switch loss {
        case "meanSquaredError": meanSquaredError(predicted: x, expected: expectedValues!)
        case "meanAbsoluteError": meanAbsoluteError(predicted: x, expected: expectedValues!)
        case "sigmoidCrossEntropy": sigmoidCrossEntropy(scores: x, expected: expectedValues!)
        default: softmaxCrossEntropy(scores: x, labels: labels!)
        }
    }
}

@Suite("Losses")
struct LossTests {
    @Test("value and gradient equal PyTorch's", arguments: Reference.cases("losses.json") as [LossCase])
    func reference(_ item: LossCase) {
        let x = Variable(item.predicted.tensor)
        let loss = item.run(x)
        expectClose(loss.value, Tensor(Scalar(item.value)), "value")
        loss.backward()
        expectClose(x.gradient!, item.gradient.tensor, "gradient")
    }

    @Test("by hand: ((1 − 3)² + (2 − 2)²) / 2 = 2")
    func byHand() {
        let (x, y) = (Variable([1, 2]), Variable.constant([3, 2]))
        #expect(meanSquaredError(predicted: x, expected: y).item == 2)
        #expect(meanAbsoluteError(predicted: x, expected: y).item == 1)
        #expect(l2Penalty([Variable([3, 4])], strength: 0.1).item == 0.1 / 2 * 25)
    }

    @Test("at chance the cross-entropy of K classes is ln K", arguments: [2, 10])
    func chance(classes: Int) {
        let scores = Variable(Tensor(zeros: [3, classes]))
        let expected = log(Tensor(Scalar(classes)))
        expectClose(softmaxCrossEntropy(scores: scores, labels: [0, 1, 0]).value, expected, "ln \(classes)")
    }

    @Test("[N, 1] against [N] is refused by name, with the hint")
    func accidentalColumn() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = meanSquaredError(
                predicted: Variable(Tensor(zeros: [3, 1])), expected: .constant(Tensor(zeros: [3])))
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("meanSquaredError: expected two of one shape, but got [3, 1] and [3]"))
        #expect(message.contains("did you mean expected.reshaped(to: [3, 1])?"))
    }

    @Test("labels out of range are refused by name")
    func labelOutOfRange() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = softmaxCrossEntropy(scores: Variable(Tensor(zeros: [2, 3])), labels: [0, 3])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected labels in 0..<3, but sample 1 has 3"))
    }
}
