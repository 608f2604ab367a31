import Autodiff
import Foundation
import Tensors
import Testing

/// The list of primitives is held against the source, so that a new one cannot be forgotten.
@Suite("The list of primitives is complete")
struct CompletenessTests {
    /// The text of every file of `Sources/Autodiff/Operations`.
    private static func sources(_ file: String = #filePath) throws -> [(name: String, text: String)] {
        let root = URL(fileURLWithPath: file).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Sources/Autodiff/Operations")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".swift") }
            .map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    @Test("every operation that Sources/Autodiff/Operations records is run by a case of `primitives`")
    func everyOperation() throws {
        let recorded = Set(
            try Self.sources().flatMap { file in
                file.text.matches(of: /Variable\(\s*"([^"\\]+)"/).map { String($0.1) }
            }
        ).union([RecurrentKind.rnn, .lstm, .gru].map(\.rawValue))
        #expect(recorded.count >= 20)
        var generator = SeededGenerator(seed: 11)
        let run = Set(
            primitives.flatMap { item in
                let inputs = item.inputs(using: &generator).map { Variable($0) }
                return item.function(inputs).topologicalOrder().map(\.operation)
            })
        let forgotten = recorded.subtracting(run).sorted()
        #expect(forgotten == [], "add a line for each to Tests/AutodiffTests/Primitives.swift")
    }

    @Test("every file there records an operation under a name that the test above can see")
    func everyFile() throws {
        for file in try Self.sources() {
            #expect(
                file.text.contains(/Variable\(\s*("|kind\.rawValue)/),
                "\(file.name): expected `Variable(\"name\", value, edges: …)` with the name written out, or that of a kind"
            )
        }
    }
}
