import Autodiff
import Tensors

/// How an optimizer changes a weight: what it remembers at first, and a step.
///
/// A rule of your own is a struct of its hyperparameters; `RuleOptimizer(parameters, rule: …)` trains with it, and saves
/// what it remembers. `apply` is written with `update`, which runs the arithmetic for one weight over all of them in one
/// pass through memory.
public protocol OptimizerRule: Sendable {
    /// Named in checkpoints.
    static var name: String { get }
    var learningRate: Scalar { get set }
    /// What the rule remembers of each weight, such as "velocity".
    var memoryNames: [String] { get }
    /// What it remembers at first: a tensor for each name, of the weight's shape.
    func initialMemory(for weight: Tensor) -> [Tensor]
    /// One step. Changes the weight and what is remembered of it; `step` counts from 1.
    func apply(_ weight: inout Tensor, _ memory: inout [Tensor], gradient: Tensor, step: Int)
}

extension OptimizerRule {
    public static var name: String { "\(Self.self)" }
    public func initialMemory(for weight: Tensor) -> [Tensor] {
        memoryNames.map { _ in Tensor(zeros: weight.shape) }
    }

    /// The hyperparameters besides the learning rate, as texts: the rule's stored properties.
    var settings: [String: String] {
        var settings: [String: String] = [:]
        for (label, value) in Mirror(reflecting: self).children where label != "learningRate" {
            settings[label ?? ""] = "\(value)"
        }
        return settings
    }
}

/// An optimizer that applies a rule to each of its parameters.
public final class RuleOptimizer<Rule: OptimizerRule>: Optimizer {
    public let parameters: [Parameter]
    public private(set) var rule: Rule
    public private(set) var stepCount = 0
    private var memory: [[Tensor]]

    public init(_ parameters: [Parameter], rule: Rule) {
        self.parameters = unique(parameters)
        self.rule = rule
        memory = self.parameters.map { rule.initialMemory(for: $0.value) }
    }

    public var learningRate: Scalar {
        get { rule.learningRate }
        set { rule.learningRate = newValue }
    }

    public func step() {
        stepCount += 1
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient, !parameter.isFrozen else { continue }
            rule.apply(&parameter.value, &memory[i], gradient: gradient, step: stepCount)
        }
    }

    public var state: OptimizerState {
        var named: [String: [Tensor]] = [:]
        for (place, name) in rule.memoryNames.enumerated() { named[name] = memory.map { $0[place] } }
        return OptimizerState(
            rule: Rule.name, settings: rule.settings, learningRate: learningRate, stepCount: stepCount,
            memory: named)
    }

    public func restore(_ state: OptimizerState) throws {
        func require(_ condition: Bool, _ message: String) throws {
            if !condition {
                throw DataError(
                    .damaged, "\(Rule.name): \(message)", hint: "make the optimizer as it was made then")
            }
        }
        try require(state.rule == Rule.name, "expected its own state, but got that of \(state.rule)")
        try require(
            state.settings == rule.settings,
            "expected a state with its settings \(texts(rule.settings)), but got \(texts(state.settings))")
        try require(state.stepCount >= 0, "expected at least 0 steps, but got \(state.stepCount)")
        let names = rule.memoryNames
        try require(
            state.memory.keys.sorted() == names.sorted(),
            "expected \(names.sorted()) of each parameter, but got \(state.memory.keys.sorted())")
        for name in names {
            let (shapes, found) = (parameters.map(\.shape), state.memory[name]!.map(\.shape))
            try require(shapes == found, "expected a \(name) of shapes \(shapes), but got \(found)")
        }
        memory = parameters.indices.map { i in names.map { state.memory[$0]![i] } }
        stepCount = state.stepCount
        learningRate = state.learningRate
    }

    private func texts(_ settings: [String: String]) -> String {
        settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
