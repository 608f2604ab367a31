// 0.4 position, rescaled
// points: 2
// minutes: 5
// difficulty: medium
// hint: How far is it from low to value? How far from low to high? The position is the one divided by the other.
// hint: `guard let low = list.min(), let high = list.max() else { return … }` opens both boxes, and says what an empty list
//   gives.
// hint: A call of position needs its three labels and the word `try`. Inside of `map` the `try` stands twice: before
//   `list.map` and before the call.

import Exercises
import Grading
import Nabla

struct Way: Sendable {
    var value: Scalar, low: Scalar, high: Scalar, list: [Scalar]

    typealias Position = @Sendable (_ value: Scalar, _ low: Scalar, _ high: Scalar) -> Scalar

    static let right: Position = { ($0 - $1) / ($2 - $1) }

    /// What both functions give, with a position of one's own in one or in both.
    func answers(_ position: Position = right, inList: Position = right) -> WireValue {
        answers(position, rescaled: list.isEmpty ? [] : list.map { inList($0, list.min()!, list.max()!) })
    }

    func answers(_ position: Position = right, rescaled: [Scalar]) -> WireValue {
        WireValue(parts: ["position": position(value, low, high), "rescaled": rescaled])
    }
}

let rescaling = Check<Way, WireValue> { c in
    c.inputs { generator in [way(5, &generator), way(7, &generator), way(0, &generator)] }
    c.calls { input, host in
        let position = try host.ifWritten("position", input.value, input.low, input.high)
        let rescaled = try host.ifWritten("rescaled", last: true, input.list)
        return WireValue(written: ["position": position, "rescaled": rescaled])
    }
    c.right { $0.answers() }
    func slip(_ family: Misconception?, _ sentence: String, _ positions: Way.Position...) {
        c.wrong(family, "position: " + sentence, forEach: positions) { $0.answers($1, inList: $1) }
        c.wrong(family, "position: " + sentence, forEach: positions) { $0.answers($1) }
    }
    slip(nil, "low is not subtracted from value. At low the position is 0.", { $0 / ($2 - $1) })
    slip(nil, "divided by high. How long is the way from low to high?", { ($0 - $1) / $2 })
    slip(nil, "measured from 0 to high. Where is low?", { value, _, high in value / high })
    slip(
        nil,
        "the value is at the other end: this is the share of the way from high down. Which comes first, from or to?",
        { ($2 - $0) / ($2 - $1) })
    slip(
        .average, "how far value is from low, and not yet divided by how far high is.", { value, low, _ in value - low }
    )
    slip(nil, "brackets are missing. Without them the division comes before both subtractions.", { $0 - $1 / $2 - $1 })
    slip(.sign, "the sign is turned.", { ($1 - $0) / ($2 - $1) })
    slip(nil, "divided by low plus high. How long is the way from low to high?", { ($0 - $1) / ($2 + $1) })
    func list(_ sentence: String, _ rescaled: @escaping @Sendable ([Scalar]) -> [Scalar]) {
        c.wrong("rescaled: " + sentence) { $0.answers(rescaled: rescaled($0.list)) }
    }
    list("the first and the last number are taken for the smallest and the largest.") { list in
        list.map { Way.right($0, list[0], list[list.count - 1]) }
    }
    list("from and to are exchanged in the call, the largest stands at 0. The labels tell which is which.") { list in
        list.map { Way.right($0, list.max()!, list.min()!) }
    }
    list("the smallest is not at 0: only the largest was asked for.") { list in
        list.map { $0 / list.max()! }
    }
    list("the numbers come back sorted. Each stays in its place.") { list in
        list.map { Way.right($0, list.min()!, list.max()!) }.sorted()
    }
    list("the list comes back as it was.") { $0 }
    list("nothing comes back, and only an empty list gives an empty one.") { _ in [] }
    list("a 0 comes back for an empty list. An empty list stays empty.") { list in
        list.isEmpty ? [0] : list.map { Way.right($0, list.min()!, list.max()!) }
    }
    c.wrong(
        "rescaled: the numbers of the example are written in the code. Which are the smallest and the largest of list?"
    ) {
        $0.answers(rescaled: $0.list.map { Way.right($0, 2, 6) })
    }
    c.stops(
        """
        ! was put behind an empty box, here that of an empty list's smallest or largest number. Say with `guard let … else` \
        or `??` what an empty list gives.
        """
    ) { _ in ["Unexpectedly found nil"] }
    c.stops("A list was read beyond its end; an empty list has no index at all.") { _ in ["Index out of range"] }
}

/// A value between two others, and a list whose smallest and largest number stand somewhere inside.
private func way(_ count: Int, _ generator: inout SeededGenerator) -> Way {
    let low = Scalar(Int.random(in: 3...9, using: &generator)) / 2
    let high = low + Scalar(Int.random(in: 7...12, using: &generator)) / 2
    let list = Array(stride(from: -3, to: 12, by: 1)).shuffled(using: &generator).prefix(count).map {
        Scalar($0) / 2 + 0.25
    }
    return Way(
        value: low + Scalar(Int.random(in: 1...6, using: &generator)) / 2, low: low, high: high, list: Array(list))
}
