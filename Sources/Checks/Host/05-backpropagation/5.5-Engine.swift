import Exercises

/// Tries the operation alone: its value, and the rates of the wires to each of the two.
func product(a: Double, b: Double) throws -> (value: Double, rates: [Double]) {
    let (x, y) = (Value(a), Value(b))
    let result = try product(x, y)
    return (result.value, [rate(of: x, in: result), rate(of: y, in: result)])
}

func exponential(a: Double) throws -> (value: Double, rates: [Double]) {
    let x = Value(a)
    let result = try exponential(x)
    return (result.value, [rate(of: x, in: result)])
}

/// Calls the backward pass twice on a graph and lists the slopes of its cards after each call. The graph is given card
/// by card, each after those it is made from: values, parents, rates, and the slopes that lie on them before.
func backward(values: [Double], from: [[Int]], rates: [[Double]], slopes: [Double]) throws -> [[Double]] {
    var cards: [Value] = []
    for index in values.indices {
        let wires = zip(from[index], rates[index]).map { (from: cards[$0], rate: $1) }
        cards.append(Value(values[index], wires))
        cards[index].slope = slopes[index]
    }
    return try (1...2).map { _ in
        try backward(from: cards[cards.count - 1])
        return cards.map(\.slope)
    }
}

private func rate(of card: Value, in result: Value) -> Double {
    result.wires.filter { $0.from === card }.reduce(0) { $0 + $1.rate }
}
