import Foundation
import Exercises
import Nabla

// 5.5  A scalar engine
//
// `Value` is the node of the page: `value`, `gradient`, and `edges`, each with a parent (a number it was made from)
// and the local derivative with respect to that parent. It is given, and so is +, made like this:
//
//     static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, [(a, 1), (b, 1)]) }
//
// Write two more operations in the same way, and the backward pass. Each function stands alone; you may write one
// and check it before the next.
//
//     product       a·b
//     exponential   e to the power of a; exp(a.value) computes it
//
// Example: product(Value(3), Value(5)) has the value 15 and two edges, one with derivative 5 and one with 3.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func product(_ a: Value, _ b: Value) throws -> Value {
    throw notAttempted()
}

func exponential(_ a: Value) throws -> Value {
    throw notAttempted()
}

// The backward pass computes `gradient` for the output and for every node that leads to it. Called twice on the same
// output it must give the same gradients both times, no matter which gradients the nodes had before.
//
// Example: after a = Value(3), b = a + a, backward(from: b) the gradient of b is 1 and that of a is 2.
//
// The page's `ordered`, each node after its parents, may be copied. `for node in nodes.reversed()` goes through a list from
// its end.

func backward(from output: Value) throws {
    throw notAttempted()
}
