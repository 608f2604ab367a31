// 2.3 standardise
// points: 3
// minutes: 12
// difficulty: medium
// essential: yes
// hint: There are D means and D standard deviations. Along which axis do you take them, and of which of the two sets?
// hint: Variance is the mean of the squared distances from the mean; the standard deviation is its root. All of it can be
//   written for whole tables.
// hint: Before dividing, turn a standard deviation of 0 into a 1: `(s .== 0)` is 1 exactly there.

import Grading
import Nabla

struct Sets {
    var train: Tensor, test: Tensor

    var mean: Tensor { train.mean(alongAxes: 0) }
    var moved: Tensor { test - mean }
    var variance: Tensor { square(train - mean).mean(alongAxes: 0) }
    var right: Tensor { moved / atLeast1(sqrt(variance)) }

    /// The training set in the place of both, or of one of them.
    func with(train: Tensor? = nil, test: Tensor? = nil) -> Sets {
        Sets(train: train ?? self.train, test: test ?? self.test)
    }
}

/// A standard deviation of 0 counts as 1.
private func atLeast1(_ deviation: Tensor) -> Tensor { deviation + (deviation .== 0) }

let standardise = Check<Sets, Tensor>(result: "standardised") { c in
    c.inputs { generator in
        [(5, 2, 3), (6, 3, 4)].map { n, m, d in
            var train = generator.halves([n, d], limit: 8)
            let constant = Int.random(in: 0..<d, using: &generator)
            train[.all, constant] = Tensor(generator.nonZeroHalf())
            return Sets(train: train, test: generator.nonZeroHalves([m, d], limit: 8) + 0.25)
        }
    }
    c.right { $0.right }
    c.wrong(
        .trainOrTest,
        "The test set was measured. It may be transformed, but mean and standard deviation come from the training set."
    ) { $0.with(train: $0.test).right }
    c.wrong(
        .trainOrTest,
        "The mean is that of the training set, but the standard deviation that of the test set. Measure only the first."
    ) { $0.moved / atLeast1(sqrt($0.with(train: $0.test).variance)) }
    c.wrong(.trainOrTest, "The standard deviation is that of the training set, but the mean that of the test set.") {
        ($0.test - $0.test.mean(alongAxes: 0)) / atLeast1(sqrt($0.variance))
    }
    c.wrong(.trainOrTest, "The distances that were squared are those of the test set. The training set is measured.") {
        $0.moved / atLeast1(sqrt(square($0.moved).mean(alongAxes: 0)))
    }
    c.wrong(
        .trainOrTest, "Both sets were measured together. So the test set had its say in the preparation."
    ) { $0.with(train: Tensor(concatenating: [$0.train, $0.test])).right }
    c.wrong(.axis, "One mean and one standard deviation for the whole table. Each column has its own.") {
        ($0.test - $0.train.mean()) / $0.train.variance().squareRoot()
    }
    c.wrong(.axis, "The rows were standardised. A mean over one sample mixes metres with seconds.") {
        let moved = $0.test - $0.test.mean(alongAxes: 1, keepingAxes: true)
        return moved / atLeast1(sqrt(square(moved).mean(alongAxes: 1, keepingAxes: true)))
    }
    c.stops("Each sample was averaged over its columns, along axis 1. Each column has a mean: along axis 0.") { sets in
        let n = sets.train.shape[0]
        return [sets.train.shape, sets.test.shape].flatMap { ["\($0) and [\(n)]", "\($0) and [\(n), 1]"] }
    }
    c.wrong("This is divided by the variance. What units has a variance, and what units has a standard deviation?") {
        $0.moved / atLeast1($0.variance)
    }
    c.wrong(.convention, "The variance was divided by N − 1. Both are in use; the task says N.") {
        let n = Scalar($0.train.shape[0])
        return $0.moved / atLeast1(sqrt($0.variance * (n / (n - 1))))
    }
    c.wrong(
        "This is divided by the mean distance from the mean. The standard deviation is the root of the mean squared distance."
    ) { $0.moved / atLeast1(abs($0.train - $0.mean).mean(alongAxes: 0)) }
    c.wrong(
        "A constant column was divided by 0, not by 1. Entry by entry they are found by `.==`; `==` compares the whole."
    ) { $0.moved / sqrt($0.variance) }
    c.wrong(
        "A small number was added to every standard deviation, so a constant column was divided by it. The task says: by 1.",
        forEach: [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8]
    ) { $0.moved / (sqrt($0.variance) + $1) }
    c.wrong("A constant column became 0. It is moved like the others, only not scaled.") {
        $0.right * ($0.variance .> 0)
    }
    c.wrong("Only the mean was divided by the standard deviation: division comes before subtraction. Brackets!") {
        $0.test - $0.mean / atLeast1(sqrt($0.variance))
    }
    c.wrong("Scaled, but not moved. First take the mean away, then divide.") { $0.test / atLeast1(sqrt($0.variance)) }
    c.wrong("Moved, but not scaled. The standard deviation is still that of the column.") { $0.moved }
    c.wrong(.trainOrTest, "This is the training set, standardised. The test set was asked for.") {
        $0.with(test: $0.train).right
    }
    c.wrong("The line of the page, which makes rows add up to 1. Here columns are moved and scaled.") {
        $0.test / $0.test.sum(alongAxes: 1, keepingAxes: true)
    }
}
