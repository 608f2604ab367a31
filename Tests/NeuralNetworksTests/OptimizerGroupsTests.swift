import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("Parameter groups, decay, frozen parameters")
struct OptimizerGroupsTests {
    /// One step with w = 2, g = 0.5, α = 0.1, λ = 0.1. Adam's first step is α against the sign of the gradient, however long
    /// it is: λ·w inside the gradient changes nothing, beside it 0.1·0.1·2 = 0.02.
    @Test("by hand: decay in the gradient does nothing on Adam's first step, decoupled it does")
    func decayByHand() {
        func step(_ make: ([Parameter]) -> any Optimizer, penalty: Scalar) -> Scalar {
            let w = Parameter("w", [2])
            let optimizer = make([w])
            (w.sum() * 0.5 + l2Penalty([w], strength: penalty)).backward()
            optimizer.step()
            return w.value.item
        }
        let inGradient = step({ Adam($0, learningRate: 0.1) }, penalty: 0.1)
        let beside = step({ AdamW($0, learningRate: 0.1, weightDecay: 0.1) }, penalty: 0)
        expectClose(Tensor(inGradient), 1.9, "L2 in the gradient")
        expectClose(Tensor(beside), 1.88, "decoupled")
        expectClose(Tensor(step({ SGD($0, learningRate: 0.1) }, penalty: 0.1)), 1.93, "plain descent")
    }

    @Test("without decay AdamW takes Adam's steps, bit by bit")
    func withoutDecay() {
        var generator = SeededGenerator(seed: 4)
        let start = Tensor(randomNormal: [5, 3], using: &generator)
        let (one, other) = (Parameter("w", start), Parameter("w", start))
        let optimizers: [any Optimizer] = [Adam([one]), AdamW([other], weightDecay: 0)]
        for _ in 0..<4 {
            for (parameter, optimizer) in zip([one, other], optimizers) {
                optimizer.zeroGradients()
                square(parameter).sum().backward()
                optimizer.step()
            }
        }
        #expect(one.value == other.value)
    }

    @Test("a schedule moves all groups by one factor")
    func rates() {
        let (v, w) = (Parameter("v", [1]), Parameter("w", [1]))
        let groups = OptimizerGroups([SGD([v], learningRate: 0.5), SGD([w], learningRate: 0.05)])
        #expect(groups.learningRate == 0.5 && groups.parameters.map(\.name) == ["v", "w"])
        groups.learningRate = 0.2
        expectClose(Tensor(groups.groups.map(\.learningRate)), [0.2, 0.02], "rates")
        (v + w).sum().backward()
        groups.step()
        expectClose(Tensor([v.value.item, w.value.item]), [0.8, 0.98], "after a step")
        groups.learningRate = 0
        groups.learningRate = 0.5
        expectClose(Tensor(groups.groups.map(\.learningRate)), [0.5, 0.05], "rates after zero")
    }

    @Test("a state is restored by groups that were made alike, and by no others")
    func restore() throws {
        func make(_ factor: Scalar = 0.1, decay: Scalar = 0.1) -> (OptimizerGroups, [Parameter]) {
            let parameters = [Parameter("v", [1, 2]), Parameter("w", [[3]])]
            let groups: [any Optimizer] = [
                AdamW([parameters[0]], learningRate: 0.1, weightDecay: decay),
                SGD([parameters[1]], learningRate: 0.1 * factor, momentum: 0.9),
            ]
            return (OptimizerGroups(groups), parameters)
        }
        func step(_ optimizer: OptimizerGroups, _ parameters: [Parameter]) {
            optimizer.zeroGradients()
            (square(parameters[0]).sum() + square(parameters[1]).sum()).backward()
            optimizer.step()
        }
        let (through, values) = make()
        for _ in 0..<3 { step(through, values) }
        through.learningRate = 0.07
        let (state, weights) = (through.state, values.map(\.value))
        step(through, values)

        let (resumed, others) = make()
        for (parameter, weight) in zip(others, weights) { parameter.value = weight }
        try resumed.restore(state)
        step(resumed, others)
        #expect(others.map(\.value) == values.map(\.value))
        #expect(resumed.state == through.state)

        let wrong: [OptimizerGroups] = [make(0.2).0, make(decay: 0.2).0]
        for optimizer in wrong {
            let before = optimizer.state
            #expect(throws: DataError.self) { try optimizer.restore(state) }
            #expect(optimizer.state == before)
        }
        var damaged = state
        damaged.memory["1.velocity"] = [[1]]
        #expect(throws: DataError.self) { try resumed.restore(damaged) }
    }

    @Test("one parameter in two groups is refused")
    func twice() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let w = Parameter("w", [1])
            _ = OptimizerGroups([SGD([w]), SGD([w])])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("OptimizerGroups: expected groups without a parameter in common"))
    }

    @Test("frozen layers get no gradient, take no step and do not decay; the rest is trained")
    func frozen() {
        var generator = SeededGenerator(seed: 3)
        let body = Sequential(Dense(3, 4, using: &generator), Tanh(), LayerNorm(4))
        let head = Dense(4, 2, using: &generator)
        let model = Sequential(body, head)
        body.freeze()
        let before = model.parameters.map(\.value)
        let optimizer = AdamW(model.parameters, learningRate: 0.1, weightDecay: 0.5)
        let x = Tensor(randomNormal: [5, 3], using: &generator)
        let input = Variable(x)
        let loss = softmaxCrossEntropy(scores: model(input, mode: .training), labels: [0, 1, 0, 1, 1])
        loss.backward()
        // A gradient that came from elsewhere moves nothing either.
        square(body.parameters[0]).sum().backward()
        optimizer.step()
        let after = model.parameters.map(\.value)
        #expect(Array(after.prefix(4)) == Array(before.prefix(4)))
        #expect(after[4] != before[4] && after[5] != before[5])
        #expect(input.gradient != nil, "the gradient flows through what is frozen")
        #expect(body.parameters.dropFirst().allSatisfy { $0.gradient == nil })
        body.freeze(false)
        optimizer.zeroGradients()
        model(.constant(x), mode: .training).sum().backward()
        optimizer.step()
        #expect(model.parameters[0].value != before[0])
    }
}
