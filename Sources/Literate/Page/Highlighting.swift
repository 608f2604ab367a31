import Text

extension SwiftToken.Kind {
    /// The class the page's style sheet knows, nil for what keeps the colour of the text.
    fileprivate var htmlClass: String? {
        switch self {
        case .keyword, .attribute, .directive: "k"
        case .type: "t"
        case .string, .regex: "s"
        case .interpolation: "i"
        case .number: "n"
        case .comment: "c"
        default: nil
        }
    }

    fileprivate var ansiStyle: ANSIStyle? {
        switch self {
        case .keyword, .attribute, .directive: .magenta
        case .type: .cyan
        case .string, .regex: .green
        case .number: .blue
        case .comment: .faint
        default: nil
        }
    }
}

/// Colours Swift source for a page. The result is HTML; everything in it is escaped.
public func highlightedHTML(swift source: String) -> String { html(SwiftLexer.tokens(of: source)) }

/// Colours Python source for a page, as `highlightedHTML(swift:)` does.
public func highlightedHTML(python source: String) -> String { html(PythonLexer.tokens(of: source)) }

private func html(_ tokens: [SwiftToken]) -> String {
    tokens.map { token in
        let text = token.text.escapedForHTML
        return token.kind.htmlClass.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
    }.joined()
}

/// Colours Swift source for a terminal.
public func highlightedANSI(swift source: String) -> String { ansi(SwiftLexer.tokens(of: source)) }

/// Colours Python source for a terminal.
public func highlightedANSI(python source: String) -> String { ansi(PythonLexer.tokens(of: source)) }

private func ansi(_ tokens: [SwiftToken]) -> String {
    tokens.map { token in
        guard let style = token.kind.ansiStyle else { return token.text }
        // A colour ends with its line, so that lines can be indented or cut apart afterwards.
        return token.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : style.applied(to: String($0)) }.joined(separator: "\n")
    }.joined()
}

/// The few styles every terminal has.
enum ANSIStyle: String {
    case bold = "1"
    case faint = "2"
    case italic = "3"
    case underline = "4"
    case red = "31"
    case green = "32"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"

    func applied(to text: String) -> String { "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" }
}

extension String {
    /// The text as character data or as a quoted attribute. Control characters, which HTML cannot hold, are
    /// left out.
    public var escapedForHTML: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
                let isNoncharacter =
                    scalar.value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(scalar.value)
                if !isControl && !isNoncharacter { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
