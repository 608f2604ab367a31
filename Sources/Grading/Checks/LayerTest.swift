import Nabla

/// A learner's test of a linear layer, run on the right layer and on seven broken ones.
struct LayerTest {
    typealias Inputs = (x: Tensor, w: Tensor, g: Tensor)
    typealias Gradients = Lesson05.LayerGradients
    typealias Comparison = (Gradients, Gradients) throws -> Bool

    private let inputs: Inputs?
    private let agrees: Comparison
    private var missing: [String] = []

    /// A stub among the two functions does not hide that the other one is written.
    init(case makeInputs: @autoclosure () throws -> Inputs, agrees: @escaping Comparison) throws {
        self.agrees = agrees
        do { inputs = try makeInputs() } catch let stub as NotAttempted {
            inputs = nil
            missing = [stub.function]
        }
    }

    /// What the test said to each layer: 1 for yes, 0 for no.
    struct Outcome: Sendable {
        var parts: [Part] = []
        /// Why nothing could be tested.
        var problem: String?

        /// Where the test fails first, in words; nil where it does what it should.
        var fault: String? {
            if let problem { return problem }
            if parts[0].value.item != 1 { return "the right layer was refused" }
            if parts[1].value.item != 1 {
                return
                    "the right layer was refused for a difference of a millionth, as another order of sums makes it"
            }
            let passing = parts.dropFirst(2).filter { $0.value.item == 1 }.map(\.name)
            return passing.isEmpty ? nil : "your test lets pass: " + passing.joined(separator: "; ")
        }
    }

    func outcome() throws -> Outcome {
        guard let (x, w, g) = inputs else { throw NotAttempted(function: missing[0]) }
        guard x.rank == 2, w.rank == 2, g.shape == [x.shape[0], w.shape[1]], x.shape[1] == w.shape[0],
            x.size > 0, g.size > 0
        else {
            return Outcome(
                parts: [Part("inputs fit", 0)],
                problem:
                    "expected x [N, D], w [D, H] and g [N, H], but got \(x.shape), \(w.shape) and \(g.shape)")
        }
        let right = Lesson05.rightLayer((x, w, g))
        let noise: Scalar = 1 + 1e-6
        let nearly = (right.dx * noise, right.dw * noise, right.db * noise)
        var parts = [
            Part("accepts the right layer", try agrees(right, right) ? 1 : 0),
            Part("accepts a rounding error", try agrees(nearly, right) ? 1 : 0),
        ]
        for (name, layer) in Self.broken {
            // A layer that cannot even multiply these shapes has given itself away.
            let isFooled = try layer(x, w, g).map { try agrees($0, right) } ?? false
            parts.append(Part(name, isFooled ? 1 : 0))
        }
        return Outcome(parts: parts)
    }

    /// Seven layers with one mistake each; nil where the shapes forbid the product.
    private static let broken: [(String, @Sendable (Tensor, Tensor, Tensor) -> Gradients?)] = [
        ("dw turned over", { changed($0, $1, $2) { $0.dw = $0.dw.transposed() } }),
        (
            "dw divided by N",
            { x, w, g in changed(x, w, g) { $0.dw = $0.dw / Scalar(x.shape[0]) } }
        ),
        (
            "db divided by N",
            { x, w, g in changed(x, w, g) { $0.db = $0.db / Scalar(x.shape[0]) } }
        ),
        ("db over the wrong axis", { x, w, g in changed(x, w, g) { $0.db = g.sum(alongAxes: 1) } }),
        (
            "dx = g·w",
            { x, w, g in
                w.shape[0] == w.shape[1] ? changed(x, w, g) { $0.dx = matmul(g, w) } : nil
            }
        ),
        ("dw with the wrong sign", { changed($0, $1, $2) { $0.dw = -$0.dw } }),
        (
            "dx without g",
            { x, w, g in changed(x, w, g) { $0.dx = matmul(Tensor(ones: g.shape), w.transposed()) } }
        ),
    ]

    private static func changed(
        _ x: Tensor, _ w: Tensor, _ g: Tensor, _ change: (inout Gradients) -> Void
    ) -> Gradients {
        var gradients = Lesson05.rightLayer((x, w, g))
        change(&gradients)
        return gradients
    }
}
