import Nabla

extension Lesson06 {
    // MARK: 6.7 dropout

    typealias Dropping = (x: Tensor, u: Tensor, p: Scalar, g: Tensor)

    static var dropout: Check<Dropping, DropoutAnswers> {
        var check = Check<Dropping, DropoutAnswers>(
            exercise: Exercise(
                id: "6.7", name: "dropout, dropoutBackward", points: 3,
                hints: [
                    "A comparison of u with p gives a mask of ones and zeros. Which share of the units does it keep?",
                    "The units that remain speak for all: by what factor must they be louder to keep the average?",
                    "Backward is the same mask and the same factor, applied to the gradient; "
                        + "in evaluation nobody is dropped, so there is nothing to make up for.",
                ]),
            inputs: { generator in
                let twentieths = [2, 3, 4, 6, 7, 8, 9, 11, 12].shuffled(using: &generator)
                return [[2, 4], [3, 5], [5, 3]].enumerated().map { index, shape in
                    dropping(shape, twentieths: twentieths[index], &generator)
                }
            },
            show: { [Part("x", $0.x), Part("u", $0.u), Part("p", $0.p), Part("g", $0.g)] },
            results: { $1.results },
            right: { DropoutAnswers($0) })
        check.knows(
            "a",
            "The units that stay are not scaled. The next layer should see the same average with and "
                + "without dropout.",
            { DropoutAnswers($0, training: kept($0) * $0.x) },
            { DropoutAnswers($0, training: kept($0) * $0.x, gradient: kept($0) * $0.g) }
        )
        check.knows(
            "b",
            "The units that stay became softer. Fewer units speak; should each speak louder or softer?",
            { DropoutAnswers($0, training: kept($0) * $0.x * (1 - $0.p)) },
            { input in
                let factor = kept(input) * (1 - input.p)
                return DropoutAnswers(input, training: factor * input.x, gradient: factor * input.g)
            }
        )
        check.knows(
            "c",
            "Divided by p. p is the share that drops; what is the share that stays?",
            { DropoutAnswers($0, training: kept($0) * $0.x / $0.p) },
            { input in
                let factor = kept(input) / input.p
                return DropoutAnswers(input, training: factor * input.x, gradient: factor * input.g)
            }
        )
        check.knows(
            "d",
            "Zeros and values are exchanged. p is the share that drops; what is the share that stays?",
            { DropoutAnswers($0, training: (1 - kept($0)) * $0.x / (1 - $0.p)) },
            { input in
                let factor = (1 - kept(input)) / (1 - input.p)
                return DropoutAnswers(input, training: factor * input.x, gradient: factor * input.g)
            }
        )
        check.knows(
            "e", .twice,
            "Evaluation is scaled as well. Make up for the silence once, on one side; the text asks for "
                + "training."
        ) { DropoutAnswers($0, evaluation: $0.x * (1 - $0.p)) }
        check.knows(
            "f", .trainOrTest,
            "Evaluation is multiplied by p. If p were 0, what should evaluation do?"
        ) { DropoutAnswers($0, evaluation: $0.x * $0.p) }
        check.knows(
            "g", .trainOrTest,
            "Units are dropped in evaluation too. A prediction should not depend on luck.",
            { DropoutAnswers($0, evaluation: DropoutAnswers($0).training!) },
            { DropoutAnswers($0, evaluation: kept($0) * $0.x) }
        )
        check.knows(
            "h",
            "The gradient reaches units that were dropped. A silent unit did not influence the loss.",
            { DropoutAnswers($0, gradient: $0.g / (1 - $0.p)) },
            { DropoutAnswers($0, gradient: $0.g) }
        )
        check.knows(
            "i", .chain,
            "The gradient lacks the scale. The backward factor is the forward factor."
        ) { DropoutAnswers($0, gradient: kept($0) * $0.g) }
        check.knows(
            "j", .tie,
            "The unit with u = p is dropped here; the text keeps it: u ≥ p.",
            { input in
                let factor = (input.u .> Tensor(input.p)) / (1 - input.p)
                return DropoutAnswers(input, training: factor * input.x, gradient: factor * input.g)
            },
            { DropoutAnswers($0, training: ($0.u .> Tensor($0.p)) * $0.x / (1 - $0.p)) }
        )
        check.knows(
            "k",
            "The share that drops is written in the code. p comes with the call.",
            { fixed(0.5, $0) }, { fixed(0.25, $0) }, { fixed(0.2, $0) },
            { scaled($0, kept($0) / 0.5) }, { scaled($0, kept($0) / 0.75) }, { scaled($0, kept($0) / 0.8) }
        )
        check.knows(
            "l",
            "Nothing is dropped in training. Which units does the text silence?",
            { DropoutAnswers($0, training: $0.x) },
            { DropoutAnswers($0, training: $0.x / (1 - $0.p)) }
        )
        check.knows(
            "m",
            "Everything is dropped. Some units have to stay.",
            { DropoutAnswers($0, training: Tensor(zeros: $0.x.shape)) },
            { DropoutAnswers($0, gradient: Tensor(zeros: $0.x.shape)) },
            { DropoutAnswers($0, evaluation: Tensor(zeros: $0.x.shape)) }
        )
        check.knows(
            "n", .trainOrTest,
            "Training and evaluation are exchanged. In which of them are units dropped?"
        ) { DropoutAnswers($0, training: $0.x, evaluation: DropoutAnswers($0).training!) }
        check.knows(
            "o",
            "The values were compared with p. The random numbers decide who stays.",
            { DropoutAnswers($0, training: ($0.x .>= $0.p) * $0.x / (1 - $0.p)) },
            { DropoutAnswers($0, gradient: ($0.g .>= $0.p) * $0.g / (1 - $0.p)) },
            { input in
                DropoutAnswers(
                    input, training: (input.x .>= input.p) * input.x / (1 - input.p),
                    gradient: (input.g .>= input.p) * input.g / (1 - input.p))
            }
        )
        check.knows(
            "p",
            "Only the first rows were treated. How many there are differs from call to call.",
            { DropoutAnswers($0, training: firstRows(of: $0.x, then: DropoutAnswers($0).training!)) },
            { DropoutAnswers($0, training: firstRows(of: 0 * $0.x, then: DropoutAnswers($0).training!)) }
        )
        check.knows(
            "q",
            "This is the factor alone, or the mask. What does it multiply?",
            { DropoutAnswers($0, training: kept($0) / (1 - $0.p)) },
            { DropoutAnswers($0, training: kept($0)) },
            { DropoutAnswers($0, gradient: kept($0) / (1 - $0.p)) },
            { DropoutAnswers($0, gradient: kept($0)) }
        )
        check.accepts("the gradient from two forward passes for each value") { input in
            DropoutAnswers(input, gradient: slopes(input))
        }
        check.unfinished = { $0.missing }
        return check
    }

    /// Values, and random numbers on both sides of p, one equal to it: the text says what happens.
    private static func dropping(
        _ shape: [Int], twentieths: Int, _ generator: inout SeededGenerator
    ) -> Dropping {
        let below = (0..<twentieths).randomElement(using: &generator)!
        let above = (twentieths + 1..<20).randomElement(using: &generator)!
        let others = (3..<shape[0] * shape[1]).map { _ in Int.random(in: 0..<20, using: &generator) }
        let u = ([twentieths, below, above] + others).shuffled(using: &generator).map { Scalar($0) / 20 }
        return (
            generator.nonZeroHalves(shape), Tensor(scalars: u, shape: shape), Scalar(twentieths) / 20,
            generator.nonZeroHalves(shape)
        )
    }

    /// Answers by the same factor forward and backward.
    private static func scaled(_ input: Dropping, _ factor: Tensor) -> DropoutAnswers {
        DropoutAnswers(input, training: factor * input.x, gradient: factor * input.g)
    }

    /// Answers for another p than the one that was given.
    private static func fixed(_ p: Scalar, _ input: Dropping) -> DropoutAnswers {
        scaled(input, (input.u .>= p) / (1 - p))
    }

    private static func firstRows(of values: Tensor, then treated: Tensor) -> Tensor {
        var partly = values
        partly[0..<2] = treated[0..<2]
        return partly
    }

    /// How much g · dropout(x) grows with each value of x: up by ½, down by ½.
    private static func slopes(_ input: Dropping) -> Tensor {
        let slopes = (0..<input.x.size).map { place in
            let sums = [Scalar(0.5), -0.5].map { nudge in
                var values = input.x.scalars
                values[place] += nudge
                let x = Tensor(scalars: values, shape: input.x.shape)
                return (input.g * DropoutAnswers((x, input.u, input.p, input.g)).training!).sum()
            }
            return sums[0] - sums[1]
        }
        return Tensor(scalars: slopes, shape: input.x.shape)
    }

    fileprivate static func kept(_ input: Dropping) -> Tensor { input.u .>= input.p }
}

/// What the two functions of exercise 6.7 return for one input.
struct DropoutAnswers: Sendable {
    private(set) var training: Tensor?
    private var evaluation: Tensor?
    private var gradient: Tensor?
    /// The functions that are still stubs.
    private(set) var missing: [String] = []

    /// Calls the learner's functions. One stub does not hide the other function; two do.
    init(
        _ input: Lesson06.Dropping, dropout: (Tensor, Tensor, Scalar, Bool) throws -> Tensor,
        backward: (Tensor, Tensor, Scalar) throws -> Tensor
    ) throws {
        do {
            training = try dropout(input.x, input.u, input.p, true)
            evaluation = try dropout(input.x, input.u, input.p, false)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        do {
            gradient = try backward(input.g, input.u, input.p)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        if missing.count == 2 { throw NotAttempted(function: missing.joined(separator: ", ")) }
    }

    /// The kit's own answers, right unless told otherwise.
    init(
        _ input: Lesson06.Dropping, training: Tensor? = nil, evaluation: Tensor? = nil,
        gradient: Tensor? = nil
    ) {
        let factor = Lesson06.kept(input) / (1 - input.p)
        self.training = training ?? factor * input.x
        self.evaluation = evaluation ?? input.x
        self.gradient = gradient ?? factor * input.g
    }

    var results: [Part] {
        [("training output", training), ("evaluation output", evaluation), ("gradient", gradient)]
            .compactMap { name, value in value.map { Part(name, $0) } }
    }
}
