import Autodiff
import Foundation
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

    /// ln(1 + e⁻ᶻ) and −1/(1 + eᶻ), in 64 bits.
    @Test(
        "a score that is right keeps the digits of its small loss, with either label",
        arguments: [0, 1, 10, 14, 17, 30, 80, 87] as [Scalar])
    func rightScores(z: Scalar) {
        let (loss, small) = (log1p(exp(-Double(z))), 1 / (1 + exp(Double(z))))
        for (score, label) in [(z, 1), (-z, 0)] as [(Scalar, Scalar)] {
            let x = Variable(Tensor([score]))
            let value = sigmoidCrossEntropy(scores: x, expected: .constant(Tensor([label])))
            value.backward()
            #expect(abs(Double(value.item) - loss) <= 2e-6 * loss, "\(value.item), expected \(loss)")
            let gradient = Double(x.gradient!.item) * (label == 1 ? -1 : 1)
            #expect(abs(gradient - small) <= 2e-6 * small, "\(gradient), expected \(small)")
        }
    }

    @Test("at chance the cross-entropy of K classes is ln K", arguments: [2, 10])
    func chance(classes: Int) {
        let scores = Variable(Tensor(zeros: [3, classes]))
        let expected = log(Tensor(Scalar(classes)))
        expectClose(softmaxCrossEntropy(scores: scores, labels: [0, 1, 0]).value, expected, "ln \(classes)")
    }

    @Test(
        "[N, 1] against [N] is refused by name, with the hint",
        arguments: ["meanSquaredError", "meanAbsoluteError", "sigmoidCrossEntropy"])
    func accidentalColumn(loss: String) async {
        let column = await Self.message(loss, [3, 1], [3])
        #expect(column.contains("\(loss): expected two of one shape, but got [3, 1] and [3]"))
        #expect(column.contains("did you mean expected.reshaped(to: [3, 1])?"))
        #expect(column.contains("[N, 1] against [N] would compare every pair"))
        let row = await Self.message(loss, [4], [4, 1])
        #expect(row.contains("\(loss): expected two of one shape, but got [4] and [4, 1]"))
        #expect(row.contains("did you mean predicted.reshaped(to: [4, 1])?"))
    }

    @Test("scores in one column and no labels to match are refused by name")
    func accidentalColumnOfScores() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = softmaxCrossEntropy(scores: Variable(Tensor(zeros: [6])), labels: [0, 1])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("softmaxCrossEntropy: expected"))
    }

    /// What the program says when a loss stops it.
    private static func message(_ loss: String, _ predicted: [Int], _ expected: [Int]) async -> String {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [loss, predicted, expected] in
            let (a, b) = (Variable(Tensor(zeros: predicted)), Variable.constant(Tensor(zeros: expected)))
            switch loss {
            case "meanSquaredError": _ = meanSquaredError(predicted: a, expected: b)
            case "meanAbsoluteError": _ = meanAbsoluteError(predicted: a, expected: b)
            default: _ = sigmoidCrossEntropy(scores: a, expected: b)
            }
        }
        return String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
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
