/// The three files of a new exercise: what is asked, how it is done, how it is judged. They compile, run and are checked as
/// they are; what an author must write is marked AUTHOR.
struct ExerciseTemplate {
    /// "4.8"
    let id: String
    /// The function to write: "meanSquare".
    let name: String
    /// The lesson's folder: "04-perceptron".
    let folder: String

    /// "4.8-MeanSquare.swift"
    var file: String { "\(id)-\(name.prefix(1).uppercased() + name.dropFirst()).swift" }

    var files: [(path: String, text: String)] {
        [
            ("Exercises/\(folder)/\(file)", task + "    throw notAttempted()\n}\n"),
            ("Solutions/\(folder)/\(file)", task + solution),
            ("Sources/Checks/\(folder)/\(file)", check),
        ]
    }

    private var task: String {
        """
        import Exercises
        import Nabla

        // \(id)  AUTHOR: a short imperative
        //
        // AUTHOR: the task, in two or three sentences. This one: the mean of the squares of some numbers.
        //
        //     x [N]      N numbers
        //     returns the mean of their squares
        //
        // Example: x = [3, 4] gives (9 + 16) / 2 = 12.5.

        func \(name)(x: Tensor) throws -> Scalar {

        """
    }

    private let solution = """
            square(x).mean()
        }

        // Why: AUTHOR: the reason in two or three sentences. This one: squares first, so that errors of opposite signs cannot
        // cancel; the mean, so that twice as many numbers do not count as twice the error.

        """

    private var check: String {
        """
        // \(id) \(name)
        // points: 1
        // minutes: 10
        // difficulty: easy
        // hint: AUTHOR: a first hint, that points at the idea.
        // hint: AUTHOR: a second one, that points at the line.
        // hint: AUTHOR: a third one, that leaves only the typing. None is the answer.

        import Grading
        import Nabla

        let \(name) = Check<Tensor, Scalar>(result: "mean square") { c in
            // No two cases have the same number of samples, nor that of the example.
            c.inputs { generator in [generator.nonZeroHalves([5]), generator.nonZeroHalves([8])] }
            c.right { square($0).mean() }
            // AUTHOR: at least five wrong answers, each with what a teacher says to it; `lesson lint` insists. Three are here.
            c.wrong(.average, "This is the sum of the squares. A mean shares it out among the numbers.") {
                square($0).sum()
            }
            c.wrong(
                .meanOfRatios, "The mean was taken first and squared then. Errors of opposite signs cancel that way."
            ) { $0.mean() * $0.mean() }
            c.onlyFirst("numbers", [2, 3]) { x, count in square(x[0..<count]).mean() }
        }

        """
    }
}
