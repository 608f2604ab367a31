import Foundation
import Nabla

/// Two operations and a walk back over `Value`s: the learner's, the kit's own, or a wrong one.
struct ScalarEngine: Sendable {
    typealias Product = @Sendable (Value, Value) throws -> Value
    typealias Exponential = @Sendable (Value) throws -> Value
    typealias Backward = @Sendable (Value) throws -> Void

    var product: Product = { Value($0.value * $1.value, [($0, $1.value), ($1, $0.value)]) }
    var exponential: Exponential = { Value(exp($0.value), [($0, exp($0.value))]) }
    var backward: Backward = { goal in
        let order = ordered(goal)
        for node in order { node.slope = 0 }
        goal.slope = 1
        for node in order.reversed() {
            for wire in node.wires { wire.from.slope += wire.rate * node.slope }
        }
    }

    /// Every card, each after those it is made from.
    static func ordered(_ goal: Value) -> [Value] {
        var (order, seen) = ([Value](), Set<ObjectIdentifier>())
        func visit(_ node: Value) {
            guard seen.insert(ObjectIdentifier(node)).inserted else { return }
            for wire in node.wires { visit(wire.from) }
            order.append(node)
        }
        visit(goal)
        return order
    }
}

/// A computation to run on an engine, with fresh numbers at its leaves.
struct ScalarComputation: Sendable {
    enum Graph: Sendable {
        /// b = a + a, c = b + b: needs neither of the two operations.
        case doubledTwice
        /// (a·b)·(a + b)
        case productOfSum
        /// d = a·a, f = d·(d + a)
        case squareUsedTwice
        /// e^(a·b)·a
        case exponential
    }

    let graph: Graph
    let a: Double
    let b: Double

    var formula: String {
        switch graph {
        case .doubledTwice: "b = a + a, c = b + b"
        case .productOfSum: "(a·b)·(a + b)"
        case .squareUsedTwice: "d = a·a, f = d·(d + a)"
        case .exponential: "e^(a·b)·a"
        }
    }

    /// Runs the computation and adds what comes to the outcome: the goal's value, the slopes of the leaves after one
    /// call of `backward` and after a second one.
    fileprivate func run(on engine: ScalarEngine, into outcome: inout ScalarOutcome) throws {
        let (a, b) = (Value(self.a), Value(self.b))
        do {
            let goal = try built(a, b, engine)
            if graph != .doubledTwice { outcome.parts.append(Part("\(formula): value", Scalar(goal.value))) }
            let usesB = graph == .productOfSum || graph == .exponential
            for call in ["slopes", "slopes, second call"] {
                try engine.backward(goal)
                let slopes = usesB ? [Scalar(a.slope), Scalar(b.slope)] : [Scalar(a.slope)]
                outcome.parts.append(Part("\(formula): \(call)", Tensor(slopes)))
            }
        } catch let stub as NotAttempted {
            outcome.missing.insert(stub.function)
        }
    }

    private func built(_ a: Value, _ b: Value, _ engine: ScalarEngine) throws -> Value {
        switch graph {
        case .doubledTwice:
            let sum = a + a
            return sum + sum
        case .productOfSum:
            return try engine.product(engine.product(a, b), a + b)
        case .squareUsedTwice:
            let d = try engine.product(a, a)
            return try engine.product(d, d + a)
        case .exponential:
            return try engine.product(engine.exponential(engine.product(a, b)), a)
        }
    }
}

/// What an engine made of several computations.
struct ScalarOutcome: Sendable {
    var parts: [Part] = []
    /// The functions that are still stubs.
    var missing: Set<String> = []
}

extension [ScalarComputation] {
    /// Runs all computations. A stub among the functions does not hide the others; three stubs do.
    func run(on engine: ScalarEngine) throws -> ScalarOutcome {
        var outcome = ScalarOutcome()
        for computation in self { try computation.run(on: engine, into: &outcome) }
        if outcome.parts.isEmpty {
            throw NotAttempted(function: outcome.missing.sorted().joined(separator: ", "))
        }
        return outcome
    }
}
