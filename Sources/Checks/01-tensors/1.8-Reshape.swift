// 1.8 reshapePrediction
// points: 2
// minutes: 8
// difficulty: medium
// essential: yes
// hint: Write the numbers of A in row-major order. Which of the two operations leaves them as they are?
// hint: Do one step after the other, and write the table down with its breaks after each of them.
// hint: For e: would you want a change of `other` to show in `list`?

import Exercises
import Grading
import Nabla

typealias Prediction = (a: [Int], b: [Int], c: [Int], d: [Int], e: Int)

/// Does what the prediction is about.
private func experiment(_ a: Tensor) -> Prediction {
    func numbers(_ x: Tensor) -> [Int] { x.scalars.map { Int($0) } }
    let list = [0, 1, 2]
    var other = list
    other[0] = 9
    return (
        numbers(a.transposed()), numbers(a.reshaped(to: [3, 2])), numbers(a.transposed().reshaped(to: [2, 3])),
        numbers(a.reshaped(to: [3, 2]).transposed()), list[0]
    )
}

private let letters = ["a", "b", "c", "d", "e"]

private func isRight(_ letter: String, _ came: WireValue, _ a: Tensor) -> Bool {
    came[dynamicMember: letter] == WireValue(reflecting: experiment(a))[dynamicMember: letter]
}

let reshape = Check<Tensor, Prediction>(input: "A") { c in
    c.inputs { _ in [[[0, 1, 2], [3, 4, 5]]] }
    c.calls { _, host in try host("reshapePrediction") }
    // Which letters are right, and no more: the answers are the exercise.
    c.compares { a, came in [Part("right (a, b, c, d, e)", letters.map { isRight($0, came, a) ? 1 : 0 })] }
    c.judges { a, came in
        let wrong = letters.filter { !isRight($0, came, a) }
        return wrong.isEmpty ? nil : "not right: " + wrong.joined(separator: ", ")
    }
    c.right { experiment($0) }
    func slip(_ family: Misconception?, _ sentence: String, _ change: @escaping @Sendable (inout Prediction) -> Void) {
        @Sendable func wrong(_ a: Tensor) -> Prediction {
            var prediction = experiment(a)
            change(&prediction)
            return prediction
        }
        c.recognises(family, sentence, { $1 == WireValue(reflecting: wrong($0)) }, example: { wrong($0) })
    }
    slip(.transpose, "a: these are the numbers of A in their old order. Transposing moves the numbers.") { $0.a = $0.b }
    slip(.transpose, "b: reading order does not change when only the shape changes.") { $0.b = $0.a }
    slip(.transpose, "c: the reshape was taken to undo the transpose. Undoing a transpose needs a transpose.") {
        $0.c = $0.b
    }
    let both = "d: the reshape was ignored. Follow one number through both steps, in their order."
    slip(.transpose, both) { $0.d = $0.a }
    slip(.transpose, both) { $0.d = $0.b }
    slip(nil, "e: the change was expected to show in both. Assigning a list makes one of its own.") { $0.e = 9 }
    slip(nil, "The numbers of the stub's example are the form of an answer only. What do you expect?") {
        let equal = (0...2).map { Array(repeating: $0, count: 6) }
        $0 = ([5, 4, 3, 2, 1, 0], equal[0], equal[1], equal[2], 7)
    }
}
