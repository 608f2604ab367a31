/// The words and characters of Swift that the lexer has to know.
public enum SwiftWords {
    public static let keywords: Set<String> = values.union(labels).union([
        "actor", "any", "associatedtype", "async", "await", "borrowing", "break", "catch", "class",
        "consuming",
        "continue", "convenience", "defer", "deinit", "else", "enum", "fallthrough", "fileprivate", "final",
        "func", "guard", "if", "import", "indirect", "init", "inout", "internal", "isolated", "lazy", "let",
        "mutating", "nonisolated", "nonmutating", "open", "override", "package", "private", "protocol",
        "public", "required", "rethrows", "some", "static", "struct", "subscript", "switch", "throw",
        "throws",
        "try", "typealias", "unowned", "var", "weak", "Any",
    ])

    /// Keywords that are values: never labels.
    public static let values: Set<String> = ["true", "false", "nil", "self", "Self", "super"]

    /// Keywords that start no expression: after a parenthesis or a comma they are labels.
    public static let labels: Set<String> = [
        "as", "case", "default", "do", "extension", "for", "in", "is", "operator", "repeat", "return",
        "where",
        "while",
    ]

    /// What may stand between attributes and the keyword of a declaration.
    public static let modifiers: Set<String> = [
        "public", "private", "fileprivate", "internal", "package", "open", "static", "final", "class", "lazy",
        "mutating", "nonmutating", "override", "required", "convenience", "indirect", "nonisolated", "weak",
        "unowned", "prefix", "postfix", "infix", "async", "borrowing", "consuming", "isolated",
    ]

    /// Keywords that give a name to something.
    public static let declarations: Set<String> = [
        "func", "struct", "class", "enum", "protocol", "actor", "extension", "typealias", "var", "let",
        "init",
        "subscript", "associatedtype", "case", "operator", "macro", "deinit",
    ]
}

extension Unicode.Scalar {
    var isSwiftSpace: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" || self == "\u{c}" }

    var isASCIIDigit: Bool { self >= "0" && self <= "9" }

    var isIdentifierHead: Bool {
        self == "_" || self == "$"
            || (isASCII
                ? self >= "a" && self <= "z" || self >= "A" && self <= "Z"
                : !isSwiftOperator && !properties.isWhitespace)
    }

    var isIdentifierBody: Bool { isIdentifierHead || isASCIIDigit }

    /// The operator characters of the language reference, the mathematical ones included.
    public var isSwiftOperator: Bool {
        if isASCII { return "/=-+!*%<>&|^~?".unicodeScalars.contains(self) }
        let isSymbol = [.mathSymbol, .otherSymbol].contains(properties.generalCategory) && value < 0x1_F000
        return isSymbol || "·†‡•…‰′″".unicodeScalars.contains(self)
    }
}
