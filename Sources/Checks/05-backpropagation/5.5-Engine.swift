// 5.5 a scalar engine
// points: 3
// minutes: 30
// difficulty: hard
// essential: yes
// by hand: Variable, Parameter
// section: The same as a program
// hint: product and exponential are one line each, like + in the file: a value, and for each number it is made from an
//   edge with the local derivative.
// hint: backward needs a topological order first: a node goes on the list after its parents. Then go through the list in
//   reverse.
// hint: Before that every node of the list gets gradient 0, and the output gets 1. Then each node adds local derivative
//   times its gradient to the gradient of each parent.

import Exercises
import Foundation
import Grading
import Nabla

/// Two operations and a backward pass over `Value`s: right unless something is put in their place.
struct Engine: Sendable {
    typealias Backward = @Sendable (Value) -> Void

    var product: @Sendable (Value, Value) -> Value = { Value($0.value * $1.value, [($0, $1.value), ($1, $0.value)]) }
    var exponential: @Sendable (Value) -> Value = { Value(exp($0.value), [($0, exp($0.value))]) }
    var backward: Backward = { pass($0) }

    /// What a learner's function gives when it is tried alone: value and local derivatives, or the gradients.
    func result(of computation: Computation) -> WireValue {
        let (a, b) = (Value(computation.a), Value(computation.b))
        switch computation.kind {
        case .product: return operation(product(a, b), of: [a, b])
        case .exponential: return operation(exponential(a), of: [a])
        case .backward(let graph):
            let nodes = computation.nodes
            return graph.gradients(
                after: (1...2).map { _ in
                    backward(nodes.last!)
                    return nodes.map(\.gradient)
                })
        }
    }

    private func operation(_ result: Value, of parents: [Value]) -> WireValue {
        let derivatives = parents.map { parent in
            result.edges.filter { $0.parent === parent }.reduce(0) { $0 + $1.derivative }
        }
        return WireValue(parts: ["value": result.value, "derivatives": derivatives])
    }
}

/// One of the three functions, tried alone with fresh numbers.
struct Computation: Sendable {
    enum Kind { case product, exponential, backward(Graph) }

    let kind: Kind
    let a: Double
    var b = 0.0

    /// The graph's numbers, each after its parents, with the gradients that are on them before the first call.
    var nodes: [Value] {
        guard case .backward(let graph) = kind else { return [] }
        let nodes = graph.nodes(Value(a), Value(b))
        if graph == .leftovers {
            for (index, node) in nodes.dropLast().enumerated() { node.gradient = Double(index) - 3 }
        }
        return nodes
    }
}

enum Graph: String {
    case doubledTwice = "b = a + a, c = b + b"
    case productOfSum = "c = a·b, d = a + b, e = c·d"
    case exponential = "c = a·b, d = e to the c, e = d·a"
    case leftovers = "b = a·a, c = b + a, d = b·c, with gradients −3, −2, −1, 0 left on a, b, c, d"
    case manyPaths = "a doubled forty times by + (40 steps along the list, 2 to the 40 along all paths)"

    func nodes(_ a: Value, _ b: Value) -> [Value] {
        let engine = Engine()
        switch self {
        case .doubledTwice:
            let sum = a + a
            return [a, sum, sum + sum]
        case .productOfSum:
            let (c, d) = (engine.product(a, b), a + b)
            return [a, b, c, d, engine.product(c, d)]
        case .exponential:
            let c = engine.product(a, b)
            let d = engine.exponential(c)
            return [a, b, c, d, engine.product(d, a)]
        case .leftovers:
            let square = engine.product(a, a)
            let sum = square + a
            return [a, square, sum, engine.product(square, sum)]
        case .manyPaths: return (0..<40).reduce(into: [a]) { nodes, _ in nodes.append(nodes.last! + nodes.last!) }
        }
    }

    /// The gradients of all numbers after each call; of the many only the first.
    func gradients(after calls: [[Double]]) -> WireValue {
        let shown = calls.map { self == .manyPaths ? [$0[0]] : $0 }
        return WireValue(parts: ["gradients after the first call": shown[0], "after the second call": shown[1]])
    }
}

let engine = Check<Computation, WireValue> { c in
    c.inputs { generator in
        func number() -> Double {
            let size = Double(Int.random(in: 3...9, using: &generator)) / 4
            return Bool.random(using: &generator) ? size : -size
        }
        return [
            Computation(kind: .product, a: number(), b: number() + 0.1),
            Computation(kind: .exponential, a: number() / 2),
            Computation(kind: .backward(.doubledTwice), a: number()),
            Computation(kind: .backward(.productOfSum), a: number(), b: number() + 0.1),
            Computation(kind: .backward(.exponential), a: number() / 2, b: number() / 2 + 0.1),
            Computation(kind: .backward(.leftovers), a: number()),
            Computation(kind: .backward(.manyPaths), a: number()),
        ]
    }
    c.shows { computation in
        let (a, b) = (Part("a", Scalar(computation.a)), Part("b", Scalar(computation.b)))
        switch computation.kind {
        case .product: return [Part("product(a, b) with a", a.value), b]
        case .exponential: return [Part("exponential(a) with a", a.value)]
        case .backward(let graph):
            return [Part("\(graph.rawValue), with a", a.value)] + (computation.b == 0 ? [] : [b])
        }
    }
    c.calls { computation, host in
        let nothing = WireValue.record([])
        switch computation.kind {
        case .product: return try host.ifWritten("product", computation.a, computation.b) ?? nothing
        case .exponential: return try host.ifWritten("exponential", computation.a) ?? nothing
        case .backward(let graph):
            let nodes = computation.nodes
            let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { (ObjectIdentifier($1), $0) })
            let parents = nodes.map { $0.edges.map { places[ObjectIdentifier($0.parent)]! } }
            let came = try host.ifWritten(
                "backward", last: graph == .manyPaths, nodes.map(\.value), parents,
                nodes.map { $0.edges.map(\.derivative) },
                nodes.map(\.gradient))
            guard let calls = came?.list else { return nothing }
            return graph.gradients(after: calls.map { ($0.tensor?.scalars ?? []).map { Double($0) } })
        }
    }
    c.compares { _, came in
        var parts = Part.parts(of: came, named: "result")
        if case .number(let value) = came.value {
            // Rounded to 32 bits, it would spoil the finite differences that an engine is tested with.
            let rest = (value - Double(Float(value))) / value
            parts.append(Part("digits of the value beyond 32 bits", Scalar(1e8 * rest)))
        }
        return parts
    }
    c.right { Engine().result(of: $0) }
    func backward(_ family: Misconception?, _ sentence: String, _ passes: Engine.Backward...) {
        c.wrong(family, sentence, forEach: passes) { Engine(backward: $1).result(of: $0) }
    }
    func operation(_ family: Misconception?, _ sentence: String, _ engines: Engine...) {
        c.wrong(family, sentence, forEach: engines) { $1.result(of: $0) }
    }
    backward(
        .accumulate,
        "Only the last use of a number counts. A number that is used twice receives two contributions: add, do not store."
    ) { pass($0, give: { $0.gradient = $1 }) }
    backward(
        .accumulate,
        "Numbers that two paths lead to were counted more than once. Pass a gradient on only when it is complete.",
        { recursion($0, addsFirst: true) }, { recursion($0, addsFirst: false) })
    backward(
        nil,
        """
        Nothing gets further than one edge from the output. Was the list walked from the leaves to the output? Which \
        nodes have to be finished before which?
        """, { pass($0, order: ordered($0)) }, { pass($0, order: [$0]) })
    c.stops(
        """
        There are 2 to the 40 paths from the output to a: following each of them never ends. A node has to pass its gradient \
        on only once, when that is complete.
        """
    ) { computation in
        if case .backward(.manyPaths) = computation.kind { ["No answer after"] } else { [] }
    }
    backward(nil, "Each node passed its gradient on when it was first met. Met first is not finished first.") {
        pass($0, order: ordered($0, childrenFirst: true))
    }
    backward(
        .memory,
        """
        Right the first time, too large the second. This is the page's loop: the gradients of the first call are still \
        there. Where should they be set to zero?
        """, { pass($0, resets: { _ in false }) }, { pass($0, resets: { _ in false }, seed: $0.gradient + 1) })
    backward(
        .memory,
        "The gradients between output and leaves were not set to 0 again. Every node of the list starts from zero."
    ) { pass($0, resets: \.edges.isEmpty) }
    backward(
        .memory,
        """
        Whether anything is set to 0 depends on the gradient of the output. Any node may have an old gradient: set all \
        to 0, always.
        """
    ) { output in pass(output, resets: { _ in output.gradient != 0 }) }
    backward(
        nil, "The nodes between output and leaves have gradient 0 in the end. The gradient of every node is asked for.",
        { output in
            pass(output)
            for node in ordered(output) where !node.edges.isEmpty && node !== output { node.gradient = 0 }
        },
        { output in
            pass(output)
            for node in ordered(output) where !node.edges.isEmpty { node.gradient = 0 }
        })
    backward(
        nil, "All gradients are 0: the output's own was not set. What is the derivative of the output by itself?"
    ) { pass($0, seed: 0) }
    backward(
        .valueOrSlope,
        "The output's own gradient was set to its value. What is the derivative of the output by itself?"
    ) { pass($0, seed: $0.value) }
    backward(
        .chain,
        "The local derivative is missing. A parent receives the local derivative times the gradient of the node."
    ) { pass($0, message: { _, node in node.gradient }) }
    backward(
        .chain,
        "The gradient of the node is missing. A parent receives the local derivative times the gradient of the node."
    ) { pass($0, message: { edge, _ in edge.derivative }) }
    operation(
        .valueOrSlope,
        """
        In a product each factor got its own value as its derivative. Hold the other one still: how fast does a·b \
        change with a?
        """, Engine(product: { Value($0.value * $1.value, [($0, $0.value), ($1, $1.value)]) }))
    operation(
        nil,
        "A product was given the derivatives of a sum. Hold one factor still: how fast does a·b change with the other?",
        Engine(product: { Value($0.value * $1.value, [($0, 1), ($1, 1)]) }))
    operation(
        nil,
        "The value was rounded to 32 bits on the way. A `Value` holds a `Double`: `exp(a.value)` and `a.value * b.value` are of that kind.",
        Engine(exponential: {
            let e = Double(Float(exp($0.value))); return Value(e, [($0, e)])
        }),
        Engine(product: { Value(Double(Float($0.value * $1.value)), [($0, $1.value), ($1, $0.value)]) }))
    operation(
        nil, "The product has no edges, or only one: no gradient, or not all of it, passes back through it.",
        Engine(product: { Value($0.value * $1.value) }),
        Engine(product: { Value($0.value * $1.value, [($0, $1.value)]) }))
    operation(
        nil, "The exponential has no edge, or one with derivative 0: no gradient passes back through it.",
        Engine(exponential: { Value(exp($0.value)) }))
    operation(
        .valueOrSlope, "The derivative of eᵃ was taken to be a, or 1. This function is its own derivative.",
        Engine(exponential: { Value(exp($0.value), [($0, $0.value)]) }),
        Engine(exponential: { Value(exp($0.value), [($0, 1)]) }))
    c.accepts("a queue that waits until all users of a node are done") { Engine(backward: queue).result(of: $0) }
}

/// Every node that leads to the output, each after its parents, or in the order in which they are met.
private func ordered(_ output: Value, childrenFirst: Bool = false) -> [Value] {
    var (order, seen) = ([Value](), Set<ObjectIdentifier>())
    func visit(_ node: Value) {
        guard seen.insert(ObjectIdentifier(node)).inserted else { return }
        if childrenFirst { order.append(node) }
        for edge in node.edges { visit(edge.parent) }
        if !childrenFirst { order.append(node) }
    }
    visit(output)
    return order
}

/// The backward pass, with places where it can be done wrongly.
private func pass(
    _ output: Value, resets: (Value) -> Bool = { _ in true }, seed: Double = 1, order: [Value]? = nil,
    message: ((parent: Value, derivative: Double), Value) -> Double = { $0.derivative * $1.gradient },
    give: (Value, Double) -> Void = { $0.gradient += $1 }
) {
    for node in ordered(output) where resets(node) { node.gradient = 0 }
    output.gradient = seed
    for node in order ?? ordered(output).reversed() {
        for edge in node.edges { give(edge.parent, message(edge, node)) }
    }
}

/// A node calls its parents at once, and again whenever something new arrives; no more than a few thousand times, which
/// is enough for all graphs but one that no such answer gets through.
private func recursion(_ output: Value, addsFirst: Bool) {
    pass(output, order: [])
    var calls = 0
    func visit(_ node: Value) {
        calls += 1
        guard calls < 5000 else { return }
        if addsFirst { for edge in node.edges { edge.parent.gradient += edge.derivative * node.gradient } }
        for edge in node.edges {
            if !addsFirst { edge.parent.gradient += edge.derivative * node.gradient }
            visit(edge.parent)
        }
    }
    visit(output)
}

/// Another right pass: a node passes its gradient on when all its users have.
@Sendable private func queue(_ output: Value) {
    pass(output, order: [])
    var users: [ObjectIdentifier: Int] = [:]
    for edge in ordered(output).flatMap(\.edges) { users[ObjectIdentifier(edge.parent), default: 0] += 1 }
    var ready = [output]
    while let node = ready.popLast() {
        for edge in node.edges {
            edge.parent.gradient += edge.derivative * node.gradient
            users[ObjectIdentifier(edge.parent)]! -= 1
            if users[ObjectIdentifier(edge.parent)] == 0 { ready.append(edge.parent) }
        }
    }
}
