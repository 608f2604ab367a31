import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

/// A layer with parameters of its own and a child, which lists nothing: y = scale · inner(x) + offset.
private final class Scaled: Layer {
    let scale: Parameter
    let inner: any Layer
    let offset: Parameter
    init(_ inner: any Layer, using generator: inout SeededGenerator) {
        scale = Parameter("scale", Tensor(randomNormal: [1], using: &generator))
        offset = Parameter("offset", Tensor(randomNormal: [1], using: &generator))
        self.inner = inner
    }
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        inner(x, mode: mode) * scale.variable(in: mode) + offset.variable(in: mode)
    }
    func outputShape(for inputShape: [Int]) -> [Int] { inner.outputShape(for: inputShape) }
}

/// The same, listing by hand what is its own and what is inside.
private final class Listed: Layer {
    private let parts: [Parameter]
    private let hidden: () -> any Layer
    init(_ inner: any Layer, using generator: inout SeededGenerator) {
        parts = [Parameter("scale", Tensor(randomNormal: [1], using: &generator))]
        hidden = { inner }
    }
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let inner = hidden()
        return inner(x, mode: mode) * parts[0].variable(in: mode)
    }
    var ownParameters: [Parameter] { parts }
    var children: [(name: String, layer: any Layer)] { [("inside", hidden())] }
}

/// A layer that keeps its layers in an array, a tuple, an optional, a dictionary, a struct and an enum.
private final class Heads: Layer {
    struct Pair { let left: Dense, right: Dense }
    enum Slot { case none, one(Dense), two(Dense, second: Dense) }
    let array: [Dense]
    let tuple: (Dense, Dense)
    let optional: Dense?
    let missing: Dense? = nil
    let named: [String: Dense]
    let pair: Pair
    let slots: [Slot]
    let numbers = [Scalar](repeating: 0, count: 10)
    let table = Tensor(zeros: [3, 3])
    lazy var late = Dense(weight: [[1]], bias: [0])
    init(using g: inout SeededGenerator) {
        func dense() -> Dense { Dense(1, 1, using: &g) }
        array = [dense(), dense()]
        tuple = (dense(), dense())
        optional = dense()
        named = ["b": dense(), "a": dense(), "c": dense()]
        pair = Pair(left: dense(), right: dense())
        slots = [.none, .one(dense()), .two(dense(), second: dense())]
        _ = late
    }
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let all =
            array + [
                tuple.0, tuple.1, optional!, named["a"]!, named["b"]!, named["c"]!, pair.left, pair.right,
                late,
            ]
        let inSlots = slots.flatMap { slot in
            switch slot {
            case .none: [Dense]()
            case .one(let layer): [layer]
            case .two(let first, let second): [first, second]
            }
        }
        return (all + inSlots).reduce(x) { $1($0, mode: mode) }
    }
}

private final class TwoDense: Layer {
    let first: Dense, second: Dense
    init(using g: inout SeededGenerator) {
        (first, second) = (Dense(2, 3, using: &g), Dense(3, 2, using: &g))
    }
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        second(relu(first(x, mode: mode)), mode: mode)
    }
}

private final class SameNames: Layer {
    let a = Parameter("w", [1]), b = Parameter("w", [2])
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        x * a.variable(in: mode) * b.variable(in: mode)
    }
}

/// A layer that knows the layer it is in: the tree of layers has a cycle.
private final class Inner: Layer {
    weak var outer: Outer?
    let w = Parameter("w", [1])
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable { x * w.variable(in: mode) }
}
private final class Outer: Layer {
    let inner = Inner()
    init() { inner.outer = self }
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable { inner(x, mode: mode) }
}

private let containers: [(name: String, wrap: @Sendable (any Layer, any Layer, inout SeededGenerator) -> any Layer)] = [
    ("Sequential", { layer, _, _ in Sequential(layer) }),
    (
        "Sequential of Sequential",
        { layer, _, _ in Sequential(Sequential([Sequential(layer), Tanh()]), Tanh()) }
    ),
    ("Residual with shortcut", { layer, other, _ in Residual(layer, shortcut: other) }),
    ("TimeDistributed", { layer, _, _ in TimeDistributed(layer) }),
    (
        "TimeDistributed in Sequential",
        { layer, _, _ in Sequential(TimeDistributed(Sequential(layer, Tanh()))) }
    ),
    ("own parameters and a child", { layer, _, g in Scaled(layer, using: &g) }),
    ("own parameters and a child, listed", { layer, _, g in Listed(layer, using: &g) }),
    (
        "in a Sequential with another",
        { layer, other, g in Residual(Sequential(Scaled(layer, using: &g)), shortcut: other) }
    ),
]

@Suite("Containers")
struct ContainerTests {
    private func temporary() -> String { NSTemporaryDirectory() + UUID().uuidString + ".safetensors" }

    @Test(
        "saved and loaded, every layer in every container gives the same outputs, running averages included",
        arguments: layers, 0..<containers.count)
    func saveAndLoad(_ item: LayerCase, container: Int) throws {
        // All nodes of a graph are no batch that time steps could be joined to.
        if item.takesWholeGraph && containers[container].name.hasPrefix("TimeDistributed") { return }
        func make(seed: UInt64) -> any Layer {
            var g = SeededGenerator(seed: seed)
            let (one, other) = (item.make(&g), item.make(&g))
            return containers[container].wrap(one, other, &g)
        }
        var g = SeededGenerator(seed: 5)
        var x = item.input(using: &g)
        if containers[container].name.hasPrefix("TimeDistributed") {
            // Two time steps.
            x = Tensor(stacking: [x, x])
        }
        let (saved, loaded) = (make(seed: 1), make(seed: 2))
        for _ in 0..<3 { _ = saved(.constant(x), mode: .training) }
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try saved.saveWeights(to: path)
        try loaded.loadWeights(from: path)
        #expect(loaded.predict(x) == saved.predict(x))
        #expect(loaded.buffers.map(\.value) == saved.buffers.map(\.value))
        let names = saved.namedParameters.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count == saved.parameters.count + saved.buffers.count)
        let inner = item.make(&g)
        #expect(
            saved.buffers.count >= inner.buffers.count && saved.parameters.count >= inner.parameters.count)
    }

    @Test("a layer of one's own that holds two dense layers is named after its properties, and trains")
    func ownLayer() throws {
        var g = SeededGenerator(seed: 1)
        let (layer, other) = (TwoDense(using: &g), TwoDense(using: &g))
        #expect(
            layer.namedParameters.map(\.name) == [
                "first.weight", "first.bias", "second.weight", "second.bias",
            ])
        #expect(layer.description == "TwoDense()")
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Sequential(layer).saveWeights(to: path)
        try Sequential(other).loadWeights(from: path)
        #expect(layer.predict([[1, 2]]) == other.predict([[1, 2]]))
        layer(.constant([[1, 2]]), mode: .training).sum().backward()
        let before = layer.parameters.map(\.value)
        SGD(layer.parameters, learningRate: 0.1).step()
        #expect(zip(before, layer.parameters).allSatisfy { $0 != $1.value })
    }

    @Test("layers in arrays, tuples, optionals, dictionaries, structs and lazy properties are found")
    func heads() {
        var g = SeededGenerator(seed: 1)
        let heads = Heads(using: &g)
        #expect(
            heads.children.map(\.name)
                == [
                    "array.0", "array.1", "tuple.0", "tuple.1", "optional", "named.a", "named.b", "named.c",
                    "pair.left", "pair.right", "slots.1.one", "slots.2.two.0", "slots.2.two.second", "late",
                ])
        #expect(heads.parameters.count == 28)
        heads(.constant([[1]]), mode: .training).sum().backward()
        #expect(heads.parameters.allSatisfy { $0.gradient != nil })
    }

    @Test("two parameters of one name: an error, not a stop, and no file")
    func sameNames() {
        let path = temporary()
        let problem = #expect(throws: DataError.self) { try Sequential(SameNames()).saveWeights(to: path) }
        #expect(problem?.message.contains("'layers.0.w' names two different ones") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a shared layer, a shared parameter and a layer that knows the one it is in are counted once")
    func shared() throws {
        var g = SeededGenerator(seed: 1)
        let dense = Dense(3, 3, using: &g)
        let residual = Residual(dense, shortcut: dense)
        #expect(residual.parameterCount == 12)
        #expect(residual.parameters.map(\.name) == ["weight", "bias"])
        #expect(Sequential(dense, residual, TimeDistributed(dense)).parameterCount == 12)
        let (outer, row) = (Outer(), Sequential(Outer()))
        #expect(outer.parameterCount == 1 && row.parameterCount == 1)
        #expect(row.namedParameters.map(\.name) == ["layers.0.inner.w"])

        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let other = Dense(3, 3, using: &g)
        try Sequential(dense, Tanh(), dense).saveWeights(to: path)
        try Sequential(other, Tanh(), other).loadWeights(from: path)
        #expect(other.weight.value == dense.weight.value)
        // A model whose two layers are not one has more to load.
        let apart = Sequential(Dense(3, 3, using: &g), Tanh(), Dense(3, 3, using: &g))
        #expect(throws: DataError.self) { try apart.loadWeights(from: path) }
    }

    @Test("forty layers deep, and a layer that stands in two places on each of thirty floors")
    func deep() {
        var g = SeededGenerator(seed: 1)
        var layer: any Layer = BatchNorm(2)
        for _ in 0..<40 { layer = Sequential(layer) }
        #expect(layer.parameterCount == 4 && layer.buffers.count == 2)
        #expect(layer.namedParameters[2].name.hasSuffix(".layers.0.runningMean"))
        var floors: any Layer = Dense(2, 2, using: &g)
        // 2³⁰ paths lead to the one layer.
        for _ in 0..<30 { floors = Residual(floors, shortcut: floors) }
        #expect(floors.parameterCount == 6)
    }

    @Test("tied weights: the gradient is the sum of both uses, one step moves the one tensor")
    func tied() {
        let table = Embedding(weight: [[1, 0], [0, 2]])
        final class Tied: Layer {
            let table: Embedding
            init(_ table: Embedding) { self.table = table }
            func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
                matmul(table(x, mode: mode), table.weight.variable(in: mode).transposed())
            }
        }
        let model = Tied(table)
        #expect(model.parameterCount == 4)
        // Rows e of the table: s = e₀·e₀ᵀ = 1, ∂s/∂e₀ = 2·e₀.
        model(.constant([0]), mode: .training)[0, 0].backward()
        SGD(model.parameters + [table.weight], learningRate: 0.1).step()
        #expect(table.weight.value == [[0.8, 0], [0, 2]])
    }
}
