import Autodiff
import Tensors

/// Parameter groups: several optimizers that step as one, each with parameters, settings and even a rule of its own.
///
///     let weights = model.parameters.filter { $0.name == "weight" }
///     let others = model.parameters.filter { $0.name != "weight" }      // biases, scales of normalization layers
///     let optimizer = OptimizerGroups([AdamW(weights, weightDecay: 0.1), AdamW(others, weightDecay: 0)])
///
/// Its learning rate is that of the first group. Where it is changed, by a schedule for instance, the others change by the
/// same factor: a group that began at a tenth of the first stays at a tenth.
public final class OptimizerGroups: Optimizer {
    public let groups: [any Optimizer]
    /// The learning rate of each group as a multiple of the first's.
    private let factors: [Scalar]

    /// Requires: at least one group, no parameter in two of them, and learning rates above 0.
    public init(_ groups: [any Optimizer]) {
        let parameters = groups.flatMap(\.parameters)
        require(
            !groups.isEmpty && groups.allSatisfy { $0.learningRate > 0 }
                && unique(parameters).count == parameters.count,
            "OptimizerGroups: expected groups without a parameter in common, with learning rates above 0, but got "
                + "\(groups.count) groups of \(groups.map(\.parameters.count)) parameters, \(unique(parameters).count) of them "
                + "different, and rates \(groups.map(\.learningRate))")
        self.groups = groups
        factors = groups.map { $0.learningRate / groups[0].learningRate }
        // From now on every rate is a product of the first, to the last bit, as it will be after a restore.
        learningRate = groups[0].learningRate
    }

    public var parameters: [Parameter] { groups.flatMap(\.parameters) }

    public var learningRate: Scalar {
        get { groups[0].learningRate }
        set {
            for (group, factor) in zip(groups, factors) { group.learningRate = newValue * factor }
        }
    }

    public var stepCount: Int { groups[0].stepCount }

    public func step() {
        for group in groups { group.step() }
    }

    /// The states of the groups in one: "1.mean" is what the second group remembers as its mean.
    public var state: OptimizerState {
        var whole = OptimizerState(
            rule: rule, settings: [:], learningRate: learningRate, stepCount: stepCount, memory: [:])
        for (number, (group, factor)) in zip(groups, factors).enumerated() {
            let state = group.state
            whole.settings["\(number).rateFactor"] = "\(factor)"
            for (name, value) in state.settings { whole.settings["\(number).\(name)"] = value }
            for (name, value) in state.memory { whole.memory["\(number).\(name)"] = value }
        }
        return whole
    }

    public func restore(_ state: OptimizerState) throws {
        let own = self.state
        func require(_ condition: Bool, _ message: String) throws {
            if !condition {
                throw DataError(.damaged, "\(rule): \(message)", hint: "make the groups as they were made then")
            }
        }
        try require(state.rule == rule, "expected its own state, but got that of \(state.rule)")
        try require(
            state.settings == own.settings,
            "expected a state with the settings \(text(own.settings)), but got \(text(state.settings))")
        try require(
            state.memory.keys.sorted() == own.memory.keys.sorted(),
            "expected \(own.memory.keys.sorted()), but got \(state.memory.keys.sorted())")
        try require(state.stepCount >= 0, "expected at least 0 steps, but got \(state.stepCount)")
        for (name, values) in own.memory {
            let (shapes, found) = (values.map(\.shape), state.memory[name]!.map(\.shape))
            try require(shapes == found, "expected a \(name) of shapes \(shapes), but got \(found)")
        }
        // All of it fits: from here on no group refuses its part.
        for (number, (group, factor)) in zip(groups, factors).enumerated() {
            var part = group.state
            (part.learningRate, part.stepCount) = (state.learningRate * factor, state.stepCount)
            for name in part.memory.keys { part.memory[name] = state.memory["\(number).\(name)"] }
            try group.restore(part)
        }
    }

    private var rule: String { groups.map(\.state.rule).joined(separator: " + ") }

    private func text(_ settings: [String: String]) -> String {
        settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
