import Autodiff
import NeuralNetworks
import Tensors

/// How PyTorch stores what a layer of this kit holds: names and shapes of a module's tensors, and how they become the
/// values of the layer's parameters.
///
/// | layer                    | PyTorch                              | conversion                                        |
/// |--------------------------|--------------------------------------|---------------------------------------------------|
/// | Dense                    | weight [K, D], bias [K]              | weight transposed                                 |
/// | Conv2D                   | weight [O, C, k, k], bias [O]        | none                                              |
/// | ConvTranspose2D          | weight [C, O, k, k], bias [O]        | none                                              |
/// | BatchNorm                | weight, bias, running_mean, running_var [C] | none; num_batches_tracked is not used      |
/// | LayerNorm, GroupNorm     | weight, bias [D]                     | none                                              |
/// | Embedding                | weight [K, D]                        | none                                              |
/// | RNN, LSTM                | weight_ih [B·H, D], weight_hh [B·H, H], bias_ih, bias_hh [B·H] | weights transposed, biases added |
/// | GRU                      | the same, B = 3                      | weights transposed                                |
/// | MultiHeadAttention       | in_proj_weight [3D, D], in_proj_bias [3D], out_proj.weight, .bias | cut in three, transposed |
/// | TransformerBlock         | self_attn, linear1, linear2, norm1, norm2 of a `TransformerEncoderLayer` | as above      |
/// | any other                | the names and shapes of its own parameters | none                                        |
///
/// Attention and blocks whose projections are modules of their own, as in this kit, are read layer by layer.
///
/// The gates stand in PyTorch's order here too: i, f, g, o and r, z, n. A bias that is not there (`bias=False`) is 0.
struct PyTorchModule {
    /// Shapes of the tensors that must be there, and of those that may be missing.
    var required: [String: [Int]]
    var optional: [String: [Int]] = [:]
    /// From the module's tensors to the values of the layer's parameters.
    var values: (_ tensors: [String: Tensor]) -> [(parameter: Parameter, value: Tensor)]

    init(_ layer: any Layer) {
        switch layer {
        case let layer as Dense:
            let (inputs, outputs) = (layer.weight.shape[0], layer.weight.shape[1])
            required = ["weight": [outputs, inputs]]
            optional = ["bias": [outputs]]
            values = {
                [
                    (layer.weight, $0["weight"]!.transposed()),
                    (layer.bias, $0["bias"] ?? Tensor(zeros: [outputs])),
                ]
            }
        case let layer as Conv2D:
            self = .convolution(layer.weight, layer.bias)
        case let layer as ConvTranspose2D:
            self = .convolution(layer.weight, layer.bias)
        case let layer as MultiHeadAttention:
            self = .joined(["": .inputProjection(layer), "out_proj.": PyTorchModule(layer.output)])
        case let layer as TransformerBlock:
            self = .joined([
                "self_attn.": PyTorchModule(layer.attention), "linear1.": PyTorchModule(layer.hidden),
                "linear2.": PyTorchModule(layer.output), "norm1.": PyTorchModule(layer.norms[0]),
                "norm2.": PyTorchModule(layer.norms[1]),
            ])
        case let layer as BatchNorm:
            let shape = layer.scale.shape
            required = ["running_mean": shape, "running_var": shape]
            optional = ["weight": shape, "bias": shape, "num_batches_tracked": []]
            values = {
                [
                    (layer.scale, $0["weight"] ?? Tensor(ones: shape)),
                    (layer.shift, $0["bias"] ?? Tensor(zeros: shape)),
                    (layer.runningMean, $0["running_mean"]!), (layer.runningVariance, $0["running_var"]!),
                ]
            }
        case let layer as LayerNorm:
            self = .normalization(layer.scale, layer.shift)
        case let layer as GroupNorm:
            self = .normalization(layer.scale, layer.shift)
        case let layer as GRU:
            self = .recurrent(layer.inputWeight, layer.recurrentWeight) { input, hidden in
                [(layer.bias, input), (layer.recurrentBias, hidden)]
            }
        case let layer as LSTM:
            self = .recurrent(layer.inputWeight, layer.recurrentWeight) { [(layer.bias, $0 + $1)] }
        case let layer as RNN:
            self = .recurrent(layer.inputWeight, layer.recurrentWeight) { [(layer.bias, $0 + $1)] }
        default:
            let own = unique(layer.ownParameters + layer.ownBuffers)
            required = Dictionary(own.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
            values = { tensors in own.map { ($0, tensors[$0.name]!) } }
        }
    }

    private init(
        required: [String: [Int]], optional: [String: [Int]],
        values: @escaping (_ tensors: [String: Tensor]) -> [(parameter: Parameter, value: Tensor)]
    ) {
        (self.required, self.optional, self.values) = (required, optional, values)
    }

    /// A convolution, with or without bias.
    private static func convolution(_ weight: Parameter, _ bias: Parameter?) -> PyTorchModule {
        PyTorchModule(
            required: ["weight": weight.shape], optional: bias.map { ["bias": $0.shape] } ?? [:]
        ) { tensors in
            [(weight, tensors["weight"]!)]
                + (bias.map { [($0, tensors["bias"] ?? Tensor(zeros: $0.shape))] } ?? [])
        }
    }

    /// Queries, keys and values of an attention, one below the other in one matrix.
    private static func inputProjection(_ layer: MultiHeadAttention) -> PyTorchModule {
        let features = layer.query.weight.shape[0]
        return PyTorchModule(
            required: ["in_proj_weight": [3 * features, features]], optional: ["in_proj_bias": [3 * features]]
        ) { tensors in
            [layer.query, layer.key, layer.value].enumerated().flatMap { number, dense in
                let rows = (number * features)..<((number + 1) * features)
                let bias = tensors["in_proj_bias"] ?? Tensor(zeros: [3 * features])
                return [
                    (parameter: dense.weight, value: tensors["in_proj_weight"]![rows].transposed()),
                    (parameter: dense.bias, value: bias[rows]),
                ]
            }
        }
    }

    /// A module of several modules, each with what its tensors' names begin with.
    private static func joined(_ parts: KeyValuePairs<String, PyTorchModule>) -> PyTorchModule {
        func named(_ shapes: (PyTorchModule) -> [String: [Int]]) -> [String: [Int]] {
            parts.reduce(into: [:]) { all, part in
                for (name, shape) in shapes(part.value) { all[part.key + name] = shape }
            }
        }
        return PyTorchModule(required: named(\.required), optional: named(\.optional)) { tensors in
            parts.flatMap { prefix, part in
                let own = tensors.filter { $0.key.hasPrefix(prefix) }
                return part.values(
                    Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }))
            }
        }
    }

    /// A normalization without running averages.
    private static func normalization(_ scale: Parameter, _ shift: Parameter) -> PyTorchModule {
        PyTorchModule(required: ["weight": scale.shape], optional: ["bias": shift.shape]) {
            [(scale, $0["weight"]!), (shift, $0["bias"] ?? Tensor(zeros: shift.shape))]
        }
    }

    /// A recurrent module: both weights transposed, and its two biases.
    private static func recurrent(
        _ inputWeight: Parameter, _ recurrentWeight: Parameter,
        biases: @escaping (_ input: Tensor, _ hidden: Tensor) -> [(parameter: Parameter, value: Tensor)]
    ) -> PyTorchModule {
        let width = recurrentWeight.shape[1]
        return PyTorchModule(
            required: [
                "weight_ih": [width, inputWeight.shape[0]], "weight_hh": [width, recurrentWeight.shape[0]],
            ],
            optional: ["bias_ih": [width], "bias_hh": [width]]
        ) { tensors in
            let zeros = Tensor(zeros: [width])
            let weights = [
                (parameter: inputWeight, value: tensors["weight_ih"]!.transposed()),
                (parameter: recurrentWeight, value: tensors["weight_hh"]!.transposed()),
            ]
            return weights + biases(tensors["bias_ih"] ?? zeros, tensors["bias_hh"] ?? zeros)
        }
    }

    /// Whether these are the tensors of such a module: all that are required, with their shapes, and none besides.
    func fits(_ tensors: [String: Tensor]) -> Bool {
        required.keys.allSatisfy { tensors[$0] != nil }
            && tensors.allSatisfy { name, tensor in (required[name] ?? optional[name]) == tensor.shape }
    }

    /// Names and shapes, for messages.
    var text: String {
        let required = required.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let optional = optional.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return required.joined(separator: ", ")
            + (optional.isEmpty ? "" : " (and \(optional.joined(separator: ", ")))")
    }
}
