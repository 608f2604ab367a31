import Autodiff
import Foundation
import NeuralNetworks
import Tensors

// A checkpoint is a safetensors file: the numbers are tensors, the rest texts in its metadata.
//
//     model.NAME            parameters and buffers, by the names of `namedParameters`
//     best.NAME             the same after the best epoch, where patience has one
//     optimizer.MEMORY.I    what the optimizer remembers of its parameter I
//     history.WHAT          the entries of `History`

extension Trainer {
    /// Saves all that the rest of a training depends on: weights and buffers, what the optimizer remembers, the learning
    /// rate, the random generators (the trainer's, and those of layers such as `Dropout`), the history, and how far the
    /// call of `fit` that is running has come, to the batch.
    ///
    ///     for _ in trainer.epoch..<10 {
    ///         trainer.fit(x, labels, epochs: 1, batchSize: 64)
    ///         try trainer.saveCheckpoint(to: path)
    ///     }
    ///
    /// To go on, make model, optimizer and trainer as before, then `try trainer.resume(from: path)` before that loop. It may
    /// also be called while `fit` is running, in `onUpdate` or `onEpoch`; the next `fit` completes the one it was saved in:
    /// `fit(x, labels, epochs: 10 - trainer.epoch, batchSize: 64, …)`.
    ///
    /// With the same samples the weights, and the history that `fit` returns, are those of a training that ran through,
    /// bit by bit. A file that is already there is replaced in one step. Throws a `DataError` where it cannot be written.
    public func saveCheckpoint(to path: String) throws {
        let named = try model.namedTensors()
        let state = optimizer.state
        let progress = running ?? resumed
        var tensors = named.map { ("model.\($0.name)", $0.tensor) }
        for (name, values) in state.memory.sorted(by: { $0.key < $1.key }) {
            tensors += values.enumerated().map { ("optimizer.\(name).\($0.offset)", $0.element) }
        }
        var texts = [
            "format": Self.format, "scalar": "\(SafeTensorsType.scalar)", "schedule": "\(schedule)",
            "epoch": "\(epoch)", "updates": "\(updates)", "generator": generator.words.text,
            "initialLearningRate": "\(initialLearningRate)", "optimizer": state.rule,
            "optimizer.learningRate": "\(state.learningRate)", "optimizer.steps": "\(state.stepCount)",
        ]
        for (name, value) in state.settings { texts["optimizer.settings.\(name)"] = value }
        for (path, layer) in model.randomLayers { texts["generator.\(path)"] = layer.generator.words.text }
        if let progress {
            for (name, values) in progress.history.entries {
                tensors.append(("history.\(name)", Tensor(values)))
            }
            tensors += zip(named, progress.bestValues).map { ("best.\($0.name)", $1) }
            if let epoch = progress.epoch {
                texts["batch"] = "\(epoch.batch)"
                texts["batch.lossSum"] = "\(epoch.lossSum)"
                texts["batch.correct"] = "\(epoch.correct)"
                texts["batch.samples"] = "\(epoch.samples)"
                texts["batch.generator"] = epoch.generator.words.text
            }
        }
        texts["checksum"] = checksum(tensors, texts)
        try writeFile(SafeTensors.encode(tensors, metadata: texts), to: path, "the checkpoint")
    }

    /// Goes on from a checkpoint that was saved with the same model, the same optimizer and the same schedule. The next call
    /// of `fit` completes the one that the checkpoint was saved in.
    ///
    /// Throws a `DataError` where the file is damaged or belongs to another training; then nothing is changed.
    public func resume(from path: String) throws {
        require(running == nil, "resume: expected a trainer at rest, but got a call from within fit")
        let file = try SafeTensors.contents(of: fileContents(path), name: path)
        let checkpoint = try Checkpoint(file, path, for: self)
        // The optimizer checks its state before it changes anything; after it nothing can fail.
        try optimizer.restore(checkpoint.optimizer)
        for (parameter, value) in zip(savedParameters, checkpoint.values) { parameter.value = value }
        for ((_, layer), generator) in zip(model.randomLayers, checkpoint.layerGenerators) {
            layer.generator = generator
        }
        (epoch, updates, generator) = (checkpoint.epoch, checkpoint.updates, checkpoint.generator)
        initialLearningRate = checkpoint.initialLearningRate
        resumed = checkpoint.progress
    }

    static let format = "nabla checkpoint 1"
}

/// What is in a checkpoint, checked against the trainer that is to go on from it.
private struct Checkpoint {
    let values: [Tensor]
    let optimizer: OptimizerState
    let layerGenerators: [SeededGenerator]
    let epoch: Int
    let updates: Int
    let generator: SeededGenerator
    let initialLearningRate: Scalar
    let progress: FitProgress?

    init(_ file: SafeTensors.Contents, _ path: String, for trainer: Trainer) throws {
        let texts = file.metadata
        func problem(_ message: String) -> DataError {
            DataError(
                .damaged, "\(path): \(message)",
                hint: "make model, optimizer and trainer as they were made when the checkpoint was saved")
        }
        func expect(_ name: String, _ expected: String) throws {
            guard texts[name] == expected else {
                throw problem(
                    "expected \(name) '\(expected)', but the file has \(texts[name].map { "'\($0)'" } ?? "none")"
                )
            }
        }
        func read<Value>(_ name: String, _ convert: (String) -> Value?) throws -> Value {
            guard let value = texts[name].flatMap(convert) else {
                throw problem(
                    "expected a text '\(name)' of the right form, but the file has "
                        + (texts[name].map { "'\($0)'" } ?? "none"))
            }
            return value
        }
        // Bounded, so that counting on from it never overflows.
        func count(_ text: String) -> Int? { Int(text).flatMap { (0...(1 << 53)).contains($0) ? $0 : nil } }
        func number(_ text: String) -> Scalar? { Scalar(text) }
        func random(_ text: String) -> SeededGenerator? { SeededGenerator(text: text) }

        guard texts["format"] == Trainer.format else {
            throw DataError(
                .damaged, "\(path): expected a checkpoint of a training, but the file has other contents",
                hint: "weights alone are read with loadWeights(from:)")
        }
        var rest = texts
        rest["checksum"] = nil
        guard texts["checksum"] == checksum(file.tensors.map { ($0.key, $0.value) }, rest) else {
            throw DataError(
                .damaged, "\(path): expected a checkpoint with its checksum, but its contents were changed",
                hint: "go on from an earlier checkpoint")
        }
        try expect("scalar", "\(SafeTensorsType.scalar)")
        try expect("schedule", "\(trainer.schedule)")
        let state = trainer.optimizer.state
        try expect("optimizer", state.rule)
        for (name, value) in state.settings { try expect("optimizer.settings.\(name)", value) }

        // What must be there is known before anything is read: all of it, in its shapes, and nothing else.
        let named = try trainer.model.namedTensors()
        var expected = named.map { (name: "model.\($0.name)", tensor: $0.tensor) }
        for (name, values) in state.memory {
            expected += values.enumerated().map { ("optimizer.\(name).\($0.offset)", $0.element) }
        }
        let hasHistory = file.tensors["history.loss"] != nil
        let hasBest = file.tensors.keys.contains { $0.hasPrefix("best.") }
        if hasBest { expected += named.map { ("best.\($0.name)", $0.tensor) } }
        if hasHistory {
            expected += History().entries.map { name, _ in
                let entries = file.tensors["history.\(name)"]?.size ?? 0
                return ("history.\(name)", Tensor(zeros: [entries]))
            }
        }
        try requireTensors(
            expected, in: file, path,
            hint: "make model, optimizer and trainer as they were made when the checkpoint was saved")

        values = named.map { file.tensors["model.\($0.name)"]! }
        var remembered = state
        remembered.learningRate = try read("optimizer.learningRate", number)
        remembered.stepCount = try read("optimizer.steps", count)
        for (name, values) in state.memory {
            remembered.memory[name] = values.indices.map { file.tensors["optimizer.\(name).\($0)"]! }
        }
        optimizer = remembered
        layerGenerators = try trainer.model.randomLayers.map { try read("generator.\($0.path)", random) }
        epoch = try read("epoch", count)
        updates = try read("updates", count)
        generator = try read("generator", random)
        initialLearningRate = try read("initialLearningRate", number)
        guard hasHistory else {
            progress = nil
            return
        }
        var progress = FitProgress()
        progress.history = History { file.tensors["history.\($0)"]!.scalars }
        if hasBest { progress.bestValues = named.map { file.tensors["best.\($0.name)"]! } }
        if texts["batch"] != nil {
            var epoch = EpochProgress(generator: try read("batch.generator", random))
            epoch.batch = try read("batch", count)
            epoch.lossSum = try read("batch.lossSum") { Double($0) }
            epoch.samples = try read("batch.samples", count)
            epoch.correct = try read("batch.correct") { text in
                Int(text).flatMap { (-1...epoch.samples).contains($0) ? $0 : nil }
            }
            progress.epoch = epoch
        }
        self.progress = progress
    }
}

extension History {
    /// The lists by name.
    fileprivate var entries: [(name: String, values: [Scalar])] {
        [
            ("loss", loss), ("accuracy", accuracy), ("validationLoss", validationLoss),
            ("validationAccuracy", validationAccuracy), ("batchLoss", batchLoss),
        ]
    }

    fileprivate init(_ values: (_ name: String) -> [Scalar]) {
        self.init()
        (loss, accuracy, batchLoss) = (values("loss"), values("accuracy"), values("batchLoss"))
        (validationLoss, validationAccuracy) = (values("validationLoss"), values("validationAccuracy"))
    }
}

extension Layer {
    /// The layers that draw random numbers, by path.
    fileprivate var randomLayers: [(path: String, layer: any RandomLayer)] {
        namedLayers.compactMap { path, layer in (layer as? any RandomLayer).map { (path, $0) } }
    }
}

/// The checksum of all names, shapes, numbers and texts.
private func checksum(_ tensors: [(name: String, tensor: Tensor)], _ texts: [String: String]) -> String {
    var sum = Checksum()
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        sum.add(name)
        sum.add(text)
    }
    for (name, tensor) in tensors.sorted(by: { $0.name < $1.name }) {
        sum.add(name)
        sum.add(tensor)
    }
    return sum.text
}

extension [UInt64] {
    fileprivate var text: String { map(String.init).joined(separator: " ") }
}

extension SeededGenerator {
    fileprivate init?(text: String) {
        let words = text.split(separator: " ").map { UInt64($0) }
        guard !words.contains(nil) else { return nil }
        self.init(words: words.map { $0! })
    }
}
