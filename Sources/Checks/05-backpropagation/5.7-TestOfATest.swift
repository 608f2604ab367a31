// 5.7 testCase, agrees
// points: 3
// minutes: 25
// difficulty: hard
// essential: yes
// section: Check every gradient with finite differences
// free choice: testCase
// hint: Take your inputs one by one: what would stay the same if a matrix were transposed, a sum were a mean, or g were
//   left out?
// hint: Unequal lengths N, D and H, several samples, unequal numbers of both signs, also in g.
// hint: agrees compares three shapes first, then all entries of all three, each with a little room for rounding, such as
//   a thousandth of their size.

import Exercises
import Grading
import Nabla

/// What a learner's `agrees` says of two layers' answers.
private typealias Comparison = @Sendable (Layer.Gradients, Layer.Gradients) -> Bool

/// A layer that can be tried: its name and what it answers; nil where the shapes forbid the product.
private typealias Broken = (name: String, answer: @Sendable (Layer) -> Layer.Gradients?)

private let broken: [Broken] = [
    ("dw transposed", { $0.but { $0.dw = $0.dw.transposed() } }),
    ("dw divided by N", { i in i.but { $0.dw = $0.dw / i.n } }),
    ("db divided by N", { i in i.but { $0.db = $0.db / i.n } }),
    ("db over the wrong axis", { i in i.but { $0.db = i.g.sum(alongAxes: 1) } }),
    ("dx = g·w", { i in i.w.shape[0] == i.w.shape[1] ? i.but { $0.dx = matmul(i.g, i.w) } : nil }),
    ("dw with the wrong sign", { $0.but { $0.dw = -$0.dw } }),
    ("dx without g", { i in i.but { $0.dx = i.with(g: Tensor(ones: i.g.shape)).right.dx } }),
    ("dx a tenth too large", { $0.but { $0.dx = 1.1 * $0.dx } }),
    ("dw a tenth too large", { $0.but { $0.dw = 1.1 * $0.dw } }),
    ("db a tenth too large", { $0.but { $0.db = 1.1 * $0.db } }),
    ("an entry of dx a tenth too low", { $0.but { $0.dx = oneTooLow($0.dx) } }),
    ("an entry of dw a tenth too low", { $0.but { $0.dw = oneTooLow($0.dw) } }),
    ("an entry of db a tenth too low", { $0.but { $0.db = oneTooLow($0.db) } }),
]

/// The entry that lies farthest from 0 is a tenth of itself lower: a comparison without `abs` does not see it.
private func oneTooLow(_ x: Tensor) -> Tensor {
    var scalars = x.scalars
    guard let place = scalars.indices.max(by: { abs(scalars[$0]) < abs(scalars[$1]) }) else { return x }
    scalars[place] -= abs(scalars[place]) / 10
    return Tensor(scalars: scalars, shape: x.shape)
}

/// What a test says to each layer, together with its case, on which the reasons rest.
private func outcome(of layer: Layer, _ agrees: (Layer.Gradients, Layer.Gradients) throws -> Bool) rethrows -> WireValue
{
    guard layer.fits else { return WireValue(parts: ["case": layer]) }
    let right = layer.right
    let noise: Scalar = 1 + 1e-6
    let nearly = (right.dx * noise, right.dw * noise, right.db * noise)
    var said: [WireValue.Field] = [
        .init("accepts the right layer", .truth(try agrees(right, right))),
        .init("accepts a rounding error", .truth(try agrees(nearly, right))),
    ]
    for (name, answer) in broken {
        // A layer that cannot even multiply these shapes has given itself away.
        said.append(.init(name, .truth(try answer(layer).map { try agrees($0, right) } ?? false)))
    }
    return WireValue(parts: ["case": layer, "said": WireValue.record(said)])
}

extension Layer {
    /// Whether the three belong together, and hold anything.
    fileprivate var fits: Bool {
        x.rank == 2 && w.rank == 2 && g.shape == [x.shape[0], w.shape[1]] && x.shape[1] == w.shape[0] && x.size > 0
            && g.size > 0
    }

    fileprivate init?(_ wire: WireValue) {
        guard let x = wire.x.tensor, let w = wire.w.tensor, let g = wire.g.tensor else { return nil }
        self.init(x: x, w: w, g: g)
    }
}

let testOfATest = Check<Int, WireValue> { c in
    c.inputs { _ in [7] }
    c.shows { [Part("broken layers", $0), Part("layers a tenth off", broken.count - $0)] }
    c.compares { _, came in [Part("accepted, layer by layer", said(came).map { $0 ? 1 : 0 })] }
    c.calls { _, host in
        guard let layer = Layer(try host("testCase", 0)) else { return .none }
        return try outcome(of: layer) { came, right in
            try host("agrees", [came.dx, came.dw, came.db], [right.dx, right.dw, right.db]) == .truth(true)
        }
    }
    c.judges { _, came in fault(came) }
    c.right { _ in outcome(of: good, near) }

    /// A case that cannot tell: a fact about its numbers.
    func unfit(
        _ family: Misconception?, _ sentence: String, _ layer: Layer, _ test: @escaping @Sendable (Layer) -> Bool
    ) {
        c.recognises(
            family, sentence, { _, came in Layer(came.case).map(test) ?? false },
            example: { _ in outcome(of: layer, near) })
    }
    /// A comparison that says of all layers what this one says, on a case that can tell or on any.
    func says(_ sentence: String, on layer: Layer = good, ofAnyCase: Bool = false, _ agrees: @escaping Comparison) {
        c.recognises(
            sentence,
            { _, came in
                guard let layer = Layer(came.case), ofAnyCase || fault(outcome(of: layer, near)) == nil else {
                    return false
                }
                return outcome(of: layer, agrees) == came
            }, example: { _ in outcome(of: layer, agrees) })
    }
    unfit(
        nil, "The shapes of your inputs do not fit together: expected x [N, D], w [D, H] and g [N, H].",
        Layer(x: good.x, w: good.w.transposed(), g: good.g), { !$0.fits })
    says("Everything agrees with everything. A test must be able to fail.", ofAnyCase: true) { _, _ in true }
    says("Even the right layer was refused. A test must be able to pass.", ofAnyCase: true) { _, _ in false }
    c.recognises(
        """
        The right layer was refused for a difference in the last digit. Leave a little room: sums in another order round \
        differently.
        """, { _, came in said(came).dropFirst().first == false },
        example: { _ in outcome(of: good) { $0.dx == $1.dx && $0.dw == $1.dw && $0.db == $1.db } })
    unfit(
        nil, "With equal numbers everywhere nothing can be seen to change places. Make every number another.",
        Layer(x: Tensor(ones: [3, 3]), w: Tensor(ones: [3, 3]), g: Tensor(ones: [3, 3])),
        { [$0.x, $0.w, $0.g].allSatisfy { Set($0.scalars).count == 1 } })
    unfit(
        nil, "With g = 0 all gradients are 0, right or wrong. Nothing in, nothing out.", good.with(g: 0 * good.g),
        { $0.g.scalars.allSatisfy { $0 == 0 } })
    unfit(
        .average, "With one sample a sum and a mean agree, so what divides by N slips through. Take several.",
        Layer(x: [[1, -2]], w: good.w, g: [[1, 3, -2]]), { $0.n == 1 })
    unfit(
        .chain, "g is 1 everywhere, so a layer that forgets g passes. Let what arrives be unequal.",
        good.with(g: Tensor(ones: [4, 3])), { $0.g.scalars.allSatisfy { $0 == 1 } })
    unfit(
        .transpose,
        "w is its own mirror image, so a forgotten transpose cannot be seen. Take another w, or unequal lengths.",
        Layer(x: square.x, w: [[2, 1], [1, 5]], g: square.g), { $0.w == $0.w.transposed() })
    unfit(
        .transpose, "dw, which is xᵀ·g, is its own mirror image here: transposed it looks the same. Change x or g.",
        Layer(x: [[1, 2], [3, 4]], w: [[5, 6], [7, 8]], g: [[1, 2], [3, 4]]),
        { $0.right.dw == $0.right.dw.transposed() })
    unfit(
        nil, "The columns of g add up to 0, so db is 0, divided by N or not. Take other numbers in g.",
        Layer(x: [[1, 2], [3, 4]], w: [[5, 6], [7, 8]], g: [[1, -1], [-1, 1]]),
        { $0.right.db.scalars.allSatisfy { $0 == 0 } })
    unfit(
        .axis, "Rows and columns of g have the same sums, so a db over the wrong axis looks right. Change g.",
        Layer(x: [[1, 2], [3, 4]], w: [[5, 6], [7, 8]], g: [[1, 2], [2, 4]]), { $0.right.db == $0.g.sum(alongAxes: 1) })
    says("Only shapes were compared. A right shape is necessary, not sufficient.") {
        $0.dx.shape == $1.dx.shape && $0.dw.shape == $1.dw.shape && $0.db.shape == $1.db.shape
    }
    says("Only sums were compared. Different matrices can have the same sum.") {
        near($0.dx.sum(), $1.dx.sum()) && near($0.dw.sum(), $1.dw.sum()) && near($0.db.sum(), $1.db.sum())
    }
    let partial = "Not all three results were compared. What is not compared is not tested."
    says(partial) { near($0.dw, $1.dw) }
    says(partial) { near($0.dx, $1.dx) }
    says(partial) { near($0.db, $1.db) }
    says(partial) { near($0.dw, $1.dw) && near($0.dx, $1.dx) }
    says(partial, on: square) { near($0.dw, $1.dw) && near($0.db, $1.db) }
    says("A difference below zero counted as none. How far two numbers lie apart has no sign: abs.") {
        below($0.dx, $1.dx) && below($0.dw, $1.dw) && below($0.db, $1.db)
    }
    let tenths = broken.indices.filter { broken[$0].name.hasSuffix("a tenth too large") }
    c.recognises(
        "Too much room: a gradient that is a tenth too large passes. Rounding needs a millionth.",
        { _, came in said(came).count == broken.count + 2 && tenths.allSatisfy { said(came)[$0 + 2] } },
        example: { _ in outcome(of: good, within(0.2)) }, { _ in outcome(of: good, within(0.5)) },
        { _ in outcome(of: good, within(0.9)) })
    c.accepts("a square layer with lopsided numbers") { _ in outcome(of: square, near) }
}

/// Where the test fails first, in words; nil where it does what it should.
private func fault(_ came: WireValue) -> String? {
    guard case .record = came.said else {
        let shapes = [came.case.x, came.case.w, came.case.g].map { "\($0.tensor?.shape ?? [])" }
        return "expected x [N, D], w [D, H] and g [N, H], but got \(shapes[0]), \(shapes[1]) and \(shapes[2])"
    }
    let answers = said(came)
    if !answers[0] { return "the right layer was refused" }
    if !answers[1] {
        return "the right layer was refused for a difference of a millionth, as another order of sums makes it"
    }
    let passing = zip(answers.dropFirst(2), broken).filter(\.0).map { _, broken in
        let isTold =
            Layer(came.case).map { layer in broken.answer(layer).map { near($0, layer.right) } != true } ?? true
        return broken.name + (isTold ? "" : " (for your x, w and g it answers what is right)")
    }
    return passing.isEmpty ? nil : "your test lets pass: " + passing.joined(separator: "; ")
}

/// The answers of a test, layer by layer; none where its case does not fit together.
private func said(_ came: WireValue) -> [Bool] {
    guard case .record(let fields) = came.said else { return [] }
    return fields.map { $0.value == .truth(true) }
}

private let good = Layer(
    x: [[1, -2], [3, 0.5], [-1, 4], [2, 2]], w: [[2, -1, 0.5], [0, 3, 1]],
    g: [[1, -2, 3], [0.5, 2, -1], [4, 1, 1.5], [-3, 1, 2]])

private let square = Layer(
    x: [[1, 2], [3, -4], [0.5, 1]], w: [[2, 1], [-3, 5]], g: [[1, -2], [0.5, 3], [2, 1]])

private func near(_ a: Scalar, _ b: Scalar) -> Bool { abs(a - b) <= 1e-3 * (abs(a) + abs(b)) }

private func near(_ a: Tensor, _ b: Tensor, _ room: Scalar) -> Bool {
    a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { abs($0 - $1) <= room * (abs($0) + abs($1)) }
}

private func near(_ a: Tensor, _ b: Tensor) -> Bool { near(a, b, 1e-3) }

/// A comparison with so much room, as a part of the two sizes together.
private func within(_ room: Scalar) -> Comparison {
    { near($0.dx, $1.dx, room) && near($0.dw, $1.dw, room) && near($0.db, $1.db, room) }
}

private func near(_ a: Layer.Gradients, _ b: Layer.Gradients) -> Bool {
    near(a.dx, b.dx) && near(a.dw, b.dw) && near(a.db, b.db)
}

/// A comparison whose differences kept their sign.
private func below(_ a: Tensor, _ b: Tensor) -> Bool { a.shape == b.shape && (a - b).max() <= 1e-3 * abs(b).max() }
