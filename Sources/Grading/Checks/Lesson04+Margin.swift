import Nabla

extension Lesson04 {
    // MARK: 4.6 margin

    typealias Line = (x: Tensor, y: Tensor, w: Tensor, b: Scalar)

    static var margin: Check<Line, Scalar> {
        var check = Check<Line, Scalar>(
            exercise: Exercise(
                id: "4.6", name: "margin", points: 1,
                hints: [
                    "Start from the scores. What has to be done to a score so that it does not change when w and b are doubled?",
                    "The label turns a score into “how far on the right side”; the length of w turns it into a distance.",
                    "Of all the signed distances, one alone sets the margin. Which?",
                ]),
            inputs: { generator in
                [
                    line(5, 3, mistakes: 1, &generator), line(6, 4, mistakes: 0, &generator),
                    line(7, 5, mistakes: 2, &generator),
                ]
            },
            show: { [Part("x", $0.x), Part("y", $0.y), Part("w", $0.w), Part("b", $0.b)] },
            results: { [Part("margin", $1)] },
            right: { signed($0).min()! / norm($0.w) })
        check.knows(
            "a",
            "This is a score, not a distance: doubling w and b must not move the line."
        ) { signed($0).min()! }
        check.knows(
            "b",
            "Divided by the length of w twice. Check the units of a distance."
        ) { signed($0).min()! / (norm($0.w) * norm($0.w)) }
        check.knows(
            "c",
            "The bias went into the length, as it does in the room γ. It shifts the line and does not "
                + "tilt it: a distance needs the length of w alone.",
            { signed($0).min()! / roomNorm($0) },
            { sizes($0).min()! / roomNorm($0) }
        )
        check.knows(
            "d", .sign,
            "A point on the wrong side counts as a negative distance. On which side is each point?"
        ) { sizes($0).min()! / norm($0.w) }
        check.knows(
            "e", .average,
            "This is the mean of the distances. The margin is set by the worst point alone."
        ) { line in signed(line).reduce(0, +) / Scalar(line.x.shape[0]) / norm(line.w) }
        check.knows(
            "f",
            "The bias is missing from the score. The line need not pass through the origin."
        ) { signed(($0.x, $0.y, $0.w, 0)).min()! / norm($0.w) }
        check.knows(
            "g",
            "The labels are not used. A large negative score is a good thing when the label is −1.",
            { scores($0.x, $0.w, $0.b).min()! / norm($0.w) },
            { scores($0.x, $0.w, $0.b).min()! }
        )
        check.knows(
            "h",
            "This is the largest distance. Which point decides how comfortable the line is: the best or "
                + "the worst?",
            { signed($0).max()! / norm($0.w) },
            { sizes($0).max()! / norm($0.w) },
            { scores($0.x, $0.w, $0.b).max()! / norm($0.w) },
            { signed($0).max()! }
        )
        check.knows(
            "i",
            "This is the number of the example. Every call has another line and other points."
        ) { _ in -0.8 }
        check.knows(
            "j",
            "The margin is 0 only if a point lies on the line. It has to depend on the points."
        ) { _ in 0 }
        check.knows(
            "k",
            "This is the smallest |z|. It is no distance yet, since doubling w and b doubles it; and it "
                + "hides on which side a point is."
        ) { sizes($0).min()! }
        check.knows(
            "l",
            "(R/γ)² promises how many corrections there may be. The margin is one distance."
        ) { line in
            let push = rows(line.x).map { $0.reduce(1) { $0 + $1 * $1 } }.max()!
            let room = sizes(line).min()! / roomNorm(line)
            return push / (room * room)
        }
        check.knows(
            "m",
            "Only the first points were asked. How many there are differs from call to call.",
            { line in signed(line).prefix(5).min()! / norm(line.w) },
            { line in signed(line).prefix(3).min()! / norm(line.w) }
        )
        check.knows(
            "n",
            "Only the first features count here. How many there are differs from call to call.",
            { narrowMargin(3, $0) }, { narrowMargin(2, $0) }
        )
        check.knows(
            "o", .sign,
            "The sign is turned. A positive margin says that every point is on its side."
        ) { -signed($0).min()! / norm($0.w) }
        check.knows(
            "p", .sign,
            "b was subtracted, as if it were a threshold. A threshold and a bias have opposite signs."
        ) { signed(($0.x, $0.y, $0.w, -$0.b)).min()! / norm($0.w) }
        check.knows(
            "q",
            "One or two over the length of w is the margin only when the nearest points have the scores "
                + "1 and −1. Here they have others.",
            { 1 / norm($0.w) },
            { 2 / norm($0.w) }
        )
        check.knows(
            "r",
            "The numbers of w were added up to get its length. A length is the root of a sum of squares.",
            { line in signed(line).min()! / line.w.scalars.reduce(0) { $0 + Swift.abs($1) } },
            { line in signed(line).min()! / line.w.sum() }
        )
        return check
    }

    /// A line with the wanted number of points on the wrong side.
    private static func line(
        _ count: Int, _ features: Int, mistakes: Int, _ generator: inout SeededGenerator
    ) -> Line {
        let (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
        let b = generator.nonZeroHalf()
        var y = scores(x, w, b).map { $0 >= 0 ? Scalar(1) : -1 }
        for index in Array(0..<count).shuffled(using: &generator).prefix(mistakes) { y[index] = -y[index] }
        return (x, Tensor(y), w, b)
    }

    private static func narrowMargin(_ features: Int, _ line: Line) -> Scalar {
        let w = line.w[0..<features]
        return signed((line.x[.all, 0..<features], line.y, w, line.b)).min()! / norm(w)
    }

    /// Label times score, point by point.
    private static func signed(_ line: Line) -> [Scalar] {
        zip(scores(line.x, line.w, line.b), line.y.scalars).map { $0 * $1 }
    }

    private static func sizes(_ line: Line) -> [Scalar] { signed(line).map { Swift.abs($0) } }

    private static func norm(_ w: Tensor) -> Scalar { w.scalars.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    /// The length of (w, b) together.
    private static func roomNorm(_ line: Line) -> Scalar {
        (norm(line.w) * norm(line.w) + line.b * line.b).squareRoot()
    }
}
