import Foundation
import Exercises
import Nabla

// 5.5  A scalar engine
//
// `Value` is the card of the page: `value`, `slope`, and `wires`, each with the number it comes from and its
// rate. It is given, and so is +, made like this:
//
//     static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, [(a, 1), (b, 1)]) }
//
// Write two more operations in the same way, and the walk back. Each function stands alone; you may write one
// and check it before the next.
//
//     product       a·b
//     exponential   e to the power of a; exp(a.value) computes it
//
// Example: product(Value(3), Value(5)) has the value 15 and two wires, one with rate 5 and one with rate 3.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func product(_ a: Value, _ b: Value) throws -> Value {
    Value(a.value * b.value, [(a, b.value), (b, a.value)])
}

func exponential(_ a: Value) throws -> Value {
    let power = exp(a.value)
    return Value(power, [(a, power)])
}

// The walk back fills in `slope` on the goal and on every card that leads to it. Called twice on the same goal
// it must give the same slopes both times, whatever lay on the cards before.
//
// Example: after a = Value(3), b = a + a, backward(from: b) the slope of b is 1 and that of a is 2.

func backward(from goal: Value) throws {
    var (order, seen) = ([Value](), Set<ObjectIdentifier>())
    func visit(_ node: Value) {
        guard seen.insert(ObjectIdentifier(node)).inserted else { return }
        for wire in node.wires { visit(wire.from) }
        order.append(node)
    }
    visit(goal)
    for node in order { node.slope = 0 }
    goal.slope = 1
    for node in order.reversed() {
        for wire in node.wires { wire.from.slope += wire.rate * node.slope }
    }
}

// Why: the order puts every card after all it is made from, so that backwards each is complete before it sends
// anything on. Adding lets every use of a number have its say. And since adding needs a start from zero,
// somebody has to set it: here the walk does it for every card, in the engine of this course the optimiser does
// it for the parameters.
