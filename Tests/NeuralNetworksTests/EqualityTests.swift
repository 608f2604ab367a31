import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("What NaN makes of equality")
struct EqualityTests {
    @Test("histories and states of optimizers with a NaN equal nothing, not even themselves", arguments: 0..<5)
    func nan(place: Int) {
        var history = History()
        history.loss = [1, 2]
        let copy = history
        #expect(history == copy)
        switch place {
        case 0: history.loss = [.nan]
        case 1: history.accuracy = [.nan]
        case 2: history.validationLoss = [.nan]
        case 3: history.validationAccuracy = [.nan]
        default: history.batchLoss = [.nan]
        }
        let same = history
        #expect(history != history && history != same && history != copy)
    }

    @Test("of an optimizer's state every part counts")
    func states() {
        let state = SGD([Parameter("w", [1, 2])], momentum: 0.9).state
        #expect(state == state)
        var other = state
        other.memory["velocity"] = [[.init(Scalar.nan), 0]]
        #expect(other != other && other != state)
        other = state
        other.memory["velocity"] = [[0, 1]]
        #expect(other != state)
        other = state
        other.memory["more"] = []
        #expect(other != state)
        other = state
        other.stepCount = 1
        #expect(other != state)
    }
}
