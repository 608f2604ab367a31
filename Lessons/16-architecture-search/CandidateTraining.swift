import Nabla

/// The signals of every training on this page: 4,000 to learn from, 1,000 to choose by, 4,000 to test with. The same ones
/// for each candidate, whatever the run's seed: the table is about them.
struct SearchData {
    let training: Signals
    let validation: Signals
    let test: Signals

    init() {
        let (training, rest) = MNIST1D.sets(training: 4000, test: 5000, seed: 16)
        self.training = Signals(x: training.signals, labels: training.labels)
        validation = Signals(x: rest.signals[0..<1000], labels: Array(rest.labels[0..<1000]))
        test = Signals(x: rest.signals[1000..<5000], labels: Array(rest.labels[1000..<5000]))
    }
}

/// Signals with labels: each row of `x` is one.
struct Signals {
    let x: Tensor
    let labels: [Int]
}

/// What a training leaves: how many of 1,000 signals were right after 50, 100, 200, 500 and 1,000 steps, and the network.
struct CandidateRun {
    static let milestones = [50, 100, 200, 500, 1000]
    let model: Sequential
    var validation: [Int] = []
}

extension Candidate {
    /// Trains a fresh network with Adam, 100 signals a step.
    func train(
        _ data: SearchData, seed: UInt64, steps: Int = 1000, schedule: Schedule = .constant
    ) -> CandidateRun {
        var generator = SeededGenerator(seed: seed)
        var run = CandidateRun(model: network(using: &generator))
        let optimizer = Adam(run.model.parameters, learningRate: rate)
        let signals = input(data.training)
        var batches: [[Int]] = []
        for step in 0..<steps {
            if batches.isEmpty { batches = shuffledBatches(data.training.labels.count, size: 100, using: &generator) }
            let batch = batches.removeLast()
            let scores = run.model(.constant(signals.gathering(batch)), mode: .training)
            let loss = softmaxCrossEntropy(scores: scores, labels: batch.map { data.training.labels[$0] })
            optimizer.zeroGradients()
            loss.backward()
            optimizer.learningRate = rate * schedule.factor(at: step)
            optimizer.step()
            if CandidateRun.milestones.contains(step + 1) {
                run.validation.append(right(run.model, data.validation).count { $0 })
            }
        }
        return run
    }

    /// For each signal of a set, whether the network's answer is right.
    func right(_ model: Sequential, _ set: Signals) -> [Bool] {
        let answers = model.predict(input(set)).argmax(alongAxis: 1)
        return zip(answers, set.labels).map { $0 == $1 }
    }

    /// Signals [N, 40] as the network takes them: a convolution wants a channels axis.
    private func input(_ set: Signals) -> Tensor {
        kind == .dense ? set.x : set.x.expanded(atAxis: 1)
    }
}
