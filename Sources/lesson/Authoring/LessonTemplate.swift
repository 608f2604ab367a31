/// The files of a new lesson. They compile, run and are checked as they are; what an author must write is marked AUTHOR.
struct LessonTemplate {
    private let name: LessonName

    init(_ name: LessonName) { self.name = name }

    var files: [(path: String, text: String)] {
        let file = "\(name.exercise)-MeanSquare.swift"
        return [
            ("Lessons/\(name.folder)/\(name.file).swift", lesson),
            ("Exercises/\(name.folder)/\(file)", exercise + "    throw notAttempted()\n}\n"),
            ("Exercises/\(name.folder)/main.swift", main),
            ("Solutions/\(name.folder)/\(file)", exercise + solution),
            ("Solutions/\(name.folder)/main.swift", main),
            ("Sources/Grading/Checks/\(name.checks).swift", checks),
            ("Sources/Grading/Checks/\(name.checks)+MeanSquare.swift", check),
        ]
    }

    private var lesson: String {
        """
        import Nabla
        import Notebook

        public func \(name.function)() throws {
            //: # \(name.number) · \(name.title)
            //: AUTHOR: begin with a question that this lesson answers, not with a definition.

            //: **You will be able to**
            //:
            //: - AUTHOR: what a reader can do afterwards (exercise \(name.exercise)).
            //:
            //: **You need** AUTHOR: two or three things, and the lessons that taught them.
            //:
            //: **Time** 45 minutes.

            //: ## AUTHOR: a heading states something
            //: Why before how, one idea at a time. Ask, then show:

            predict(
                "Two errors, 3 and 4. What is the mean of their squares?",
                answer: "12.5: nine and sixteen, shared out between two.",
                tempting: "12.25", why: "That is the square of the mean. Squares come first here.")

            let errors: Tensor = [3, 4]
            let meanSquare = square(errors).mean()
            print(meanSquare)
            claim("the mean square of 3 and 4", meanSquare, equals: 12.5, within: 1e-5)

            //: Every number in the text is a claim. A picture says what no sentence does:

            figure(
                "AUTHOR: what to see in this figure.",
                alt: "A parabola that touches zero at zero and reaches sixteen at minus four and four."
            ) {
                Figure(xLabel: "error", yLabel: "its square") {
                    Line(over: -4...4) { $0 * $0 }
                }
            }

            //: > AUTHOR: the sentence worth repeating to a friend.

            //: ## Exercises
            //: In `Exercises/\(name.folder)`. Check with `swift run lesson check \(name.number)`.
        }

        """
    }

    private var exercise: String {
        """
        import Grading
        import Nabla

        // \(name.exercise)  AUTHOR: a short imperative
        //
        // AUTHOR: the task, in two or three sentences. This one: the mean of the squares of some numbers.
        //
        //     x [N]      N numbers
        //     returns the mean of their squares
        //
        // Example: x = [3, 4] gives (9 + 16) / 2 = 12.5.

        func meanSquare(x: Tensor) throws -> Scalar {

        """
    }

    private let solution = """
            square(x).mean()
        }

        // Why: AUTHOR: the reason in two or three sentences. This one: squares first, so that errors of opposite signs cannot
        // cancel; the mean, so that twice as many numbers do not count as twice the error.

        """

    private var main: String {
        """
        import Grading

        // Hands your functions to the checks. There is nothing to change here.
        \(name.checks)(meanSquare: meanSquare).main()

        """
    }

    private var checks: String {
        """
        import Nabla

        /// The functions of lesson \(name.number) as the learner has written them.
        public struct \(name.checks): CheckedLesson {
            public static let number = "\(name.number)"
            public let checks: [BoundCheck]

            public static let proofs = [meanSquare.proof]

            public init(meanSquare: @escaping @Sendable (_ x: Tensor) throws -> Scalar) {
                checks = [Self.meanSquare.bound { try meanSquare($0) }]
            }
        }

        """
    }

    private var check: String {
        """
        import Nabla

        extension \(name.checks) {
            // MARK: \(name.exercise) meanSquare

            static var meanSquare: Check<Tensor, Scalar> {
                var check = Check<Tensor, Scalar>(
                    exercise: Exercise(
                        id: "\(name.exercise)", name: "meanSquare", points: 1,
                        hints: [
                            "AUTHOR: a first hint, that points at the idea.",
                            "AUTHOR: a second one, that points at the line.",
                            "AUTHOR: a third one, that leaves only the typing. None is the answer.",
                        ]),
                    // No two cases have the same number of samples, nor that of the example.
                    inputs: { generator in [generator.nonZeroHalves([5]), generator.nonZeroHalves([8])] },
                    show: { [Part("x", $0)] },
                    results: { [Part("mean square", $1)] },
                    right: { square($0).mean() })
                // AUTHOR: at least five wrong answers, each with what a teacher says to it; the tests insist. Two are here.
                check.knows(
                    "a", .average,
                    "This is the sum of the squares. A mean shares it out among the numbers."
                ) { square($0).sum() }
                check.knows(
                    "b", .meanOfRatios,
                    "The mean was taken first and squared then. Errors of opposite signs cancel that way."
                ) { $0.mean() * $0.mean() }
                return check
            }
        }

        """
    }
}
