import Autodiff
import Foundation
import NeuralNetworks
import Tensors

extension Layer {
    /// Writes all parameters and buffers to a safetensors file, under the names of `namedParameters`; a file that is already
    /// there is replaced in one step.
    ///
    /// Throws a `DataError` where two parameters have one name, or the file cannot be written.
    public func saveWeights(to path: String) throws {
        try writeFile(SafeTensors.encode(try namedTensors()), to: path, "the weights")
    }

    /// Reads all parameters and buffers from a safetensors file that `saveWeights` wrote. On any error the model keeps the
    /// weights it has.
    ///
    /// Throws a `DataError` where a tensor is missing, has another shape, or belongs to no parameter of this model.
    public func loadWeights(from path: String) throws {
        let file = try SafeTensors.contents(of: fileContents(path), name: path)
        let names = try namedTensors()
        try requireTensors(
            names, in: file, path,
            hint: "the file belongs to another model; one that PyTorch wrote is read by loadPyTorchWeights")
        for (name, parameter) in namedParameters { parameter.value = file.tensors[name]! }
    }

    /// Everything that is saved, by name. Throws where two have one name.
    func namedTensors() throws -> [(name: String, tensor: Tensor)] {
        var names: Set<String> = []
        return try namedParameters.map { name, parameter in
            guard names.insert(name).inserted else {
                throw DataError(
                    .damaged,
                    "\(description): expected a name for each parameter, but '\(name)' names two different ones",
                    hint: "give each Parameter of a layer, and each of its children, a name of its own")
            }
            return (name, parameter.value)
        }
    }
}

/// Throws unless a file holds exactly these tensors, with these shapes.
func requireTensors(
    _ expected: [(name: String, tensor: Tensor)], in file: SafeTensors.Contents, _ path: String, hint: String
) throws {
    func problem(_ message: String) -> DataError { DataError(.damaged, "\(path): \(message)", hint: hint) }
    for (name, tensor) in expected {
        if let type = file.unread[name] {
            throw problem("'\(name)' has type \(type), which is not converted; expected 16 bits or more")
        }
        guard let found = file.tensors[name] else {
            throw problem("expected a tensor '\(name)', but the file has \(file.tensors.keys.sorted())")
        }
        guard found.shape == tensor.shape else {
            throw problem("expected shape \(tensor.shape) for '\(name)', but the file has \(found.shape)")
        }
    }
    let surplus = Set(file.tensors.keys).union(file.unread.keys).subtracting(expected.map(\.name)).sorted()
    if !surplus.isEmpty {
        throw problem("expected \(expected.count) tensors, but the file has also \(surplus)")
    }
}

/// Writes a file in one step: what was there stays whole until the new one is complete.
func writeFile(_ file: Data, to path: String, _ what: String) throws {
    do {
        try file.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw DataError(
            .unreachable, "\(path): \(what) could not be written", hint: "choose a folder you may write to")
    }
}
