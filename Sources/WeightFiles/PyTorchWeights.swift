import Autodiff
import NeuralNetworks
import Tensors

extension Layer {
    /// Reads the weights of a PyTorch model from a safetensors file, `save_file(model.state_dict(), path)`, in any of its
    /// floating-point types. `PyTorchModule` has the table of what becomes of which tensor.
    ///
    ///     let model = Sequential(Dense(784, 512, using: &generator), ReLU(), Dense(512, 10, using: &generator))
    ///     try model.loadPyTorchWeights(from: "mlp.safetensors")
    ///
    /// Layers and modules find each other by name where the names are the same, otherwise by kind and shapes. Modules whose
    /// names differ in numbers only ("fc1", "fc2") are taken in the order of the numbers. Where names and shapes leave a
    /// choice ("encoder", "decoder"), nothing is guessed: pass `modules`, the names in the order of this model's layers.
    /// A layer of a module of several layers is named like "lstm.l0", "lstm.l1". A `TransformerBlock` finds a
    /// `TransformerEncoderLayer` as a whole, `MultiHeadAttention` a `MultiheadAttention`.
    ///
    /// Returns which module each layer got. On any error the model keeps the weights it has. Throws a `DataError` where a
    /// layer finds no module, or a module no layer.
    @discardableResult
    public func loadPyTorchWeights(
        from path: String, modules: [String]? = nil
    ) throws -> [(module: String, layer: String)] {
        let file = try SafeTensors.contents(of: fileContents(path), name: path)
        var modulesLeft = StoredModule.all(in: file.tensors)
        let layers = layersToFill(from: modulesLeft)
        func problem(_ message: String, hint: String) -> DataError {
            DataError(.damaged, "\(path): \(message)", hint: hint)
        }
        func left() -> String {
            let texts =
                modulesLeft.map { module in
                    let tensors = module.tensors.sorted { $0.key < $1.key }.map {
                        "\($0.key) \($0.value.shape)"
                    }
                    return "'\(module.name)' (\(tensors.joined(separator: ", ")))"
                }
                + file.unread.sorted { $0.key < $1.key }.map {
                    "'\($0.key)' (of type \($0.value), not converted)"
                }
            return texts.isEmpty
                ? "nothing is left in the file" : "left in the file are " + texts.joined(separator: ", ")
        }
        if let modules, modules.count != layers.count {
            throw problem(
                "expected a module for each of \(layers.count) layers with parameters, but got \(modules.count)",
                hint: "the layers are \(layers.map { "\($0.path): \($0.layer.description)" })")
        }
        // One name that is the same by chance must not decide: all are, or none counts.
        let byName = layers.allSatisfy { name, layer in
            modulesLeft.contains { $0.name == name && PyTorchModule(layer).fits($0.tensors) }
        }
        let wanted = modules ?? (byName ? layers.map(\.path) : nil)
        var found: [(module: String, layer: String)] = []
        var values: [(parameter: Parameter, value: Tensor)] = []
        for (number, (name, layer)) in layers.enumerated() {
            let form = PyTorchModule(layer)
            let place = name.isEmpty ? "the model" : name
            let fitting = modulesLeft.filter { form.fits($0.tensors) }
            let choice = fitting.first { wanted == nil || $0.name == wanted![number] }
            if wanted == nil, let choice, let other = fitting.first(where: { $0.pattern != choice.pattern }) {
                throw problem(
                    "expected one module for \(place): \(layer.description), but '\(choice.name)' and "
                        + "'\(other.name)' both fit",
                    hint: "pass modules: the names in the order of this model's layers")
            }
            guard let choice else {
                throw problem(
                    "expected \(wanted == nil ? "a module" : "'\(wanted![number])'") for \(place): \(layer.description), with "
                        + "\(form.text), but \(left())",
                    hint: "build the model with the same kinds and sizes of layers; in both directions, with "
                        + "projections or a shape of its own a module has no counterpart here")
            }
            modulesLeft.removeAll { $0.name == choice.name }
            found.append((choice.name, name))
            values += form.values(choice.tensors)
        }
        if !modulesLeft.isEmpty || !file.unread.isEmpty {
            throw problem(
                "expected a layer for every module, but \(left())", hint: "the model lacks these layers")
        }
        for (parameter, value) in values { parameter.value = value }
        return found
    }

    /// The layers with parameters; a layer that a module of the file stands for as a whole, in the place of those inside it.
    private func layersToFill(from modules: [StoredModule]) -> [(path: String, layer: any Layer)] {
        let kinds = Set(modules.map(\.kind))
        var inside: Set<ObjectIdentifier> = []
        return namedLayers.filter { _, layer in
            if inside.contains(ObjectIdentifier(layer)) { return false }
            if layer is TransformerBlock && kinds.contains(.encoderLayer)
                || layer is MultiHeadAttention && kinds.contains(.attention)
            {
                inside.formUnion(layer.namedLayers.map { ObjectIdentifier($0.layer) })
                return true
            }
            return !(layer.ownParameters + layer.ownBuffers).isEmpty
        }
    }
}

/// The tensors of one module of a PyTorch model, as they stand in the file.
private struct StoredModule {
    /// The path of the module, such as "layer1.conv2"; "lstm.l0" for the first layer of a recurrent module.
    let name: String
    var kind = Kind.single
    var tensors: [String: Tensor] = [:]

    /// A module by itself, or one whose modules together are one layer: `MultiheadAttention`, `TransformerEncoderLayer`.
    enum Kind { case single, attention, encoderLayer }

    /// The name with every number replaced by one sign. Modules that share it are told apart by their numbers.
    var pattern: String { name.replacing(/[0-9]+/, with: "#") }

    /// All modules, in the order of their names, where numbers count as numbers: "2" before "10".
    static func all(in file: [String: Tensor]) -> [StoredModule] {
        var modules: [String: StoredModule] = [:]
        let wholes = wholes(in: file)
        for (name, tensor) in file {
            if let whole = wholes.first(where: { name.hasPrefix($0.prefix) }) {
                let module = String(whole.prefix.dropLast())
                modules[module, default: StoredModule(name: module, kind: whole.kind)]
                    .tensors[String(name.dropFirst(whole.prefix.count))] = tensor
                continue
            }
            var path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            var own = path.removeLast()
            // "weight_ih_l1_reverse": layer 1, backward in time.
            if let match = own.wholeMatch(of: /((?:weight|bias)_(?:ih|hh|hr))_(l[0-9]+(?:_reverse)?)/) {
                own = String(match.1)
                path.append(String(match.2))
            }
            let module = path.joined(separator: ".")
            modules[module, default: StoredModule(name: module)].tensors[own] = tensor
        }
        return modules.values.sorted { precedes($0.name, $1.name) }
    }

    /// The modules whose tensors belong together, found by the joint projection of queries, keys and values, with what the
    /// names of their tensors begin with.
    private static func wholes(in file: [String: Tensor]) -> [(prefix: String, kind: Kind)] {
        let projection = "in_proj_weight"
        return file.keys.filter { $0 == projection || $0.hasSuffix("." + projection) }.map { name in
            let attention = String(name.dropLast(projection.count))
            let outer = String(attention.dropLast("self_attn.".count))
            // A decoder layer has a second attention, and no counterpart here.
            if attention.hasSuffix("self_attn."), file[outer + "linear1.weight"] != nil,
                file[outer + "multihead_attn." + projection] == nil
            {
                return (outer, .encoderLayer)
            }
            return (attention, .attention)
        }
    }

    private static func precedes(_ one: String, _ other: String) -> Bool {
        func parts(_ name: String) -> [(number: Int, text: Substring)] {
            name.matches(of: /[0-9]+|[^0-9]+/).map { (Int($0.output) ?? -1, $0.output) }
        }
        for (a, b) in zip(parts(one), parts(other)) where a.text != b.text {
            return a.number >= 0 && b.number >= 0 && a.number != b.number
                ? a.number < b.number : a.text < b.text
        }
        return (one.count, one) < (other.count, other)
    }
}
