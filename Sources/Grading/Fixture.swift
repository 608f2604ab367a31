/// Inputs of one run of a check, with what the right answer and every known wrong one make of them.
struct Fixture<Input: Sendable, Output: Sendable> {
    /// A known wrong answer and its results, input by input.
    typealias Wrong = (known: KnownWrong<Input, Output>, results: [[Part]])

    let inputs: [Input]
    let right: [[Part]]
    let wrong: [Wrong]

    init(_ inputs: [Input], of check: Check<Input, Output>) {
        /// The kit's own answers throw nothing; one that did would have no results and match nothing.
        func results(_ answer: Check<Input, Output>.Answer) -> [[Part]] {
            inputs.map { input in (try? answer(input)).map { check.results(input, $0) } ?? [] }
        }
        self.inputs = inputs
        right = results(check.right)
        wrong = check.wrong.flatMap { known in known.answers.map { (known, results($0)) } }
    }

    /// Whether right and wrong answers all differ. Two ways to make the same mistake may agree.
    func tellsApart(_ tolerance: Tolerance) -> Bool {
        func equal(_ a: [[Part]], _ b: [[Part]]) -> Bool {
            a.indices.allSatisfy { Difference.isNone(expected: a[$0], actual: b[$0], tolerance: tolerance) }
        }
        return wrong.indices.allSatisfy { index in
            !equal(wrong[index].results, right)
                && wrong[..<index].allSatisfy { other in
                    other.known.letter == wrong[index].known.letter
                        || !equal(other.results, wrong[index].results)
                }
        }
    }
}
