import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// The numbers of the article "The engine in an afternoon", in `Sources/Nabla/Nabla.docc`.
@Suite("The engine in an afternoon")
struct AfternoonTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    private func article() throws -> String { try text("Sources/Nabla/Nabla.docc/The-Engine-in-an-Afternoon.md") }

    private func lines(_ path: String) throws -> Int {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }

    @Test("every file of the table is there, about as long as it says: to within a fifth, or ten lines")
    func files() throws {
        let rows = try article().matches(of: /\| `(Sources\/[^`]+)` \| (\d+) \|/)
        #expect(rows.count == 18)
        for row in rows {
            let stated = Int(row.2)!
            let count = try lines(String(row.1))
            #expect(abs(count - stated) <= max(10, stated / 5), "\(row.1): \(count)")
        }
    }

    @Test("the engine is about as long as the article says: to within a tenth")
    func engine() throws {
        let stated = try #require(try article().firstMatch(of: /about (\d+),(\d+) lines/))
        var total = 0
        for module in ["Tensors", "Autodiff", "NeuralNetworks", "WeightFiles"] {
            let folder = "Sources/\(module)"
            let files = try #require(FileManager.default.enumerator(atPath: Self.root.appending(path: folder).path))
            for case let file as String in files where file.hasSuffix(".swift") {
                total += try lines("\(folder)/\(file)")
            }
        }
        #expect(abs(total - Int("\(stated.1)\(stated.2)")!) <= total / 10, "\(total)")
    }

    @Test("the product, its gradients, and one step of SGD")
    func product() {
        let (x, W) = (Variable([[1, 2]]), Parameter("weight", [[0.5, -1], [0.25, 1]]))
        let y = matmul(x, W)
        #expect(y.value == [[1, 1]])
        let loss = square(y).sum()
        #expect(loss.item == 2)
        loss.backward()
        #expect(W.gradient == [[2, 2], [4, 4]])
        #expect(x.gradient == [[-1, 2.5]])
        SGD([W], learningRate: 0.1).step()
        expectClose(W.value, [[0.3, -1.2], [-0.15, 0.6]], "the weights after a step")
        expectClose(matmul(x.value, W.value), [[0, 0]], "the product after a step")
    }

    @Test("the loss of two equal scores is ln 2, and its gradient p − y")
    func loss() {
        let scores = Variable([[0, 0]])
        let loss = softmaxCrossEntropy(scores: scores, labels: [0])
        #expect(abs(loss.item - 0.693) < 5e-4)
        loss.backward()
        expectClose(scores.gradient!, [[-0.5, 0.5]], "p − y")
    }

    @Test("the program is the one that Tests/Dependent/run builds, runs and finds to learn XOR")
    func program() throws {
        let indented = try text("Tests/Dependent/Sources/dependent/main.swift")
            .split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
        #expect(try article().contains(indented.joined(separator: "\n")))
    }
}
