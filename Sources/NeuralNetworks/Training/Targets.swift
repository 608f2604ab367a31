import Autodiff
import Tensors

/// What a model is to predict: a class for each sample, or numbers.
enum Targets {
    case labels([Int])
    /// The first axis is the samples axis.
    case values(Tensor)

    /// How many samples they are for.
    var count: Int {
        switch self {
        case .labels(let labels): labels.count
        case .values(let values): values.shape.first ?? 0
        }
    }

    func gathering(_ samples: [Int]) -> Targets {
        switch self {
        case .labels(let labels): .labels(samples.map { labels[$0] })
        case .values(let values): .values(values.gathering(samples))
        }
    }

    /// How many answers are right; nil where the targets are no classes.
    func correctCount(_ outputs: Tensor) -> Int? {
        guard case .labels(let labels) = self else { return nil }
        return correct(outputs, labels)
    }

    /// Stops unless there is a target for each sample, and at least one.
    func requireMatch(_ x: Tensor, _ operation: String) {
        let (what, got) =
            switch self {
            case .labels(let labels): ("label", "\(labels.count) labels")
            case .values(let values): ("target", "targets \(values.shape)")
            }
        require(
            x.rank > 0 && x.shape[0] == count && count > 0,
            "\(operation): expected one \(what) for each sample, but got samples \(x.shape) and \(got)")
    }
}

/// A loss with the kind of targets it takes.
enum Objective {
    case labels(Trainer.Loss)
    case values(Trainer.TargetLoss)

    func callAsFunction(_ outputs: Variable, _ targets: Targets) -> Variable {
        switch (self, targets) {
        case (.labels(let loss), .labels(let labels)): return loss(outputs, labels)
        case (.values(let loss), .values(let values)): return loss(outputs, .constant(values))
        case (.labels, .values):
            fatalError(
                "fit: expected labels, because this trainer's loss takes classes, but got targets; "
                    + "give the trainer a loss for numbers, such as loss: meanSquaredError")
        case (.values, .labels):
            fatalError(
                "fit: expected targets, because this trainer's loss takes numbers, but got labels; "
                    + "pass them as targets: a tensor of the shape of the outputs")
        }
    }
}
