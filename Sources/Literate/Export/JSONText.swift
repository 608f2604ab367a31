/// A JSON value, written with its members in the order in which they were given.
indirect enum JSONText {
    case string(String)
    case number(Int)
    case bool(Bool)
    case null
    case list([JSONText])
    case object([(String, JSONText)])

    /// A text as the notebook format keeps it: its lines, each with the line end that it has.
    static func lines(_ text: String) -> JSONText { .list(SourceLine.split(text).map { .string($0.source) }) }

    var text: String {
        var result = ""
        write(to: &result, indentation: "")
        return result
    }

    private func write(to result: inout String, indentation: String) {
        let inner = indentation + " "
        switch self {
        case .string(let text): Self.write(text, to: &result)
        case .number(let number): result += String(number)
        case .bool(let truth): result += truth ? "true" : "false"
        case .null: result += "null"
        case .list(let elements) where elements.isEmpty: result += "[]"
        case .object(let members) where members.isEmpty: result += "{}"
        case .list(let elements):
            result += "["
            for (index, element) in elements.enumerated() {
                result += (index == 0 ? "\n" : ",\n") + inner
                element.write(to: &result, indentation: inner)
            }
            result += "\n\(indentation)]"
        case .object(let members):
            result += "{"
            for (index, member) in members.enumerated() {
                result += (index == 0 ? "\n" : ",\n") + inner
                Self.write(member.0, to: &result)
                result += ": "
                member.1.write(to: &result, indentation: inner)
            }
            result += "\n\(indentation)}"
        }
    }

    private static func write(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}
