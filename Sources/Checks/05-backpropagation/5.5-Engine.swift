// 5.5 a scalar engine
// points: 3
// by hand: Variable, Parameter
// hint: product and exponential are one line each, like + in the file: a value, and a wire with its rate to each number
//   it is made from.
// hint: backward needs an order first: a card goes on the list after all it is made from. Then go through the list
//   backwards.
// hint: Before that every card of the list gets slope 0, and the goal gets 1. Then each card adds rate times its slope to
//   each of its parents.

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

    /// What a learner's function gives when it is tried alone: value and local derivatives, or the slopes.
    func result(of computation: Computation) -> WireValue {
        let (a, b) = (Value(computation.a), Value(computation.b))
        switch computation.kind {
        case .product: return operation(product(a, b), of: [a, b])
        case .exponential: return operation(exponential(a), of: [a])
        case .backward(let graph):
            let nodes = computation.nodes
            return graph.slopes(
                after: (1...2).map { _ in
                    backward(nodes.last!)
                    return nodes.map(\.slope)
                })
        }
    }

    private func operation(_ result: Value, of parents: [Value]) -> WireValue {
        let rates = parents.map { parent in result.wires.filter { $0.from === parent }.reduce(0) { $0 + $1.rate } }
        return WireValue(parts: ["value": result.value, "rates": rates])
    }
}

/// One of the three functions, tried alone with fresh numbers.
struct Computation: Sendable {
    enum Kind { case product, exponential, backward(Graph) }

    let kind: Kind
    let a: Double
    var b = 0.0

    /// The graph's numbers, each after those it is made from, with what lies on them before the first call.
    var nodes: [Value] {
        guard case .backward(let graph) = kind else { return [] }
        let nodes = graph.nodes(Value(a), Value(b))
        if graph == .leftovers { for (index, node) in nodes.dropLast().enumerated() { node.slope = Double(index) - 3 } }
        return nodes
    }
}

enum Graph: String {
    case doubledTwice = "b = a + a, c = b + b"
    case productOfSum = "c = a·b, d = a + b, e = c·d"
    case exponential = "c = a·b, d = e to the c, e = d·a"
    case leftovers = "b = a·a, c = b + a, d = b·c, with slopes −3, −2, −1, 0 left on a, b, c, d"
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

    /// The slopes of all numbers after each call; of the many only the first.
    func slopes(after calls: [[Double]]) -> WireValue {
        let shown = calls.map { self == .manyPaths ? [$0[0]] : $0 }
        return WireValue(parts: ["slopes after the first call": shown[0], "after the second call": shown[1]])
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
            let from = nodes.map { $0.wires.map { places[ObjectIdentifier($0.from)]! } }
            let came = try host.ifWritten(
                "backward", last: graph == .manyPaths, nodes.map(\.value), from, nodes.map { $0.wires.map(\.rate) },
                nodes.map(\.slope))
            guard let calls = came?.list else { return nothing }
            return graph.slopes(after: calls.map { ($0.tensor?.scalars ?? []).map { Double($0) } })
        }
    }
    c.right { Engine().result(of: $0) }
    func backward(_ family: Family?, _ sentence: String, _ passes: Engine.Backward...) {
        c.wrong(family, sentence, forEach: passes) { Engine(backward: $1).result(of: $0) }
    }
    func operation(_ family: Family?, _ sentence: String, _ engines: Engine...) {
        c.wrong(family, sentence, forEach: engines) { $1.result(of: $0) }
    }
    backward(
        .accumulate,
        "Only the last use of a number counts. A number that is used twice receives twice: add, do not store."
    ) { pass($0, give: { $0.slope = $1 }) }
    backward(
        .accumulate,
        "Numbers that two paths lead to were counted more than once. Pass a slope on only when it is complete.",
        { recursion($0, addsFirst: true) }, { recursion($0, addsFirst: false) })
    backward(
        nil,
        """
        Nothing gets further than one wire from the goal. Was the list walked from the leaves to the goal? Who has to be \
        finished before whom?
        """, { pass($0, order: ordered($0)) }, { pass($0, order: [$0]) })
    c.stops(
        """
        There are 2 to the 40 paths from the goal to a: whoever follows each of them is never done. A card has to send its \
        slope on only once, when that is complete.
        """
    ) { computation in
        if case .backward(.manyPaths) = computation.kind { ["No answer after"] } else { [] }
    }
    backward(nil, "Each card sent its slope on when it was first met. Met first is not finished first.") {
        pass($0, order: ordered($0, childrenFirst: true))
    }
    backward(
        .memory,
        """
        Right the first time, too large the second. This is the page's loop: the slopes of the first call still lie on \
        the cards. Whose job is it to start from zero?
        """, { pass($0, resets: { _ in false }) }, { pass($0, resets: { _ in false }, seed: $0.slope + 1) })
    backward(
        .memory, "The slopes between goal and leaves were not set to 0 again. Every card of the list starts from zero."
    ) { pass($0, resets: \.wires.isEmpty) }
    backward(
        .memory,
        """
        Whether anything is set to 0 depends on the slope of the goal. Slopes may lie on any card, whatever lies there: \
        set all to 0, always.
        """
    ) { goal in pass(goal, resets: { _ in goal.slope != 0 }) }
    backward(
        nil, "The cards between goal and leaves have slope 0 in the end. The slope of every card is asked for.",
        { goal in
            pass(goal)
            for node in ordered(goal) where !node.wires.isEmpty && node !== goal { node.slope = 0 }
        },
        { goal in
            pass(goal)
            for node in ordered(goal) where !node.wires.isEmpty { node.slope = 0 }
        })
    backward(nil, "All slopes are 0: nothing was put in at the goal. How fast does the goal move with itself?") {
        pass($0, seed: 0)
    }
    backward(.valueOrSlope, "The value of the goal was put in at the goal. How fast does the goal move with itself?") {
        pass($0, seed: $0.value)
    }
    backward(.chain, "The rate of the wire is missing. What goes back through a wire is its rate times the slope.") {
        pass($0, message: { _, node in node.slope })
    }
    backward(.chain, "The slope of the card is missing. What goes back through a wire is its rate times the slope.") {
        pass($0, message: { wire, _ in wire.rate })
    }
    operation(
        .valueOrSlope,
        """
        In a product each factor got its own value as its rate. Hold the other one still: how fast does a·b move with a?
        """, Engine(product: { Value($0.value * $1.value, [($0, $0.value), ($1, $1.value)]) }))
    operation(
        nil, "A product was given the rates of a sum. Hold one factor still: how fast does a·b move with the other?",
        Engine(product: { Value($0.value * $1.value, [($0, 1), ($1, 1)]) }))
    operation(
        nil, "The product has no wires, or only one: nothing, or not all, can go back through it.",
        Engine(product: { Value($0.value * $1.value) }),
        Engine(product: { Value($0.value * $1.value, [($0, $1.value)]) }))
    operation(
        nil, "The exponential has no wire, or one with rate 0: nothing can go back through it.",
        Engine(exponential: { Value(exp($0.value)) }))
    operation(
        .valueOrSlope, "The rate of eᵃ was taken to be a, or 1. This function is its own slope.",
        Engine(exponential: { Value(exp($0.value), [($0, $0.value)]) }),
        Engine(exponential: { Value(exp($0.value), [($0, 1)]) }))
    c.accepts("a queue that waits until all users of a card are done") { Engine(backward: queue).result(of: $0) }
}

/// Every card that leads to the goal, each after those it is made from, or in the order in which they are met.
private func ordered(_ goal: Value, childrenFirst: Bool = false) -> [Value] {
    var (order, seen) = ([Value](), Set<ObjectIdentifier>())
    func visit(_ node: Value) {
        guard seen.insert(ObjectIdentifier(node)).inserted else { return }
        if childrenFirst { order.append(node) }
        for wire in node.wires { visit(wire.from) }
        if !childrenFirst { order.append(node) }
    }
    visit(goal)
    return order
}

/// The backward pass, with places where it can be done wrongly.
private func pass(
    _ goal: Value, resets: (Value) -> Bool = { _ in true }, seed: Double = 1, order: [Value]? = nil,
    message: ((from: Value, rate: Double), Value) -> Double = { $0.rate * $1.slope },
    give: (Value, Double) -> Void = { $0.slope += $1 }
) {
    for node in ordered(goal) where resets(node) { node.slope = 0 }
    goal.slope = seed
    for node in order ?? ordered(goal).reversed() { for wire in node.wires { give(wire.from, message(wire, node)) } }
}

/// A card calls its parents at once, and again whenever something new arrives; no more than a few thousand times, which
/// is enough for all graphs but one that no such answer gets through.
private func recursion(_ goal: Value, addsFirst: Bool) {
    pass(goal, order: [])
    var calls = 0
    func visit(_ node: Value) {
        calls += 1
        guard calls < 5000 else { return }
        if addsFirst { for wire in node.wires { wire.from.slope += wire.rate * node.slope } }
        for wire in node.wires {
            if !addsFirst { wire.from.slope += wire.rate * node.slope }
            visit(wire.from)
        }
    }
    visit(goal)
}

/// Another right pass: a card sends its slope on when all its users have.
@Sendable private func queue(_ goal: Value) {
    pass(goal, order: [])
    var users: [ObjectIdentifier: Int] = [:]
    for wire in ordered(goal).flatMap(\.wires) { users[ObjectIdentifier(wire.from), default: 0] += 1 }
    var ready = [goal]
    while let node = ready.popLast() {
        for wire in node.wires {
            wire.from.slope += wire.rate * node.slope
            users[ObjectIdentifier(wire.from)]! -= 1
            if users[ObjectIdentifier(wire.from)] == 0 { ready.append(wire.from) }
        }
    }
}
