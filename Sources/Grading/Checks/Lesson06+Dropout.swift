import Nabla

extension Lesson06 {
    // MARK: 6.7 dropout

    typealias Dropping = (x: Tensor, u: Tensor, p: Scalar, g: Tensor)

    static let dropout: Check<Dropping, DropoutAnswers> = {
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
                [Scalar(0.25), 0.4].map { p in
                    let others: [Scalar] = [0.05, 0.1, 0.3, 0.45, 0.6, 0.8, 0.95]
                    // One number equals p: the text says what happens to it.
                    let u = ([p] + others).shuffled(using: &generator)
                    return (
                        generator.nonZeroHalves([2, 4]), Tensor(scalars: u, shape: [2, 4]), p,
                        generator.nonZeroHalves([2, 4])
                    )
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
        check.unfinished = { $0.missing }
        return check
    }()

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
