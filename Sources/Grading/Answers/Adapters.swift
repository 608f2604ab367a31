import Foundation

/// What the kit compiles with the answers of a lesson: a table of the functions that the judge may call, and an adapter
/// for each exercise whose functions take or return what cannot be sent.
///
/// The table is made from the stubs' signatures. An adapter lies in `Sources/Checks/Host/05-backpropagation/` under the
/// name of its exercise's file, and its throwing functions are called in the place of the exercise's own.
struct Adapters: Sendable {
    /// The file that holds the table.
    static let main = "main.swift"

    private(set) var files: [(name: String, text: [UInt8])] = []
    private var lines: [String] = []

    init(of stubs: [LessonStub], in checks: URL) {
        let host = checks.deletingLastPathComponent().appending(path: "Host/\(checks.lastPathComponent)")
        for stub in stubs {
            let adapter = FileManager.default.contents(atPath: host.appending(path: stub.file).path)
            if let adapter { files.append(("Adapter-\(stub.file)", Array(adapter))) }
            let text = adapter.map { String(decoding: $0, as: UTF8.self) } ?? stub.text
            for function in FunctionText.throwing(in: text) {
                lines.append("answer(\"\(function.baseName)\", \(function.fullName))")
            }
        }
    }

    var table: [UInt8] {
        Array((["import Exercises", ""] + lines).joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }
}

extension FunctionText {
    /// "update" of "func update(w: Tensor, b: Scalar) throws -> Tensor".
    var baseName: String { String(declaration.prefix { $0 != "(" && $0 != "<" }) }

    /// "update(w:b:)", as Swift names one function among several.
    var fullName: String {
        guard let open = declaration.firstIndex(of: "(") else { return baseName }
        var (depth, labels, word) = (0, [String](), "")
        var isLabel = true
        for character in declaration[declaration.index(after: open)...] {
            switch character {
            case "(", "[", "<": depth += 1
            case ")" where depth == 0:
                return labels.isEmpty ? baseName : "\(baseName)(\(labels.map { $0 + ":" }.joined()))"
            case ")", "]": depth -= 1
            // Not the tip of an arrow.
            case ">" where !word.hasSuffix("-"): depth -= 1
            case ":" where depth == 0 && isLabel:
                labels.append(String(word.split(separator: " ").first ?? "_"))
                isLabel = false
            case "," where depth == 0:
                (isLabel, word) = (true, "")
                continue
            default: break
            }
            word.append(character)
        }
        return baseName
    }

    private var declaration: Substring {
        signature.firstRange(of: "func ").map { signature[$0.upperBound...] } ?? signature[...]
    }
}
