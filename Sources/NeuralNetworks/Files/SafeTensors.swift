import Autodiff
import Foundation
import Tensors

/// The safetensors file format: named tensors that other tools can read.
///
/// Eight bytes give the length of a JSON header (little-endian); the header gives each tensor's type, shape and
/// place; then come the numbers. Source: the format's own description at github.com/huggingface/safetensors.
public enum SafeTensors {
    private struct Entry: Codable {
        var dtype: String
        var shape: [Int]
        var data_offsets: [Int]
    }

    private static let longestHeader = 100_000_000

    /// The bytes of a file with these tensors, in this order.
    public static func encode(_ tensors: [(name: String, tensor: Tensor)]) -> Data {
        let type = MemoryLayout<Scalar>.size == 8 ? "F64" : "F32"
        var header: [String: Entry] = [:]
        var numbers = Data()
        for (name, tensor) in tensors {
            let start = numbers.count
            tensor.scalars.withUnsafeBytes { numbers.append(contentsOf: $0) }
            let previous = header.updateValue(
                Entry(dtype: type, shape: tensor.shape, data_offsets: [start, numbers.count]), forKey: name)
            require(previous == nil, "SafeTensors: expected a name for each tensor, but '\(name)' came twice")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // A dictionary of strings and whole numbers can always be encoded.
        var text = try! encoder.encode(header)
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        var file = Data()
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { file.append(contentsOf: $0) }
        return file + text + numbers
    }

    /// The tensors in the bytes of a file. Numbers of 64 and 32 bits are read.
    public static func decode(_ file: Data, name: String) throws -> [String: Tensor] {
        func damaged(_ what: String) -> DataError {
            DataError(
                .damaged, "\(name): not a usable safetensors file: \(what)", hint: "save the weights again")
        }
        guard file.count >= 8 else {
            throw damaged("expected at least 8 bytes, but it has \(file.count)")
        }
        let bytes = [UInt8](file)
        // The lowest byte comes first.
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= longestHeader, length <= bytes.count - 8 else {
            throw damaged(
                "its header should be \(length) bytes long, but the file has \(bytes.count - 8) left")
        }
        let start = 8 + Int(length)
        var header: [String: Any]
        do {
            let json = try JSONSerialization.jsonObject(with: Data(bytes[8..<start]))
            guard let object = json as? [String: Any] else { throw damaged("its header names no tensors") }
            header = object
        } catch let error as DataError {
            throw error
        } catch {
            throw damaged("its header is not JSON")
        }
        header["__metadata__"] = nil
        var tensors: [String: Tensor] = [:]
        var taken: [(range: Range<Int>, name: String)] = []
        for (key, value) in header {
            guard let fields = value as? [String: Any], let type = fields["dtype"] as? String,
                let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int],
                offsets.count == 2, shape.allSatisfy({ $0 >= 0 })
            else { throw damaged("tensor '\(key)' has no type, shape and offsets") }
            guard let width = ["F32": 4, "F64": 8][type] else {
                throw damaged("tensor '\(key)' has type \(type); expected F32 or F64")
            }
            let size = shape.reduce((value: 1, overflow: false)) { product, extent in
                let next = product.value.multipliedReportingOverflow(by: max(extent, 1))
                return (next.partialValue, product.overflow || next.overflow)
            }
            guard offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= bytes.count - start else {
                throw damaged(
                    "tensor '\(key)' should lie at bytes \(offsets[0])..<\(offsets[1]), "
                        + "but only \(bytes.count - start) follow the header")
            }
            let count = shape.contains(0) ? 0 : size.value
            guard !size.overflow, count <= bytes.count, count * width == offsets[1] - offsets[0]
            else {
                throw damaged(
                    "tensor '\(key)' of shape \(shape) does not fill its \(offsets[1] - offsets[0]) bytes")
            }
            taken.append((offsets[0]..<offsets[1], key))
            let part = bytes[(start + offsets[0])..<(start + offsets[1])]
            tensors[key] = Tensor(scalars: scalars(part, width: width), shape: shape)
        }
        taken.sort { $0.range.lowerBound < $1.range.lowerBound }
        for (one, next) in zip(taken, taken.dropFirst()) where one.range.overlaps(next.range) {
            throw damaged("tensors '\(one.name)' and '\(next.name)' lie over the same bytes")
        }
        return tensors
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>, width: Int) -> [Scalar] {
        bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: width).map { place in
                width == 4
                    ? Scalar(
                        Float(
                            bitPattern: UInt32(
                                littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))))
                    : Scalar(
                        Double(
                            bitPattern: UInt64(
                                littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))))
            }
        }
    }
}

extension Layer {
    /// A name for all that is saved: "layers.1.weight" is the weight of the second layer.
    private var namedParameters: [(name: String, parameter: Parameter)] {
        if children.isEmpty { return (parameters + buffers).map { ($0.name, $0) } }
        return children.flatMap { name, layer in
            layer.namedParameters.map { ("\(name).\($0.name)", $0.parameter) }
        }
    }

    /// Writes all parameters and buffers to a safetensors file; a file that is already there is replaced in one step.
    public func saveWeights(to path: String) throws {
        let file = SafeTensors.encode(namedParameters.map { ($0.name, $0.parameter.value) })
        do {
            try file.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw DataError(
                .unreachable, "\(path): the weights could not be written",
                hint: "choose a folder you may write to")
        }
    }

    /// Reads all parameters and buffers from a safetensors file. On any error the model keeps the weights it has.
    public func loadWeights(from path: String) throws {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw DataError(
                .missing, "\(path): there is no such file", hint: "save the weights first, or check the path")
        }
        let tensors = try SafeTensors.decode(file, name: path)
        for (name, parameter) in namedParameters {
            guard let tensor = tensors[name] else {
                throw DataError(
                    .damaged,
                    "\(path): expected a tensor '\(name)', but the file has \(tensors.keys.sorted())",
                    hint: "the file belongs to another model")
            }
            guard tensor.shape == parameter.shape else {
                throw DataError(
                    .damaged,
                    "\(path): expected shape \(parameter.shape) for '\(name)', but the file has \(tensor.shape)",
                    hint: "the file belongs to another model")
            }
        }
        for (name, parameter) in namedParameters { parameter.value = tensors[name]! }
    }
}
