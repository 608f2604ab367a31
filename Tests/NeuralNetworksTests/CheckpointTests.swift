import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

/// A kind of optimizer and a schedule.
private let settings: [(name: String, make: @Sendable ([Parameter]) -> any Optimizer, schedule: Schedule)] = [
    ("SGD", { SGD($0, learningRate: 0.1) }, .constant),
    ("momentum", { SGD($0, learningRate: 0.05, momentum: 0.9) }, .steps(every: 5, factor: 0.5)),
    ("Nesterov", { SGD($0, learningRate: 0.05, momentum: 0.9, nesterov: true) }, .cosine(steps: 30)),
    ("AdaGrad", { AdaGrad($0, learningRate: 0.1) }, .constant),
    ("RMSProp", { RMSProp($0, learningRate: 0.01) }, .exponential(factor: 0.97)),
    ("Adam", { Adam($0, learningRate: 0.01) }, .warmUp(steps: 7, then: .exponential(factor: 0.99))),
    (
        "groups",
        { OptimizerGroups([AdamW(Array($0.prefix(2)), learningRate: 0.01), Adam(Array($0.dropFirst(2)))]) },
        .cosine(steps: 30)
    ),
]

@Suite("Checkpoints")
struct CheckpointTests {
    /// Samples, a model with dropout and running averages, and a trainer: as a program makes them at its start.
    private func start(_ setting: Int, width: Int = 6) -> (trainer: Trainer, x: Tensor, labels: [Int]) {
        var g = SeededGenerator(seed: 1)
        let x = Tensor(randomNormal: [30, 3], using: &g)
        let labels = (0..<30).map { $0 % 3 }
        let model = Sequential(
            Dense(3, width, using: &g), BatchNorm(width), ReLU(), Dropout(0.3, seed: 5),
            Residual(Sequential(Dense(width, width, using: &g), Tanh(), Dropout(0.2, seed: 6))),
            Dense(width, 3, using: &g))
        let (_, make, schedule) = settings[setting]
        return (Trainer(model, optimizer: make(model.parameters), seed: 7, schedule: schedule), x, labels)
    }

    private func temporary() -> String { NSTemporaryDirectory() + UUID().uuidString + ".safetensors" }

    private func bits(_ trainer: Trainer) -> [[Scalar]] {
        trainer.model.namedParameters.map(\.parameter.value.scalars)
            + trainer.optimizer.state.memory.sorted { $0.key < $1.key }.flatMap { $0.value.map(\.scalars) }
            + [[trainer.optimizer.learningRate, Scalar(trainer.optimizer.stepCount)]]
    }

    @Test(
        "stopped between two epochs and resumed, the bits are those of one that ran through",
        arguments: 0..<settings.count)
    func betweenEpochs(setting: Int) throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (through, x, labels) = start(setting)
        through.fit(x, labels, epochs: 5, batchSize: 8)

        let (stopped, _, _) = start(setting)
        stopped.fit(x, labels, epochs: 2, batchSize: 8)
        try stopped.saveCheckpoint(to: path)
        let (resumed, _, _) = start(setting)
        #expect(bits(resumed) != bits(stopped))
        try resumed.resume(from: path)
        #expect(bits(resumed) == bits(stopped))
        #expect(resumed.epoch == 2 && resumed.updates == 8)
        resumed.fit(x, labels, epochs: 5 - resumed.epoch, batchSize: 8)
        #expect(bits(resumed) == bits(through))
        #expect(resumed.optimizer.state == through.optimizer.state)
        #expect(resumed.epoch == 5 && resumed.updates == 20)
        // And once more: the generators stand where the others stand.
        through.fit(x, labels, epochs: 1, batchSize: 8)
        resumed.fit(x, labels, epochs: 1, batchSize: 8)
        #expect(bits(resumed) == bits(through))
    }

    @Test(
        "stopped after any update, the run is completed: weights, history and the best epoch",
        arguments: [1, 3, 4, 9, 12])
    func withinEpoch(update: Int) throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        func fit(
            _ trainer: Trainer, _ x: Tensor, _ labels: [Int], onUpdate: (TrainingState) -> Void = { _ in }
        ) -> History {
            trainer.fit(
                x[0..<24], Array(labels[0..<24]), epochs: 4 - trainer.epoch, batchSize: 7,
                validation: (x[24...], Array(labels[24...])), patience: 2, onUpdate: onUpdate)
        }
        let (through, x, labels) = start(5)
        let whole = fit(through, x, labels)

        let (stopped, _, _) = start(5)
        _ = fit(stopped, x, labels) { _ in
            if stopped.updates == update { try! stopped.saveCheckpoint(to: path) }
        }
        let (resumed, _, _) = start(5)
        try resumed.resume(from: path)
        // 24 samples in batches of 7 are 4 batches.
        #expect(resumed.epoch == (update - 1) / 4 && resumed.updates == update)
        // Saved again before it goes on, it is the same checkpoint.
        let again = temporary()
        defer { try? FileManager.default.removeItem(atPath: again) }
        try resumed.saveCheckpoint(to: again)
        #expect(FileManager.default.contents(atPath: again) == FileManager.default.contents(atPath: path))
        let rest = fit(resumed, x, labels)
        #expect(rest == whole)
        #expect(bits(resumed) == bits(through))
    }

    @Test("regression: no accuracy, and the same bits")
    func regression() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        func make() -> Trainer {
            var g = SeededGenerator(seed: 1)
            let model = Sequential(Dense(2, 4, using: &g), Tanh(), Dense(4, 1, using: &g))
            return Trainer(
                model, optimizer: Adam(model.parameters), seed: 2, loss: meanSquaredError(predicted:expected:)
            )
        }
        var g = SeededGenerator(seed: 3)
        let x = Tensor(randomNormal: [20, 2], using: &g)
        let y = x[.all, 0..<1] * 2
        let through = make()
        let whole = through.fit(x, targets: y, epochs: 4, batchSize: 6)
        let stopped = make()
        stopped.fit(
            x, targets: y, epochs: 4, batchSize: 6,
            onUpdate: { _ in if stopped.updates == 6 { try! stopped.saveCheckpoint(to: path) } })
        let resumed = make()
        try resumed.resume(from: path)
        #expect(resumed.fit(x, targets: y, epochs: 4 - resumed.epoch, batchSize: 6) == whole)
        #expect(bits(resumed) == bits(through))
    }

    @Test(
        "a checkpoint of another training, of another kind, or damaged at any byte: an error, and nothing is changed"
    )
    func refused() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (saved, x, labels) = start(5)
        saved.fit(
            x, labels, epochs: 1, batchSize: 8,
            onUpdate: { _ in if saved.updates == 2 { try! saved.saveCheckpoint(to: path) } })
        func message(_ trainer: Trainer, _ path: String) -> String {
            let before = bits(trainer)
            defer { #expect(bits(trainer) == before && trainer.epoch == 0 && trainer.updates == 0) }
            do {
                try trainer.resume(from: path)
                return "no error"
            } catch {
                return (error as? DataError)?.message ?? "another error: \(error)"
            }
        }
        #expect(message(start(4).trainer, path).contains("expected schedule"))
        let other = start(5, width: 7).trainer
        #expect(
            message(other, path).contains(
                "expected shape [3, 7] for 'model.layers.0.weight', but the file has [3, 6]"))
        let model = start(5).trainer.model
        func trainer(_ optimizer: any Optimizer) -> Trainer {
            Trainer(model, optimizer: optimizer, seed: 1, schedule: settings[5].schedule)
        }
        #expect(
            message(trainer(RMSProp(model.parameters)), path).contains(
                "expected optimizer 'RMSProp', but the file has 'Adam'"))
        #expect(
            message(trainer(Adam(model.parameters, beta1: 0.8)), path).contains(
                "expected optimizer.settings.beta1 '0.8', but the file has '0.9'"))
        #expect(
            message(trainer(Adam(Array(model.parameters.dropLast()))), path).contains("the file has also"))
        #expect(message(start(5).trainer, path + ".missing").contains("there is no such file"))
        let weights = temporary()
        defer { try? FileManager.default.removeItem(atPath: weights) }
        try model.saveWeights(to: weights)
        #expect(message(start(5).trainer, weights).contains("expected a checkpoint of a training"))
        #expect(throws: DataError.self) { try model.loadWeights(from: path) }
        #expect(throws: DataError.self) { try saved.saveCheckpoint(to: "/dev/null/c") }

        // One bit in each of many places, and the file cut short.
        let whole = FileManager.default.contents(atPath: path)!
        let damaged = temporary()
        defer { try? FileManager.default.removeItem(atPath: damaged) }
        let victim = start(5).trainer
        for place in stride(from: 0, to: whole.count, by: 23) {
            var bytes = whole
            bytes[place] ^= 1
            try bytes.write(to: URL(fileURLWithPath: damaged))
            let text = message(victim, damaged)
            #expect(text != "no error" && !text.hasPrefix("another"), "byte \(place): \(text)")
        }
        for length in stride(from: 0, to: whole.count, by: 97) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: damaged))
            #expect(message(victim, damaged) != "no error", "\(length) bytes")
        }
        try victim.resume(from: path)
        #expect(victim.updates == 2)
    }

    @Test("an optimizer's state alone: saved, restored, refused")
    func optimizerState() throws {
        for setting in settings {
            func make() -> (Parameter, any Optimizer) {
                let w = Parameter("w", [1, -2])
                return (w, setting.make([w]))
            }
            func step(_ w: Parameter, _ optimizer: any Optimizer) {
                optimizer.zeroGradients()
                square(w).sum().backward()
                optimizer.step()
            }
            let (w, one) = make()
            for _ in 0..<3 { step(w, one) }
            let (v, two) = make()
            v.value = w.value
            try two.restore(one.state)
            #expect(two.state == one.state && two.stepCount == 3)
            one.learningRate = 0.3
            two.learningRate = 0.3
            for _ in 0..<3 {
                step(w, one)
                step(v, two)
            }
            #expect(w.value == v.value)
            let three = setting.make([Parameter("a", [1, 2, 3])])
            let before = three.state
            if !before.memory.isEmpty {
                #expect(throws: DataError.self) { try three.restore(one.state) }
                #expect(three.state == before)
            }
        }
    }
}
