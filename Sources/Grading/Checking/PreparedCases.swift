import Exercises

/// Inputs of one run of a check, with what the right answer and every known wrong one make of them.
struct PreparedCases<Input: Sendable> {
    /// A known wrong answer by its number, and its results, input by input.
    typealias Wrong = (number: Int, known: KnownWrong<Input>, results: [[Part]])

    let inputs: [Input]
    let right: [[Part]]
    let wrong: [Wrong]

    init<Output>(_ inputs: [Input], of check: Check<Input, Output>) {
        /// The kit's own answers throw nothing; one that did would have no results and match nothing.
        func results(_ answer: KnownWrong<Input>.Answer) -> [[Part]] {
            inputs.map { input in (try? answer(input)).map { check.compared(input, $0) } ?? [] }
        }
        self.inputs = inputs
        right = results(check.rightAnswer)
        wrong = check.known.enumerated().flatMap { number, known in
            known.answers.map { (number, known, results($0)) }
        }
    }

    /// Whether right and wrong answers all differ. Two ways to make the same mistake may agree, and so may two mistakes
    /// that are recognised by tests of their own.
    func tellsApart(_ tolerance: Tolerance) -> Bool {
        func equal(_ a: [[Part]], _ b: [[Part]]) -> Bool {
            a.indices.allSatisfy { Difference.isNone(expected: a[$0], actual: b[$0], tolerance: tolerance) }
        }
        return wrong.indices.allSatisfy { index in
            !equal(wrong[index].results, right)
                && wrong[..<index].allSatisfy { other in
                    other.number == wrong[index].number
                        || other.known.test != nil && wrong[index].known.test != nil
                        || !equal(other.results, wrong[index].results)
                }
        }
    }
}
