import Nabla

extension Lesson02 {
    // MARK: 2.3 standardise

    typealias Sets = (train: Tensor, test: Tensor)

    static var standardise: Check<Sets, Tensor> {
        var check = Check<Sets, Tensor>(
            exercise: Exercise(
                id: "2.3", name: "standardise", points: 3,
                hints: [
                    "There are D means and D spreads. Along which axis do you take them, and of which of the two sets?",
                    "Variance is the mean of the squared distances from the mean; the spread is its root. All of it can "
                        + "be written for whole tables.",
                    "Before dividing, turn a spread of 0 into a 1: `(spread .== 0)` is 1 exactly there.",
                ]),
            inputs: { generator in
                [(5, 2, 3), (6, 3, 4)].map { n, m, d in
                    var train = generator.halves([n, d], limit: 8)
                    let constant = Int.random(in: 0..<d, using: &generator)
                    train[.all, constant] = Tensor(generator.nonZeroHalf())
                    return (train, generator.nonZeroHalves([m, d], limit: 8) + 0.25)
                }
            },
            show: { [Part("train", $0.train), Part("test", $0.test)] },
            results: { [Part("standardised", $1)] },
            right: { standardised($0.test, by: $0.train) })
        check.knows(
            "a", .trainOrTest,
            "The test set was measured. It may be transformed, but mean and spread come from the training set."
        ) { standardised($0.test, by: $0.test) }
        check.knows(
            "b", .trainOrTest,
            "Both sets were measured together. So the test set had its say in the preparation."
        ) { standardised($0.test, by: Tensor(concatenating: [$0.train, $0.test])) }
        check.knows(
            "c", .axis,
            "One mean and one spread for the whole table. Each column has its own."
        ) { sets in (sets.test - sets.train.mean()) / sets.train.variance().squareRoot() }
        check.knows(
            "d", .axis,
            "The rows were standardised. A mean over one sample mixes metres with seconds."
        ) { sets in
            let mean = sets.test.mean(alongAxes: 1, keepingAxes: true)
            return guarded(
                sets.test - mean,
                sqrt(square(sets.test - mean).mean(alongAxes: 1, keepingAxes: true)))
        }
        check.knows(
            "e",
            "This is divided by the variance. What units has a variance, and what units has a spread?"
        ) { sets in
            let mean = sets.train.mean(alongAxes: 0)
            return guarded(sets.test - mean, square(sets.train - mean).mean(alongAxes: 0))
        }
        check.knows(
            "f", .convention,
            "The variance was divided by N − 1. Both are in use; the task says N."
        ) { sets in
            let n = Scalar(sets.train.shape[0])
            let mean = sets.train.mean(alongAxes: 0)
            return guarded(sets.test - mean, sqrt(square(sets.train - mean).sum(alongAxes: 0) / (n - 1)))
        }
        check.knows(
            "g",
            "A column without any spread was divided by 0. What does the task say about it?"
        ) { sets in
            let mean = sets.train.mean(alongAxes: 0)
            return (sets.test - mean) / sqrt(square(sets.train - mean).mean(alongAxes: 0))
        }
        check.knows(
            "h",
            "Scaled, but not moved. First take the mean away, then divide."
        ) { sets in
            let mean = sets.train.mean(alongAxes: 0)
            return guarded(sets.test, sqrt(square(sets.train - mean).mean(alongAxes: 0)))
        }
        check.knows("i", "Moved, but not scaled. The spread is still that of the column.") {
            $0.test - $0.train.mean(alongAxes: 0)
        }
        check.knows("j", .trainOrTest, "This is the training set, standardised. The test set was asked for.")
        {
            standardised($0.train, by: $0.train)
        }
        check.knows(
            "k",
            "The line of the page, which makes rows add up to 1. Here columns are moved and scaled."
        ) { $0.test / $0.test.sum(alongAxes: 1, keepingAxes: true) }
        return check
    }

    private static func standardised(_ x: Tensor, by train: Tensor) -> Tensor {
        let mean = train.mean(alongAxes: 0)
        return guarded(x - mean, sqrt(square(train - mean).mean(alongAxes: 0)))
    }

    /// Division in which a spread of 0 counts as 1.
    private static func guarded(_ x: Tensor, _ spread: Tensor) -> Tensor { x / (spread + (spread .== 0)) }

    // MARK: 2.5 pairwise

    typealias Clouds = (a: Tensor, b: Tensor)

    static var pairwise: Check<Clouds, Tensor> {
        var check = Check<Clouds, Tensor>(
            exercise: Exercise(
                id: "2.5", name: "pairwise", points: 2,
                hints: [
                    "Every point of a meets every point of b: a column against a row, only that each entry is a point.",
                    "`a.expanded(atAxis: 1)` is [M, 1, D]. What shape has it minus b, and which axis has to disappear?",
                    "By the other road: squares of a as a column, squares of b as a row, and 2·a·b from one matrix "
                        + "product. Mind the signs.",
                ]),
            inputs: { generator in
                [(3, 5, 4), (4, 6, 3), (7, 7, 5)].shuffled(using: &generator).map { m, n, d in
                    (generator.nonZeroHalves([m, d]), generator.halves([n, d]))
                }
            },
            show: { [Part("a", $0.a), Part("b", $0.b)] },
            results: { [Part("distances", $1)] },
            right: { square(differences($0)).sum(alongAxes: 2) })
        check.knows(
            "a", .sign,
            "The middle term was added. Multiply (a − b)² out by hand: which sign does a·b get?"
        ) { terms($0, 2) }
        check.knows(
            "b",
            "The middle term lacks its 2. Multiply (a − b)² out by hand and count how often a·b appears."
        ) { terms($0, -1) }
        check.knows(
            "c", .transpose,
            "The table lies there transposed. The rows belong to the points of a."
        ) { square(differences($0)).sum(alongAxes: 2).transposed() }
        check.knows(
            "d", .convention, "These are sums of distances along each coordinate. Square before you add."
        ) {
            abs(differences($0)).sum(alongAxes: 2)
        }
        check.knows("e", .convention, "The root was taken. The squared distance was asked for.") {
            sqrt(square(differences($0)).sum(alongAxes: 2))
        }
        check.knows("f", .average, "This is the mean over the coordinates. The distance is their sum.") {
            square(differences($0)).mean(alongAxes: 2)
        }
        check.knows(
            "g",
            "The differences were added first and squared after. Distances along different coordinates must not cancel."
        ) { square(differences($0).sum(alongAxes: 2)) }
        check.knows(
            "h", .axis, "The points disappeared instead of the coordinates.",
            {
                square(differences($0)).sum(alongAxes: 0)
            },
            {
                square(differences($0)).sum(alongAxes: 1)
            })
        check.knows("i", "The middle term is missing: the squares alone say how far each point is from 0.") {
            terms($0, 0)
        }
        check.knows("j", "These are dot products. They measure agreement, not distance.") {
            matmul($0.a, $0.b.transposed())
        }
        check.knows(
            "k", "Only the first two coordinates count, as many as in the example. There are D of them."
        ) {
            clouds in square(differences(clouds)[.all, .all, 0..<2]).sum(alongAxes: 2)
        }
        check.knows(
            "l", .axis, "The squares of all points of b were added to one number. Each point has its own."
        ) {
            clouds in
            square(clouds.a).sum(alongAxes: 1, keepingAxes: true)
                - 2 * matmul(clouds.a, clouds.b.transposed()) + Tensor(square(clouds.b).sum())
        }
        check.accepts("by three terms") { terms($0, -2) }
        check.accepts("by three terms, clamped at 0") { maximum(terms($0, -2), 0) }
        return check
    }

    /// Shapes: [M, D], [N, D] → [M, N, D].
    private static func differences(_ clouds: Clouds) -> Tensor { clouds.a.expanded(atAxis: 1) - clouds.b }

    /// |a|² + factor·a·b + |b|².
    private static func terms(_ clouds: Clouds, _ factor: Scalar) -> Tensor {
        let squares =
            square(clouds.a).sum(alongAxes: 1, keepingAxes: true) + square(clouds.b).sum(alongAxes: 1)
        return squares + matmul(clouds.a, clouds.b.transposed()) * factor
    }
}
