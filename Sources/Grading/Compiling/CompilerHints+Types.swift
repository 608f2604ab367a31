/// A value of one type stands where another is wanted.
extension CompilerHints {
    /// A type as lessons spell it: the compiler writes 'Float' where a Scalar comes out of a function of the engine.
    static func type(_ text: Substring) -> String {
        String(text).replacing(/\bFloat(16)?\b/, with: "Scalar").replacing("Array<Scalar>.Index", with: "Int")
            .replacing("Array<Scalar>", with: "[Scalar]")
    }

    var types: String? { conversion ?? operands ?? comparison }

    private static let dotted =
        "Tensors are compared with a dot: x .>= y compares entry by entry and gives 1 and 0. To decide once, compare two "
        + "numbers: x[i, j].item is the number of an entry."
    private static let wholes = "Swift never mixes whole numbers (Int) with others by itself: write Scalar(n)."

    // MARK: One type into another

    private var conversion: String? {
        let sentence =
            /(?:cannot convert (?:value|return expression)|cannot assign value) of type '(.+?)'(?: \(aka '.+?'\))? to (.*?)type '(.+?)'(?: \(aka|$)/
        guard let found = message.prefixMatch(of: sentence) else { return nil }
        let (from, to) = (Self.type(found.1), Self.type(found.3))
        switch (from, to) {
        case (_, "Bool") where from == "Tensor":
            return
                "A condition is one Bool, and `.==`, `.>` and their like give a tensor of 1 and 0, one for each entry. "
                + "Compare numbers (x[i].item > 0), or multiply by the tensor of 1 and 0."
        case ("Bool", "Tensor"):
            return
                "A comparison without a dot gives one Bool. `.==`, `.>` and their like compare entry by entry and give "
                + "a tensor of 1 and 0."
        case ("Tensor", "Scalar"), ("Tensor", "Int"), ("Tensor", "Double"):
            if isCompared { return Self.dotted }
            return "A tensor stands where one number is wanted. `.item` is the number of a tensor that holds just one; "
                + ".sum(), .mean() and .max() make one number of many."
                + (to == "Int" ? " Int(x) makes it a whole one." : "")
        case ("Int", "Scalar"):
            let isQuotient =
                line.contains("/") ? " Do it before dividing: of two whole numbers, the quotient is whole." : ""
            let isSum =
                line.contains(/\w\s*[-+*\/]=/)
                ? " If a variable is to hold fractions, it is made with `var s: Scalar = 0`." : ""
            return Self.wholes + isQuotient + isSum
        case ("Int", "Tensor"):
            return
                "Swift never mixes whole numbers (Int) with others by itself. In arithmetic with a tensor, and for an "
                + "entry of one, write Scalar(n)."
        case ("Scalar", "Int"), ("Double", "Int"):
            if line.contains("^") { return "`^` is not a power in Swift: write x * x." }
            return
                "A number with a fraction stands where a whole one (Int) is wanted. If a variable is to hold fractions, "
                + "`var s = 0` makes it a whole number and `var s: Scalar = 0` does not; if a whole number is meant, "
                + "Int(x) cuts the fraction off."
        case ("Int", "Double"): return "Swift never mixes whole numbers (Int) with others by itself: write Double(n)."
        case ("Double", "Scalar"), ("Scalar", "Double"):
            return "A Scalar has 32 bits, a Double 64, and Swift never mixes them. `var s = 0.0` is a Double, "
                + "`var s: Scalar = 0` a Scalar; Scalar(x) turns one into the other."
        case ("Scalar", "Tensor"), ("Scalar", "Variable"):
            return ofNumber ?? (to == "Tensor" ? "Tensor(x) makes a tensor that holds just the number x." : nil)
        case ("Scalar", "Bool"), ("Int", "Bool"), ("Double", "Bool"): return "A condition is a Bool: write n != 0."
        case ("Int", _) where line.contains("+=") && ["[Scalar]", "[Int]"].contains(to):
            return "To a list one value is added by list.append(x)."
        case ("Double", "Tensor"), ("Double", "Variable"):
            return
                "With tensors, numbers are Scalars, and Swift never mixes them with a Double. `let a = 3.0` is a Double, "
                + "`let a: Scalar = 3` a Scalar; Scalar(a) turns one into the other."
        case ("Bool", "Int"), ("Bool", "Scalar"), ("Bool", "Double"):
            return "A Bool is not a number. Of true and false you get 1 and 0 by `b ? 1 : 0`."
        case ("Tensor", "[Tensor]"): return "A list of tensors stands in brackets: [a, b]."
        case ("[Int]", _) where to.hasPrefix("(_"):
            return "A list is not taken apart like that: let (n, d) = (x.shape[0], x.shape[1])."
        case ("Variable", "Scalar"):
            return ofNumber ?? "The tensor of a Variable is its .value, that of one number .value.item."
        case ("Variable", "Tensor"): return "The tensor of a Variable is its .value."
        case ("Tensor", "Variable"): return "Variable(x) makes a Variable of a tensor."
        case ("[Int]", "[Scalar]"), ("[[Int]]", "[[Scalar]]"):
            return
                "The list holds whole numbers. Where it is made, say its type (`let list: \(to) = …`), or turn each: "
                + "list.map { Scalar($0) }."
        case ("[Int]", "Tensor"):
            return "A list is not a tensor: Tensor(list.map { Scalar($0) }) makes one of whole numbers."
        case ("[Scalar]", "Tensor"), ("[[Scalar]]", "Tensor"): return "A list is not a tensor: Tensor(list) makes one."
        case ("Tensor", "[Scalar]"): return "The list of a tensor's numbers is x.scalars."
        case ("[Int]", "Int"):
            return
                "A list stands where one whole number is wanted. x.shape is the list of the lengths, x.shape[0] one of them."
        case ("Scalar", "[Scalar]"):
            return "One number stands where a list is wanted. Lists are not calculated with, tensors are: Tensor(list)."
        case ("Tensor", "[any TensorIndex]"):
            return "Between the brackets stand whole numbers (Int) and ranges, no tensors."
        case ("Int", "[Int]"), ("(Int, Int)", "[Int]"): return "A shape, and any list, stands in brackets: [2, 3]."
        case (_, _) where from.hasSuffix("?") && ["Tensor", "Scalar", "Int"].contains(to):
            return
                "This value may be missing (it is an optional). Give a value for that case, `x ?? 0`, or check first with "
                + "`if let`."
        case ("()", _): return "What stands there gives no value."
        default: return tuple(from, to)
        }
    }

    /// Whether a comparison follows the mark.
    private var isCompared: Bool {
        marked.prefixMatch(of: /[\w\[\], .()+*-]*?\s*(<=|>=|<|>|==|!=)\s/) != nil
    }

    /// Which value of a tuple is of another type than the function promises.
    private func tuple(_ from: String, _ to: String) -> String? {
        let isReturned = says("return expression")
        guard let promised = Self.elements(of: to) else {
            let given = isReturned ? Self.elements(of: from) : nil
            return given.map { "The function promises one \(to), and \($0.count) values come." }
        }
        guard let given = Self.elements(of: from) else {
            return isReturned ? "The function promises \(promised.count) values together: return (…, …)." : nil
        }
        guard given.count == promised.count else {
            return isReturned ? "The function promises \(promised.count) values, and \(given.count) come." : nil
        }
        for (index, (given, promised)) in zip(given, promised).enumerated() {
            let parts = promised.split(separator: ": ", maxSplits: 1).map(String.init)
            let type = parts.last ?? promised
            guard given != type else { continue }
            let name = parts.count == 2 ? "`\(parts[0])`" : "value \(index + 1)"
            let advice = (given, type) == ("Int", "Scalar") ? " Write Scalar(n), before any division." : ""
            return "Of the values together, \(name) is to be of type \(type), and is of type \(given).\(advice)"
        }
        return nil
    }

    /// The types of a tuple; nil for any other type.
    static func elements(of type: String) -> [String]? {
        guard type.hasPrefix("("), type.hasSuffix(")"), type.contains(",") else { return nil }
        var (elements, depth) = ([""], 0)
        for character in type.dropFirst().dropLast() {
            if "([<".contains(character) { depth += 1 }
            if ")]>".contains(character) { depth -= 1 }
            if character == ",", depth == 0 {
                elements.append("")
            } else {
                elements[elements.count - 1].append(character)
            }
        }
        return elements.map { String($0.trimmingPrefix(while: \.isWhitespace)) }
    }

    // MARK: Operators

    private static let comparisons: Set = ["<", ">", "<=", ">=", "==", "!="]

    private var operands: String? {
        let sentence =
            /binary operator '(.+?)' cannot be applied to (?:operands of type '(.+?)'(?: \(aka '.+?'\))? and '(.+?)'|two '(.+?)' operands)/
        guard let found = message.prefixMatch(of: sentence) else { return nil }
        let both = [found.2, found.3, found.4].compactMap { $0 }.map(Self.type)
        if both.contains("Tensor"), Self.comparisons.contains(String(found.1)) { return Self.dotted }
        if both.contains("Int"), Set(both).isSubset(of: ["Int", "Scalar", "Double", "Tensor"]) { return Self.wholes }
        if both.first == "Scalar", both.last == "Tensor" {
            return ofNumber
                ?? "On the left stands one number, on the right a tensor. `.item` is the number of a tensor that "
                + "holds just one; .sum() makes one of many."
        }
        if both.contains("Bool") {
            return "A Bool is not calculated with. Of tensors `.==`, `.>` and their like, with a dot, give a tensor of "
                + "1 and 0."
        }
        if both.contains("String") { return "A value is put into a text by \\(…): \"loss \\(loss)\"." }
        if both.contains(where: { $0.hasPrefix("[") }) {
            return "Lists are not calculated with, tensors are: Tensor(list) makes one of a list of Scalars."
        }
        return nil
    }

    /// The compiler looked for the comparison among those of whole numbers, and says so.
    private var comparison: String? {
        if says("'Tensor' conform to 'Strideable'") || (says("operator function '..<'") && says("that 'Tensor'")) {
            return "The end of a range is a whole number: 0..<x.shape[0]."
        }
        let sentence = /referencing operator function '(.+?)' on '.+?' requires that 'Tensor' conform/
        guard let found = message.prefixMatch(of: sentence) else { return nil }
        if Self.comparisons.contains(String(found.1)) { return Self.dotted }
        return
            "Tensors are calculated with tensors and Scalars. If a whole number (Int) is among them, write Scalar(n)."
    }
}
