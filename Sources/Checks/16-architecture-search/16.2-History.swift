// 16.2 history
// points: 2
// minutes: 15
// difficulty: easy
// essential: yes
// hint: Remember one thing while you go through the list: which network holds the record.
// hint: When does a newcomer take the record over? Decide what happens when the two scores are equal.
// hint: After each network write down two scores of the holder, whoever it is: its validation score and its test score.

import Grading
import Nabla

typealias Record = (best: [Scalar], itsTest: [Scalar])

struct Trainings: Sendable {
    var validation: [Scalar], test: [Scalar]

    /// Who holds the record after each training, by this comparison.
    func holders(_ scores: [Scalar], breaks: (_ new: Scalar, _ record: Scalar) -> Bool = { $0 > $1 }) -> [Int] {
        var holder = 0
        return scores.indices.map { network in
            if breaks(scores[network], scores[holder]) { holder = network }
            return holder
        }
    }
    func record(_ holders: [Int]) -> Record { (holders.map { validation[$0] }, holders.map { test[$0] }) }
    var right: Record { record(holders(validation)) }
}

let history = Check<Trainings, Record> { c in
    c.inputs { generator in [trainings(7, &generator), trainings(9, &generator)] }
    c.right { $0.right }
    c.wrong(
        .trainOrTest,
        "This is the best test score seen so far. On the day you choose there is no test score to choose by."
    ) { ($0.right.best, $0.holders($0.test).map { [test = $0.test] in test[$0] }) }
    c.wrong(.pairing, "This is the test score of the newest network. Whose test score belongs to the record?") {
        ($0.right.best, $0.test)
    }
    c.wrong(
        .trainOrTest, "The validation score is reported as the test score. It was chosen because it was high there."
    ) { ($0.right.best, $0.right.best) }
    c.wrong(.tie, "A network that only equals the record takes it over. Of equal ones the first holds it.") {
        $0.record($0.holders($0.validation, breaks: >=))
    }
    c.wrong(.sign, "It keeps the smallest. Is this a loss or an accuracy?") {
        $0.record($0.holders($0.validation, breaks: <))
    }
    c.wrong(
        .trainOrTest, "This is the final winner's test score from the beginning. At first nobody knew who would win."
    ) { input in
        (input.right.best, input.test.map { _ in input.right.itsTest.last! })
    }
    c.wrong("This is the mean test score so far. One network is reported, not a crowd.") { input in
        (input.right.best, input.test.indices.map { input.test[0...$0].reduce(0, +) / Scalar($0 + 1) })
    }
    c.wrong(.trainOrTest, "The record was decided by the test scores. Then the test set has become a validation set.") {
        $0.record($0.holders($0.test))
    }
    c.wrong("Each network was compared with the one before it. The record stands until it is broken.") { input in
        var holder = 0
        let holders = input.validation.indices.map { network in
            if network > 0 && input.validation[network] > input.validation[network - 1] { holder = network }
            return holder
        }
        return input.record(holders)
    }
    c.wrong("The two results are exchanged.") { ($0.right.itsTest, $0.right.best) }
    c.accepts("the first largest of each part of the list") { input in
        input.record(
            input.validation.indices.map { end in
                (0...end).min { (-input.validation[$0], $0) < (-input.validation[$1], $1) }!
            })
    }
    c.onlyFirst("trainings", [3, 7]) { $0.record(Array($0.holders($0.validation).prefix($1))) }
}

/// Hundredths. The record is broken twice or more, once it is only equalled, and another network has the best test score.
private func trainings(_ count: Int, _ generator: inout SeededGenerator) -> Trainings {
    func scores(_ values: ClosedRange<Int>) -> [Scalar] {
        (0..<count).map { _ in Scalar(Int.random(in: values, using: &generator)) / 100 }
    }
    while true {
        let drawn = Trainings(validation: scores(70...82), test: scores(66...84))
        let holders = drawn.holders(drawn.validation)
        let ties = drawn.validation.indices.dropFirst().count {
            drawn.validation[$0] == drawn.validation[holders[$0 - 1]]
        }
        let bestTest = drawn.holders(drawn.test).last!
        if Set(holders).count > 2, ties == 1, !holders.contains(bestTest), Set(drawn.test).count == count {
            return drawn
        }
    }
}
