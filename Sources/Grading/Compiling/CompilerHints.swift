extension CompileProblem {
    /// What the compiler's sentence means here, and what to do, where the mistake is a common one.
    var hint: String? { CompilerHints(self).hint }
}

/// The compile errors that beginners in Swift meet, and what a teacher would say.
///
/// A rule reads the compiler's sentence, the types it names and the learner's line from the marked column on, never a word
/// alone. What it says holds whenever it fires; where there are several causes, it says "if". Which sentences this compiler
/// has is held by `CompilerHintsTests`, which compiles each mistake.
struct CompilerHints {
    let message: String
    let line: String
    /// The line up to the marked column, and from there on.
    let before: String
    let marked: String

    init(_ problem: CompileProblem) {
        (message, line) = (problem.message, problem.source ?? "")
        // The compiler counts bytes.
        let bytes = Array(line.utf8)
        let column = min(max(problem.column - 1, 0), bytes.count)
        before = String(decoding: bytes[..<column], as: UTF8.self)
        marked = String(decoding: bytes[column...], as: UTF8.self)
    }

    /// The more special ones first.
    var hint: String? { syntax ?? name ?? call ?? types ?? immutable ?? flow }

    func says(_ piece: String) -> Bool { message.contains(piece) }

    /// Functions that the kit has of tensors, and Foundation of numbers.
    private static let ofTensors: Set = ["exp", "log", "sqrt", "tanh", "pow"]

    /// Said where one of these may be meant of a number: the first whose call is in the line.
    var ofNumber: String? {
        let calls = line.matches(of: /\b(\w+)\(/).map { String($0.1) }
        guard let function = calls.first(where: Self.ofTensors.contains) else { return nil }
        return Self.ofNumber(function)
    }

    private static func ofNumber(_ function: String) -> String {
        "The kit's \(function) takes tensors. If this is \(function) of one number, put `import Foundation` at the top of "
            + "the file\(function == "sqrt" ? ", or write s.squareRoot()" : "")."
    }

    // MARK: Parsing

    private var syntax: String? {
        let next = marked.trimmingPrefix(while: \.isWhitespace)
        let isOtherLoop = says("C-style for") || says("after for-each pattern")
        if isOtherLoop || (line.contains(/\bfor\s*\(.*=/) && (says("separator") || says("expected pattern"))) {
            return "A loop over whole numbers is written for i in 0..<n { … }."
        }
        if says("consecutive statements"), before.hasSuffix("print"), next.first == "\"" {
            return "What is printed stands in parentheses: print(\"…\", x)."
        }
        let isTorn = ["consecutive statements", "separator", "expected expression", "'@'", "expected '{' after"]
            .contains(where: says)
        if isTorn, next.hasPrefix("@") || before.hasSuffix("@") {
            return "The matrix product is a call here: matmul(a, b)."
        }
        let word = next.prefix { $0.isLetter }
        if isTorn, ["and", "or", "if"].contains(word) { return Self.elsewhere[String(word)] }
        let last = String(before.reversed().drop { $0.isWhitespace }.prefix { $0.isLetter }.reversed())
        if isTorn, ["not", "elif", "def", "lambda"].contains(last) { return Self.elsewhere[last] }
        if says("consecutive statements"),
            ["int", "float", "double", "scalar", "tensor", "bool"].contains(last.lowercased())
        {
            return "A variable is made with `let n = 3`, or with `var` where it is to change."
        }
        if says("expected '{' after") || says("expected '{' to start the body") {
            if next.hasPrefix(":") { return "In Swift the body stands in braces, not after a colon: { … }." }
            return "Here the compiler expects the { of the body, which stands in braces even if it is one line. Is the "
                + "condition before it complete?"
        }
        if says("is not a valid digit in integer literal"), line.contains(/\b\d+[A-Za-z_]/) {
            return "Times is always written: 2 * x."
        }
        if message.wholeMatch(of: /'.+' is not a (prefix|postfix) unary operator/) != nil || looksTornApart(next) {
            return "An operator has a space on both of its sides, or on neither."
        }
        if says("expected argument label before colon")
            || isTorn && (next.hasPrefix(":") || before.hasSuffix(":")) && line.contains(/\[[^\]]*:/)
        {
            return "A range of indices is written 0..<2 here, and a whole axis .all: x[.all, 0]."
        }
        if says("consecutive statements") {
            return "Two things stand on one line with nothing between them. Is an operator or a comma missing?"
        }
        return nil
    }

    /// `a -1` and `a .>=0` read as two things.
    private func looksTornApart(_ next: Substring) -> Bool {
        guard says("consecutive statements") || says("separator") else { return false }
        let isSpaced = before.last?.isWhitespace == true || marked.first?.isWhitespace == true
        return isSpaced && next.prefixMatch(of: /\.?[-+*\/<>=!]+[^\s=]/) != nil
            || before.wholeMatch(of: /.*\S\.?[-+*\/<>=]+/) != nil && marked.first?.isWhitespace == true
    }

    // MARK: Calls

    private var call: String? {
        if message.contains(/'Tensor' (to )?conform to 'Sequence'/) { return Self.noList }
        if message.contains(/'Int' (to )?conform to 'Sequence'/) {
            return "A whole number cannot be gone through, a range can: for i in 0..<n."
        }
        if message.prefixMatch(of: /global function '(max|min)' requires that 'Tensor'/) != nil {
            return "The larger of each two entries is maximum(x, y), the largest of all x.max()."
        }
        if let type = message.prefixMatch(of: /cannot call value of non-function type '(.+?)'/)?.1 {
            if marked.prefixMatch(of: /[\d.]+\(/) != nil { return "Times is always written: 2 * (…)." }
            return
                "What stands before the parenthesis is a value of type \(Self.type(type)), not a function. If it is to be "
                + "read, leave the parentheses out; if a `*` is missing, write it; if a variable has a function's name, "
                + "rename the variable."
        }
        if let function = message.prefixMatch(of: /no exact matches in call to global function '(\w+)'/)?.1 {
            return Self.ofTensors.contains(String(function))
                ? Self.ofNumber(String(function))
                : "\(function) does not take values of these types. Compare with its declaration in the task."
        }
        if says("no exact matches in call to initializer"), marked.hasPrefix("Tensor(") {
            return "Tensor(…) takes a Scalar or a list of Scalars. If the list holds whole numbers: "
                + "Tensor(list.map { Scalar($0) })."
        }
        if says("no exact matches in call to initializer"),
            let type = marked.prefixMatch(of: /(Int|Scalar|Float|Double|String)\(/)?.1
        {
            if type == "String" { return "A value is put into a text by \\(…): \"loss \\(loss)\"." }
            return
                "\(type)(…) takes one number; of true and false you get 1 and 0 by `b ? 1 : 0`. That of a tensor that holds just one is .item, a length x.shape[0]."
        }
        if message.contains(/^initializer 'init\(_:\)' requires that 'Tensor' conform to/) {
            return
                "A tensor is not a number: `.item` is the number of a tensor that holds just one, Int(x.item) cuts it off."
        }
        if says("'arrayLiteral:'"), before.hasSuffix("Tensor(") {
            return "What stands in the parentheses is a tensor already: leave Tensor(…) out."
        }
        if message.contains(/type '@Sendable \(\) ->\s/) || says("did you mean to call it with '()'") {
            return "A function is called with parentheses: x.norm()."
        }
        if message.contains(/type '@Sendable \(Variable\) -> Variable'/) {
            return "A function is called with parentheses around what it takes: exp(x)."
        }
        if says("'UnboundedRange_'") || says("(UnboundedRange_)") {
            return "A whole axis is .all: x[.all, 0]."
        }
        if message.contains(/'Range' requires that '(Float|Scalar)'/) {
            return "The end of a range is a whole number: 0..<x.shape[0]; Int(b) cuts off what is behind the point."
        }
        if says("no exact matches in call to subscript") {
            return "Between the brackets stand whole numbers (Int) and ranges such as 0..<3."
        }
        if let name = message.prefixMatch(of: /no '(.+?)' candidates produce/)?.1 {
            if line.contains(".\(name)"), !line.contains(".\(name)(") {
                return "A function is called with parentheses: .\(name)()."
            }
            return ofNumber
        }
        if message.prefixMatch(of: /unary operator '-' cannot be applied to an operand of type 'Scalar'/) != nil {
            return ofNumber
        }
        if says("argument passed to call that takes no arguments") {
            return line.contains(/\.(sum|mean|max|min)\(axis/)
                ? "Along one axis it is x.sum(alongAxes: 0), and so are mean, max and min."
                : "This call takes no arguments: nothing may stand in its parentheses."
        }
        if says("argument label") || says("must precede argument") {
            return "The names of the arguments are part of a call: write them as in the declaration, in that order."
        }
        if says("missing argument") { return "The call lacks an argument; the compiler names the one it misses." }
        if says("extra argument") { return "The call has an argument that the function does not take." }
        return nil
    }

    // MARK: Variables and ways through a function

    private var immutable: String? {
        if let name = message.firstMatch(of: /'(\w+)' is a 'let' constant/)?.1 {
            return
                "`\(name)` never changes: arguments, loop variables and what is made with `let` do not. If you made it "
                + "with `let`, write `var`; else make a copy that can change, `var \(name) = \(name)`."
        }
        if says("'self' is immutable") {
            return "A method may change its own struct only if it says so: `mutating func`."
        }
        if says("is a get-only property") || says("setter is inaccessible") { return "This can be read, not set." }
        if says("use of '=' in a boolean context") { return "`=` gives a value, `==` compares two." }
        return nil
    }

    private var flow: String? {
        Self.sentences.first { rule in rule.pieces.allSatisfy(says) }?.words
    }

    /// Sentences of the compiler that mean one thing wherever they stand.
    private static let sentences: [(pieces: [String], words: String)] = [
        (
            ["not allowed at the top level"],
            "Code stands outside of every function. Move it between the braces of the function you were asked to "
                + "write; is there a closing brace too many above?"
        ),
        (
            ["invalid UTF-8"],
            "The file holds a character that is not text in UTF-8. Retype what you see there, or save the file as "
                + "UTF-8 in your editor."
        ),
        (["nul character"], "The file holds bytes that are no text. Was it saved as UTF-8?"),
        (["unterminated string"], "A quotation mark is open that is never closed."),
        (["single-quoted string"], "Text stands between double quotation marks."),
        (["unterminated '/*'"], "A comment begins with /* and never ends with */."),
        (["'=' must have consistent whitespace"], "An operator has a space on both of its sides, or on neither."),
        (["expected '}'"], "A brace is open that is never closed. Count { and }; look at the ends of loops."),
        (["extraneous '}'"], "There is one closing brace too many."),
        (
            ["expected expression in list"],
            "A parenthesis or bracket is open that is never closed, or a value is missing between two commas."
        ),
        (
            ["not concurrency-safe"],
            "A variable outside of functions can be changed from everywhere, and Swift refuses that. Make it inside the "
                + "function that uses it."
        ),
        (
            ["expected ')' in expression list"],
            "A parenthesis is open that is never closed. Count ( and ), here and in the line above."
        ),
        (["missing condition in"], "Between if and { stands a condition; for all other cases write only else."),
        (["switch must be exhaustive"], "A switch names every case: end it with default: …"),
        (["type annotation missing"], "A name needs a value, as in `let n = 3`, or a type, as in `var n: Int`."),
        (
            ["unexpected non-void return value"],
            "A function that returns something says its type: -> Tensor, before the {."
        ),
        (["'nil' is incompatible with return type"], "The function promises a value in every case, and nil is none."),
        (["only valid at file scope"], "This stands at the top of the file, outside of functions."),
        (["cannot be used as an identifier"], "This word belongs to Swift: choose another name."),
        (["expected 'else' after 'guard'"], "A guard is written guard condition else { return … }."),
        (
            ["'guard' body must not fall through"],
            "The braces of a guard leave the function: with return, or with throw."
        ),
        (["in ternary expression"], "One of two values is written condition ? a : b, with both of them."),
        (["';' statements are not allowed"], "There is a semicolon too many."),
        (["expected type after 'is'"], "Whether two values are equal is asked with ==."),
        (["missing return"], "Some way through the function ends without an answer. Every way needs a `return`."),
        (
            ["call can throw"],
            "That function may stop with an error, so the call needs the word `try` in front."
        ),
        (
            ["must be unwrapped"],
            "This value may be missing (it is an optional). Give a value for that case, `x ?? 0`, or check first with "
                + "`if let`."
        ),
        (
            ["in reasonable time"],
            "The line is too long for the compiler. Cut it in two or three with `let`. If whole numbers stand among "
                + "Scalars in it, write Scalar(n): that alone may do."
        ),
        (["before being initialized"], "It is read before it has a value on every way there."),
        (["empty collection literal"], "An empty list needs its type: var list: [Scalar] = []."),
        (["failed to produce diagnostic"], "The compiler gives up on this line. Cut it in two or three with `let`."),
        (["is not a valid floating point literal"], "A number begins with a digit: 0.5."),
        (["missing whitespace between '^'"], "`^` is not a power in Swift: write 1e-7, or x * x."),
        (["non-associative precedence group"], "Two comparisons are joined by &&: 0 < x && x < 1."),
        (["'do-while' statement is not allowed"], "This loop is written repeat { … } while condition."),
        (["after body of 'repeat'"], "This loop is written repeat { … } while condition."),
        (["expected '{' or 'if' after 'else'"], "A second condition is written else if condition { … }."),
        (["tuple pattern cannot match values"], "Numbers and values of a list are list.enumerated()."),
        (["cannot be used as a boolean"], "A condition is a Bool: write n != 0."),
    ]
}
