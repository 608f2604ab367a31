/// The files of a new lesson. They compile, run and are checked as they are; what an author must write is marked AUTHOR.
struct LessonTemplate {
    private let name: LessonName

    init(_ name: LessonName) { self.name = name }

    var files: [(path: String, text: String)] {
        [("Lessons/\(name.folder)/\(name.file).swift", lesson)]
            + ExerciseTemplate(id: name.exercise, name: "meanSquare", folder: name.folder).files
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
            //: **You need** AUTHOR: two or three things, each from the lesson that taught it:
            //: from [01](../01-tensors/index.html) the shape.
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
            //:
            //: - **\(name.exercise) The mean square.** AUTHOR: what is asked. How long it takes is added from its check.
        }

        """
    }
}
