import Nabla

extension Lesson05 {
    // MARK: 5.5 a scalar engine

    static var engine: Check<[ScalarComputation], ScalarOutcome> {
        var check = Check<[ScalarComputation], ScalarOutcome>(
            exercise: Exercise(
                id: "5.5", name: "a scalar engine", points: 3, byHand: ["Variable", "Parameter"],
                hints: [
                    "product and exponential are one line each, like + in the file: a value, and a wire with its rate to "
                        + "each number it is made from.",
                    "backward needs an order first: a card goes on the list after all it is made from. Then walk the list "
                        + "backwards.",
                    "Before the walk every card of the list gets slope 0, and the goal gets 1. Then each card adds rate "
                        + "times its slope to each of its parents.",
                ]),
            inputs: { generator in
                func number() -> Double {
                    let size = Double(Int.random(in: 3...9, using: &generator)) / 4
                    return Bool.random(using: &generator) ? size : -size
                }
                let computations = [
                    ScalarComputation(graph: .doubledTwice, a: number(), b: number()),
                    ScalarComputation(graph: .productOfSum, a: number(), b: number() + 0.1),
                    ScalarComputation(graph: .squareUsedTwice, a: number(), b: number()),
                    ScalarComputation(graph: .exponential, a: number() / 2, b: number() / 2 + 0.1),
                ]
                return [computations]
            },
            show: { $0.map { Part("\($0.formula) with a, b", Tensor([Scalar($0.a), Scalar($0.b)])) } },
            results: { $1.parts },
            right: { try $0.run(on: ScalarEngine()) })
        check.knows(
            "a", .accumulate,
            "Only the last use of a number counts. A number that is used twice receives twice: add, do not store."
        ) { try $0.run(on: ScalarEngine(backward: walk(resets: true) { $0.slope = $1 })) }
        check.knows(
            "b", .accumulate,
            "Numbers that two roads lead to were counted more than once. Pass a slope on only when it is complete.",
            { try $0.run(on: ScalarEngine(backward: recursion(addsFirst: false))) },
            { try $0.run(on: ScalarEngine(backward: recursion(addsFirst: true))) }
        )
        check.knows(
            "c",
            "The list was walked from the leaves to the goal, so nothing gets further than one wire. Who has to be finished "
                + "before whom?"
        ) {
            try $0.run(
                on: ScalarEngine(backward: { goal in
                    let order = start(goal)
                    for node in order { send(node) { $0.slope += $1 } }
                }))
        }
        check.knows(
            "d",
            "Each card sent its slope on when it was first met. Met first is not finished first."
        ) {
            try $0.run(
                on: ScalarEngine(backward: { goal in
                    _ = start(goal)
                    var seen: Set<ObjectIdentifier> = []
                    func visit(_ node: Value) {
                        guard seen.insert(ObjectIdentifier(node)).inserted else { return }
                        send(node) { $0.slope += $1 }
                        for wire in node.wires { visit(wire.from) }
                    }
                    visit(goal)
                }))
        }
        check.knows(
            "e", .memory,
            "Right the first time, too large the second. This is the page's loop: the slopes of the first call still lie on "
                + "the cards. Whose job is it to start from zero?",
            { try $0.run(on: ScalarEngine(backward: walk(resets: false) { $0.slope += $1 })) },
            {
                try $0.run(
                    on: ScalarEngine(backward: { goal in
                        goal.slope += 1
                        for node in ScalarEngine.ordered(goal).reversed() { send(node) { $0.slope += $1 } }
                    }))
            },
            {
                try $0.run(
                    on: ScalarEngine(backward: { goal in
                        let order = ScalarEngine.ordered(goal)
                        for node in order where node.wires.isEmpty { node.slope = 0 }
                        goal.slope = 1
                        for node in order.reversed() { send(node) { $0.slope += $1 } }
                    }))
            }
        )
        check.knows(
            "f",
            "All slopes are 0: nothing was put in at the goal. How fast does the goal move with itself?"
        ) {
            try $0.run(
                on: ScalarEngine(backward: { goal in
                    for node in ScalarEngine.ordered(goal) { node.slope = 0 }
                }))
        }
        check.knows(
            "g", .valueOrSlope,
            "In a product each factor got its own value as its rate. Hold the other one still: how fast does a·b move with a?"
        ) {
            try $0.run(
                on: ScalarEngine(product: { Value($0.value * $1.value, [($0, $0.value), ($1, $1.value)]) }))
        }
        check.knows(
            "i",
            "A product was given the rates of a sum. Hold one factor still: how fast does a·b move with the other?"
        ) {
            try $0.run(on: ScalarEngine(product: { Value($0.value * $1.value, [($0, 1), ($1, 1)]) }))
        }
        check.knows(
            "j",
            "The product has no wires, or only one: nothing, or not all, can go back through it.",
            { try $0.run(on: ScalarEngine(product: { Value($0.value * $1.value) })) },
            { try $0.run(on: ScalarEngine(product: { Value($0.value * $1.value, [($0, $1.value)]) })) }
        )
        check.knows(
            "h", .valueOrSlope,
            "The rate of eᵃ was taken to be a, or 1. This function is its own slope.",
            {
                try $0.run(
                    on: ScalarEngine(exponential: {
                        Value(try ScalarEngine().exponential($0).value, [($0, $0.value)])
                    }))
            },
            {
                try $0.run(
                    on: ScalarEngine(exponential: {
                        Value(try ScalarEngine().exponential($0).value, [($0, 1)])
                    })
                )
            }
        )
        check.accepts("a walk along every road, which is right and slow") {
            try $0.run(
                on: ScalarEngine(backward: { goal in
                    for node in ScalarEngine.ordered(goal) { node.slope = 0 }
                    func visit(_ node: Value, _ arrived: Double) {
                        node.slope += arrived
                        for wire in node.wires { visit(wire.from, arrived * wire.rate) }
                    }
                    visit(goal, 1)
                }))
        }
        check.accepts("a queue that waits until all users of a card are done") {
            try $0.run(
                on: ScalarEngine(backward: { goal in
                    let order = start(goal)
                    var users: [ObjectIdentifier: Int] = [:]
                    for node in order {
                        for wire in node.wires { users[ObjectIdentifier(wire.from), default: 0] += 1 }
                    }
                    var ready = [goal]
                    while let node = ready.popLast() {
                        for wire in node.wires {
                            wire.from.slope += wire.rate * node.slope
                            users[ObjectIdentifier(wire.from)]! -= 1
                            if users[ObjectIdentifier(wire.from)] == 0 { ready.append(wire.from) }
                        }
                    }
                }))
        }
        check.unfinished = { $0.missing.sorted() }
        return check
    }

    /// All slopes at 0 but the goal's, which is 1; returns the order.
    private static func start(_ goal: Value) -> [Value] {
        let order = ScalarEngine.ordered(goal)
        for node in order { node.slope = 0 }
        goal.slope = 1
        return order
    }

    private static func send(_ node: Value, _ give: (Value, Double) -> Void) {
        for wire in node.wires { give(wire.from, wire.rate * node.slope) }
    }

    private static func walk(
        resets: Bool, _ give: @escaping @Sendable (Value, Double) -> Void
    ) -> ScalarEngine.Backward {
        { goal in
            let order = resets ? start(goal) : ScalarEngine.ordered(goal)
            goal.slope = 1
            for node in order.reversed() { send(node, give) }
        }
    }

    /// A card calls its parents at once, and again whenever something new arrives.
    private static func recursion(addsFirst: Bool) -> ScalarEngine.Backward {
        { goal in
            _ = start(goal)
            func visit(_ node: Value) {
                if addsFirst { send(node) { $0.slope += $1 } }
                for wire in node.wires {
                    if !addsFirst { wire.from.slope += wire.rate * node.slope }
                    visit(wire.from)
                }
            }
            visit(goal)
        }
    }
}
