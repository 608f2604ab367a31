/// A name that is not known, or is known twice.
extension CompilerHints {
    /// What is called otherwise here than in Python.
    static let elsewhere = [
        "and": "`and` is written &&.", "or": "`or` is written ||.", "not": "`not` is written !, as in !isRight.",
        "if": "If one of two values is meant: condition ? a : b.", "elif": "`elif` is written else if.",
        "True": "Bools are written true and false.", "False": "Bools are written true and false.",
        "None": "No value is written nil.", "null": "No value is written nil.",
        "def": "A function begins with `func`, says its types, and has its body in braces.",
        "lambda": "A function without a name stands in braces: { x in 2 * x }.",
        "len": "The length of a list is list.count, that of a tensor's axis x.shape[0].",
        "range": "The numbers from 0 up to n, without n, are 0..<n.",
        "enumerate": "Numbers and values of a list are list.enumerated().",
        "float": "Scalar(n) makes a Scalar of a whole number.", "double": "Scalar(n) makes a Scalar of a whole number.",
        "int": "Int(x) makes a whole number; what is behind the point is cut off.",
        "np": "This is Swift, not Python: what the kit has is listed in Exercises/README.md.",
        "torch": "This is Swift, not Python: what the kit has is listed in Exercises/README.md.",
        "numpy": "This is Swift, not Python: what the kit has is listed in Exercises/README.md.",
        "zeros": "Zeros of a shape are Tensor(zeros: [2, 3]).", "ones": "Ones of a shape are Tensor(ones: [2, 3]).",
        "sum": "The sum is asked of the tensor: x.sum(), or x.sum(alongAxes: 1) for each row.",
        "mean": "The mean is asked of the tensor: x.mean(), or x.mean(alongAxes: 1) for each row.",
        "argmax": "The place of the largest is asked of the tensor: x.argmax(alongAxis: 1).",
        "transpose": "The transposed matrix is x.transposed().",
    ].merging(
        ["sin", "cos", "round", "floor", "ceil"].map { name in
            (name, "\(name) of a number is Foundation's: put `import Foundation` at the top of the file.")
        }
    ) { first, _ in first }

    /// Members that lists have and tensors do not.
    private static let ofLists: Set = [
        "enumerated", "map", "forEach", "reduce", "filter", "indices", "count", "first", "last", "reversed", "sorted",
        "firstIndex", "append", "contains", "flatMap", "isEmpty",
    ]
    static let noList =
        "A tensor is not a list. x.scalars is the list of its numbers; `for i in 0..<x.shape[0]` goes through its rows x[i]."

    var name: String? {
        if let name = message.prefixMatch(of: /cannot find '(.+?)' in scope/)?.1 {
            return Self.elsewhere[String(name)]
                ?? "Nothing of that name is known here. Compare the spelling, capitals too, with the task, and "
                + "define it before you use it."
        }
        if says("cannot find operator '++'") || says("cannot find operator '--'") {
            return "One more is written n += 1, one less n -= 1."
        }
        if let type = message.prefixMatch(of: /cannot find type '(.+?)' in scope/)?.1 {
            switch type.lowercased() {
            case "int", "integer": return "The type of whole numbers is Int."
            case "float", "double", "number", "real": return "The type of numbers with a fraction is Scalar."
            case "bool", "boolean": return "The type of true and false is Bool."
            case "str", "string": return "The type of texts is String."
            case "list", "array": return "A list of Scalars is of type [Scalar], one of whole numbers [Int]."
            default: return "There is no type of that name: each parameter is written name: Type, as in x: Tensor."
            }
        }
        if let sign = message.prefixMatch(of: /cannot find operator '\.?([≥≤≠]|=>|=<|<>)' in scope/)?.1 {
            let plain = ["≥": ">=", "=>": ">=", "≤": "<=", "=<": "<="][sign] ?? "!="
            return
                "This comparison is written \(plain) of numbers, and of tensors \(plain == "!=" ? "1 - (x .== y)" : "." + plain)."
        }
        if let sign = message.prefixMatch(of: /cannot find operator '=([-+*\/])' in scope/)?.1 {
            return "To change a variable by a value is written n \(sign)= 1."
        }
        if says("cannot find operator '..'") { return "A range is 0..<n without its end, 0...n with it." }
        if says("no operator '**'") { return "There is no ** here: x * x, or square(x) of a tensor." }
        if let found = message.prefixMatch(of: /(?:value of )?type '(.+?)'(?: \(aka '.+?'\))? has no member '(.+?)'/) {
            return member(String(found.2), of: Self.type(found.1))
        }
        if says("no such module") {
            return "Only the kit and Swift's own modules are here: `import Nabla`, and `import Foundation` if you like."
        }
        if message.prefixMatch(of: /invalid redeclaration of '.+\(.*\)'/) != nil {
            return "Two functions have this name, perhaps in two files: the files of a lesson share their names. Put "
                + "`private` in front of your own helpers."
        }
        if says("invalid redeclaration of") {
            return
                "This name is taken already. To give a variable another value, leave out `let` or `var`; else choose "
                + "another name. The files of a lesson share the names that stand outside of functions."
        }
        if let name = message.prefixMatch(of: /ambiguous use of '(\w+)'/)?.1, line.contains(".\(name)"),
            !line.contains(".\(name)(")
        {
            return "A function is called with parentheses: .\(name)()."
        }
        if says("ambiguous use of") {
            return
                "Two things fit this name, perhaps one of them yours in another file. Put `private` in front of your "
                + "own helpers, or rename one."
        }
        return nil
    }

    private func member(_ member: String, of type: String) -> String {
        let known = "Compare the spelling with the task and with the table in Exercises/README.md."
        guard type == "Tensor" else {
            if type.hasPrefix("["), member == "length" || member == "size" {
                return "The length of a list is list.count."
            }
            if type.hasPrefix("["), ["sum", "mean", "shape", "argmax", "item"].contains(member) {
                return "This is a list; a tensor has .\(member). Tensor(list) makes one of a list of Scalars."
            }
            return "\(type) has nothing of that name. \(known)"
        }
        if Self.ofLists.contains(member) { return Self.noList }
        switch member {
        case "T", "transpose": return "The transposed matrix is x.transposed()."
        case "dot", "matmul": return "Products are functions of two: dot(a, b) of vectors, matmul(a, b) of matrices."
        case "reshape", "view": return "Another shape is x.reshaped(to: [2, 3])."
        case "zeros", "ones": return "Zeros of a shape are Tensor(zeros: [2, 3]), ones Tensor(ones: [2, 3])."
        case "length", "len": return "The length of an axis is x.shape[0], the number of all entries x.size."
        default: return "A tensor has nothing of that name. \(known)"
        }
    }
}
