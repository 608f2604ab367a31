import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("Exponential moving average of weights")
struct MovingAverageTests {
    @Test("by hand: from 0, the weight at 1, d = ½: ½, ¾, ⅞; applied for a while, then the weights are back")
    func byHand() {
        let weight = Parameter("weight", [0])
        let average = ExponentialMovingAverage(of: [weight, weight], decay: 0.5)
        #expect(average.parameters.count == 1)
        weight.value = [1]
        for expected in [0.5, 0.75, 0.875] as [Scalar] {
            average.update()
            #expect(average.values[0].item == expected)
        }
        #expect(average.whileApplied { weight.value.item } == 0.875)
        #expect(weight.value == [1])
        struct Stop: Error {}
        #expect(throws: Stop.self) { try average.whileApplied { throw Stop() } }
        #expect(weight.value == [1])
    }
}
