// 16.8 luck
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Each search has a winner of its own. Which axis are the networks along?
// hint: Find the winner of a search by its validation score, and read both of the winner's scores.
// hint: First the winners, then the averages: one mean over the searches for each of the two results.

import Grading
import Nabla

typealias Fortune = (best: Scalar, itsTest: Scalar)

struct Searches: Sendable {
    var validation: Tensor, test: Tensor

    var searches: Int { validation.shape[0] }
    var winners: [Int] { validation.argmax(alongAxis: 1) }
    func of(_ table: Tensor, _ networks: [Int]) -> Scalar {
        networks.enumerated().map { table[$0, $1].item }.reduce(0, +) / Scalar(networks.count)
    }
    var best: Scalar { of(validation, winners) }
    var itsTest: Scalar { of(test, winners) }
}

let luck = Check<Searches, Fortune> { c in
    c.inputs { generator in [searches(3, 4, &generator), searches(5, 6, &generator)] }
    c.right { ($0.best, $0.itsTest) }
    c.wrong(.trainOrTest, "Both are the validation score. Would the winner win again on new signals?") {
        ($0.best, $0.best)
    }
    c.wrong(.trainOrTest, "This is the best test score of each search. The test chooses nobody.") {
        ($0.best, $0.test.max(alongAxes: 1).mean())
    }
    c.wrong(.meanOfRatios, "The searches were averaged before the winner was chosen. Each search has its own winner.") {
        input in
        let winner = input.validation.mean(alongAxes: 0).argmax(alongAxis: 0)[0]
        return (input.validation.mean(alongAxes: 0).max(), input.test[.all, winner].mean())
    }
    c.wrong(.axis, "This is the best of all searches together: one search with R·K networks.") { input in
        let winner = input.validation.flattened.argmax(alongAxis: 0)[0]
        return (input.validation.max(), input.test.flattened[winner].item)
    }
    c.wrong("This is the mean test score of all networks. On average that is right, but whose score was asked?") {
        ($0.best, $0.test.mean())
    }
    c.wrong(.axis, "For each network the best search was taken. Along which axis does a search run?") { input in
        let (validation, test) = (input.validation.transposed(), input.test.transposed())
        let turned = Searches(validation: validation, test: test)
        return (turned.best, turned.itsTest)
    }
    c.wrong("The second number is the gap, not the test score. Return both scores; the gap is yours to read off.") {
        ($0.best, $0.best - $0.itsTest)
    } _: {
        ($0.best, $0.itsTest - $0.best)
    }
    c.wrong(.pairing, "This is the test score of the first network of each search. Which one won?") {
        ($0.best, $0.test[.all, 0].mean())
    }
    c.wrong(.sign, "The worst network of each search was taken. Larger is better.") { input in
        let losers = (-input.validation).argmax(alongAxis: 1)
        return (input.of(input.validation, losers), input.of(input.test, losers))
    }
    c.wrong(.trainOrTest, "The winner was chosen by its test score. Then the test set is a validation set.") { input in
        let winners = input.test.argmax(alongAxis: 1)
        return (input.of(input.validation, winners), input.of(input.test, winners))
    }
    c.wrong("The two results are exchanged.") { ($0.itsTest, $0.best) }
    c.wrong(.average, "These are sums over the searches. Means were asked.") {
        ($0.best * Scalar($0.searches), $0.itsTest * Scalar($0.searches))
    }
    c.onlyFirst("searches", [1, 3]) { input, count in
        let few = Searches(
            validation: input.validation[0..<min(count, input.searches)],
            test: input.test[0..<min(count, input.searches)])
        return (few.best, few.itsTest)
    }
}

extension Tensor {
    fileprivate var flattened: Tensor { reshaped(to: [size]) }
}

/// Scores round 0.7 that differ by a hundredth at least, all over the table. Several winners, the first network hardly ever,
/// and none that its test score would choose.
private func searches(_ count: Int, _ networks: Int, _ generator: inout SeededGenerator) -> Searches {
    func table() -> Tensor {
        let scores = (0..<count * networks).shuffled(using: &generator).map { Scalar($0) / 100 + 0.55 }
        return Tensor(scalars: scores, shape: [count, networks])
    }
    while true {
        let drawn = Searches(validation: table(), test: table())
        let (winners, best) = (drawn.winners, drawn.test.argmax(alongAxis: 1))
        if Set(winners).count > 1, winners.count(where: { $0 == 0 }) < 2, zip(winners, best).allSatisfy({ $0 != $1 }) {
            return drawn
        }
    }
}
