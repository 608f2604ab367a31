import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("Messages of recurrent layers")
struct RecurrentMessageTests {
    /// The mistake with this number, made.
    static func make(_ number: Int) {
        var generator = SeededGenerator(seed: 1)
        let layer = LSTM(3, 4, using: &generator)
        switch number {
        case 0: _ = layer.predict(Tensor(zeros: [2, 5, 7]))
        case 1: _ = layer.predict(Tensor(zeros: [2, 0, 3]))
        case 2: _ = layer.predict(Tensor(zeros: [0, 5, 3]))
        case 3: _ = layer.predict(Tensor(zeros: [5, 3]))
        case 4:
            let state = RecurrentState(hidden: .constant(Tensor(zeros: [3, 4])))
            _ = layer(.constant(Tensor(zeros: [2, 5, 3])), from: state, mode: .training)
        case 5:
            _ = layer.step(
                .constant(Tensor(zeros: [2, 5, 3])), layer.initialState(samples: 2), mode: .training)
        case 6:
            _ = GRU(
                inputWeight: Tensor(zeros: [3, 4]), recurrentWeight: Tensor(zeros: [4, 4]), bias: [0],
                recurrentBias: [0])
        case 7: _ = Embedding(5, 2, using: &generator).predict([1, 5])
        case 8: _ = Embedding(5, 2, using: &generator).predict([0.5])
        case 9: _ = LastStep().predict(Tensor(zeros: [2, 3]))
        case 10: clipGradients(of: [], norm: 0)
        default: _ = Schedule.constant.factor(at: -1)
        }
    }

    static let messages = [
        "LSTM(3, 4): expected an input of shape [N, T, 3], but got [2, 5, 7]; the last axis is the features axis",
        "LSTM(3, 4): expected at least one sample and one time step, but got [2, 0, 3]; leave empty batches and empty sequences out",
        "LSTM(3, 4): expected at least one sample and one time step, but got [0, 5, 3]; leave empty",
        "LSTM(3, 4): expected an input of shape [N, T, 3], but got [5, 3]; a batch of sequences has three axes",
        "LSTM(3, 4): expected a state of shape [2, 4], but got [3, 4] and a cell of shape [3, 4]; a state belongs to one batch",
        "LSTM(3, 4).step: expected one time step of shape [N, 3], but got [2, 5, 3]; for a whole sequence call the layer itself",
        "GRU: expected weights [D, 3·H], [H, 3·H] and biases [3·H], but got [3, 4], [4, 4] and [[1], [1]]",
        "Embedding(5, 2): expected whole numbers in 0..<5, but got 5.0; each number names a row of the table",
        "Embedding(5, 2): expected whole numbers in 0..<5, but got 0.5; each number names a row of the table",
        "LastStep(): expected an input of shape [N, T, D] with at least one step, but got [2, 3]; put it behind a recurrent layer",
        "clipGradients: expected a norm above 0, but got 0.0",
        "Schedule: expected a step of at least 0, but got -1; the first step is 0",
    ]

    @Test("a broken contract is named, with what came and what to do", arguments: 0..<messages.count)
    func message(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number] in
            RecurrentMessageTests.make(number)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(RecurrentMessageTests.messages[number]), "\(text)")
    }
}
