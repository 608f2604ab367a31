extension CompileProblem {
    /// What the compiler's sentence means here, and what to do, where the mistake is a common one.
    var plainWords: String? {
        PlainWords.all.first { $0.isAbout(message, source ?? "") }?.words
    }
}

/// A kind of compile error that beginners in Swift meet, and what a teacher would say.
private struct PlainWords: Sendable {
    /// All of these stand in the compiler's sentence.
    var says: [String]
    /// This stands in the learner's line.
    var line = ""
    var words: String

    func isAbout(_ message: String, _ source: String) -> Bool {
        says.allSatisfy(message.contains) && (line.isEmpty || source.contains(line))
    }

    /// The more special ones first.
    static let all = [
        PlainWords(
            says: ["not allowed at the top level"],
            words:
                "Code stands outside of every function. Move it between the braces of the function you were "
                + "asked to write; is there a closing brace too many above?"),
        PlainWords(
            says: ["invalid UTF-8"],
            words:
                "The file holds a character that is not text in UTF-8. Retype what you see there, or save the "
                + "file as UTF-8 in your editor."),
        PlainWords(
            says: ["nul character"], words: "The file holds bytes that are no text. Was it saved as UTF-8?"),
        PlainWords(
            says: ["unterminated string"], words: "A quotation mark is open that is never closed."),
        PlainWords(
            says: ["unterminated '/*'"], words: "A comment begins with /* and never ends with */."),
        PlainWords(
            says: ["not concurrency-safe"],
            words:
                "A variable outside of functions can be changed from everywhere, and Swift refuses that. Make it "
                + "inside the function that uses it."),
        PlainWords(
            says: ["no such module"],
            words:
                "Only the kit and Swift's own modules are here: `import Nabla`, and `import Foundation` if you "
                + "like."),
        PlainWords(
            says: ["cannot find 'np'"], words: "This is Swift, not Python: the calls are in the task above."),
        PlainWords(
            says: ["cannot find", "in scope"],
            words:
                "Nothing of that name is known here. Compare the spelling, capitals too, with the task, and "
                + "define it before you use it."),
        PlainWords(
            says: ["has no member"],
            words:
                "That value has nothing of that name. Compare the spelling with the task and the lesson's page."
        ),
        PlainWords(
            says: ["binary operator '=='", "Tensor"],
            words: "Tensors are compared number by number with a dot: a .== b gives 1 and 0."),
        PlainWords(
            says: ["binary operator", "Tensor"], line: "if ",
            words:
                "A condition is one yes or no, and a tensor holds many numbers. Compare with a dot (.>=, .<) to "
                + "get 1 and 0, or take one number out with .item."),
        PlainWords(
            says: ["binary operator '>", "Tensor"],
            words: "Tensors are compared number by number with a dot: .> and .>= give 1 and 0."),
        PlainWords(
            says: ["binary operator '<", "Tensor"],
            words: "Tensors are compared number by number with a dot: .< and .<= give 1 and 0."),
        PlainWords(
            says: ["binary operator '@'"], words: "The matrix product is a call here: matmul(a, b)."),
        PlainWords(
            says: ["binary operator '**'"], words: "There is no ** here: write x * x."),
        PlainWords(
            says: ["cannot be applied to operands of type 'Int' and"],
            words: "Swift never mixes kinds of numbers by itself. Turn the whole number into the other kind: "
                + "Scalar(n)."),
        PlainWords(
            says: ["cannot be applied to operands of type", "and 'Int'"],
            words: "Swift never mixes kinds of numbers by itself. Turn the whole number into the other kind: "
                + "Scalar(n)."),
        PlainWords(
            says: ["cannot be applied to operands of type"],
            words: "The two sides are of different kinds. Bring both to the same: Scalar(n) makes a number, "
                + ".item takes the number out of a tensor that holds one."),
        PlainWords(
            says: ["cannot convert", "'Int'", "'Scalar'"],
            words: "A whole number stands where a Scalar is wanted: write Scalar(n)."),
        PlainWords(
            says: ["cannot convert", "'Tensor' to", "'Scalar'"],
            words: "A tensor stands where a number is wanted. If it holds just one, .item takes it out."),
        PlainWords(
            says: ["cannot convert", "'Scalar'", "'Tensor'"],
            words: "A number stands where a tensor is wanted: Tensor(x) makes one that holds just it."),
        PlainWords(
            says: ["cannot convert return expression"],
            words: "What you return is not of the kind that the function promises behind its arrow (->)."),
        PlainWords(
            says: ["cannot convert"],
            words: "The value is of one kind, the place where it stands wants another. Both are named above."),
        PlainWords(
            says: ["missing return"],
            words: "Some way through the function ends without an answer. Every way needs a `return`."),
        PlainWords(
            says: ["call can throw", "not marked with 'try'"],
            words: "That function may stop with an error, so the call needs the word `try` in front."),
        PlainWords(
            says: ["cannot assign"],
            words: "Arguments and what is made with `let` never change. Make a copy that does: `var w = w`."),
        PlainWords(
            says: ["cannot use mutating member"],
            words: "What is made with `let` never changes. Make it with `var`."),
        PlainWords(
            says: ["left side of mutating operator isn't mutable"],
            words: "Arguments and what is made with `let` never change. Make a copy that does: `var w = w`."),
        PlainWords(
            says: ["expected '}'"],
            words:
                "A brace is open that is never closed. Count { and }; good places to look are the ends of loops."
        ),
        PlainWords(says: ["extraneous '}'"], words: "There is one closing brace too many."),
        PlainWords(
            says: ["expected '{' after"],
            words: "In Swift the body stands in braces, not after a colon: { … }."),
        PlainWords(
            says: ["consecutive statements"],
            words:
                "Two things stand on one line with nothing between them. Is an operator or a comma missing?"),
        PlainWords(
            says: ["invalid redeclaration"],
            words:
                "Two things have this name, perhaps in two files: the files of a lesson share their names. Put "
                + "`private` in front of your own helpers."),
        PlainWords(
            says: ["ambiguous use"],
            words:
                "Two things fit this name, perhaps one of them yours in another file. Put `private` in front of "
                + "your own helpers, or rename one."),
        PlainWords(
            says: ["argument label"],
            words:
                "The names of the arguments are part of a call: write them as in the declaration, in that order."
        ),
        PlainWords(
            says: ["missing argument"],
            words: "The call lacks an argument; the compiler names the one it misses."),
        PlainWords(
            says: ["extra argument"], words: "The call has an argument that the function does not take."),
        PlainWords(
            says: ["must be unwrapped"],
            words: "This value may be missing (it is an optional). Give a value for that case, `x ?? 0`, or "
                + "check first with `if let`."),
        PlainWords(
            says: ["unable to type-check this expression in reasonable time"],
            words: "The line is too long for the compiler. Cut it in two or three with `let`."),
        PlainWords(
            says: ["used before being initialized"],
            words: "It is read before it has a value on every way there."),
        PlainWords(
            says: ["initialization of variable", "never used"], words: "It is made and never used."),
    ]
}
