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
    /// A layer of a module of several layers is named like "lstm.l0", "lstm.l1".
    ///
    /// Returns which module each layer got. On any error the model keeps the weights it has. Throws a `DataError` where a
    /// layer finds no module, or a module no layer.
    @discardableResult
    public func loadPyTorchWeights(
        from path: String, modules: [String]? = nil
    ) throws -> [(module: String, layer: String)] {
        let file = try SafeTensors.contents(of: readFile(path), name: path)
        let layers = namedLayers.filter { !($0.layer.ownParameters + $0.layer.ownBuffers).isEmpty }
        var modulesLeft = StoredModule.all(in: file.tensors)
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
}

/// The tensors of one module of a PyTorch model, as they stand in the file.
private struct StoredModule {
    /// The path of the module, such as "layer1.conv2"; "lstm.l0" for the first layer of a recurrent module.
    let name: String
    var tensors: [String: Tensor] = [:]

    /// The name with every number replaced by one sign. Modules that share it are told apart by their numbers.
    var pattern: String { name.replacing(/[0-9]+/, with: "#") }

    /// All modules, in the order of their names, where numbers count as numbers: "2" before "10".
    static func all(in file: [String: Tensor]) -> [StoredModule] {
        var modules: [String: StoredModule] = [:]
        for (name, tensor) in file {
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
