import Foundation
import Tensors

/// The safetensors file format: named tensors that other tools can read.
///
/// Eight bytes give the length of a JSON header (little-endian); the header gives each tensor's type, shape and
/// offsets; then come the numbers, without a gap. Source: the format's own description at
/// github.com/huggingface/safetensors.
public enum SafeTensors {
    /// What is in a file.
    public struct Contents: Sendable {
        /// The tensors by name, converted to this kit's numbers from every type of 16 bits or more, whole numbers and
        /// truth values (0 and 1).
        public var tensors: [String: Tensor] = [:]
        /// Tensors whose type is left alone (complex numbers, floats of 8 bits and less): the type by the tensor's name.
        public var unread: [String: String] = [:]
        /// Further texts by name, such as {"format": "pt"}.
        public var metadata: [String: String] = [:]
    }

    private static let longestHeader = 100_000_000

    /// The bytes of a file with these tensors, in this order, and texts.
    ///
    /// Requires: each name once, and none of them "__metadata__", where the format keeps the texts.
    public static func encode(
        _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]
    ) -> Data {
        var names: Set<String> = ["__metadata__"]
        var entries =
            metadata.isEmpty ? [] : ["\"__metadata__\":{\(members(metadata.sorted { $0.key < $1.key }))}"]
        var numbers = Data()
        for (name, tensor) in tensors {
            let isNew = names.insert(name).inserted
            require(
                isNew, "SafeTensors: expected a name for each tensor, but '\(name)' came twice or is reserved"
            )
            let start = numbers.count
            tensor.scalars.withUnsafeBytes { numbers.append(contentsOf: $0) }
            entries.append(
                "\(quoted(name)):{\"dtype\":\"\(SafeTensorsType.scalar)\",\"shape\":\(tensor.shape),"
                    + "\"data_offsets\":[\(start),\(numbers.count)]}")
        }
        var text = Data("{\(entries.joined(separator: ","))}".utf8)
        // The numbers start at a multiple of eight bytes.
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        var file = Data()
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { file.append(contentsOf: $0) }
        return file + text + numbers
    }

    /// The tensors in the bytes of a file, by name. `name` is that of the file, for messages.
    public static func decode(_ file: Data, name: String) throws -> [String: Tensor] {
        try contents(of: file, name: name).tensors
    }

    /// Everything in the bytes of a file. `name` is that of the file, for messages.
    ///
    /// As strict as the format's own library: every byte belongs to exactly one tensor, and every size agrees with its
    /// shape. Also refused, where that library reads: a name that comes twice. Throws a `DataError`.
    public static func contents(of file: Data, name: String) throws -> Contents {
        func damaged(_ what: String) -> DataError {
            DataError(
                .damaged, "\(name): not a usable safetensors file: \(what)",
                hint: "save it again with the program that wrote it")
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
        var contents = Contents()
        var entries: [Entry] = []
        do {
            guard case .object(let members) = try StrictJSON(Array(bytes[8..<start])) else {
                throw damaged("its header names no tensors")
            }
            for (key, value) in members {
                if key == "__metadata__" {
                    guard let texts = texts(value) else { throw damaged("its metadata are not all texts") }
                    contents.metadata = texts
                } else {
                    guard let entry = Entry(key, value) else {
                        throw damaged("tensor '\(key)' has no type, shape and offsets")
                    }
                    entries.append(entry)
                }
            }
        } catch let mistake as StrictJSON.Mistake {
            throw damaged("its header is not JSON: \(mistake.text)")
        }
        entries.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        var covered = 0
        for entry in entries {
            guard let type = SafeTensorsType(rawValue: entry.type) else {
                throw damaged("tensor '\(entry.name)' has type \(entry.type), which the format does not know")
            }
            guard entry.start <= entry.end, entry.end <= bytes.count - start else {
                throw damaged(
                    "tensor '\(entry.name)' should lie at bytes \(entry.start)..<\(entry.end), "
                        + "but only \(bytes.count - start) follow the header")
            }
            guard let bits = bitCount(of: entry.shape, type), bits == 8 * (entry.end - entry.start) else {
                throw damaged(
                    "tensor '\(entry.name)' of shape \(entry.shape) does not fill its "
                        + "\(entry.end - entry.start) bytes")
            }
            guard entry.start == covered else {
                throw damaged(
                    "tensor '\(entry.name)' starts at byte \(entry.start), where \(covered) was expected; "
                        + (entry.start < covered ? "two tensors lie over the same bytes" : "there is a gap"))
            }
            covered = entry.end
            if let scalars = type.scalars(bytes[(start + entry.start)..<(start + entry.end)]) {
                contents.tensors[entry.name] = Tensor(scalars: scalars, shape: entry.shape)
            } else {
                contents.unread[entry.name] = entry.type
            }
        }
        guard covered == bytes.count - start else {
            throw damaged("its tensors end at byte \(covered), but \(bytes.count - start) follow the header")
        }
        return contents
    }

    /// What the header says of one tensor.
    private struct Entry {
        let name: String
        let type: String
        let shape: [Int]
        let start: Int
        let end: Int

        init?(_ name: String, _ value: StrictJSON) {
            guard case .object(let members) = value else { return nil }
            let fields = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
            guard case .string(let type)? = fields["dtype"], let shape = fields["shape"]?.wholeNumbers,
                let offsets = fields["data_offsets"]?.wholeNumbers, offsets.count == 2
            else { return nil }
            (self.name, self.type, self.shape) = (name, type, shape)
            (start, end) = (offsets[0], offsets[1])
        }
    }

    /// The bits that a tensor takes; nil for a shape that no memory holds.
    private static func bitCount(of shape: [Int], _ type: SafeTensorsType) -> Int? {
        // The strides of an empty tensor are products of lengths too: none may overflow.
        var count = 1
        for length in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: max(length, 1))
            // A tensor has fewer than 2⁶⁰ elements.
            guard !overflow, product < 1 << 60 else { return nil }
            count = product
        }
        let (bits, overflow) = (shape.contains(0) ? 0 : count).multipliedReportingOverflow(by: type.bits)
        return overflow ? nil : bits
    }

    private static func texts(_ value: StrictJSON) -> [String: String]? {
        if case .null = value { return [:] }
        guard case .object(let members) = value else { return nil }
        var texts: [String: String] = [:]
        for (key, value) in members {
            guard case .string(let text) = value else { return nil }
            texts[key] = text
        }
        return texts
    }

    private static func members(_ pairs: [(key: String, value: String)]) -> String {
        pairs.map { "\(quoted($0.key)):\(quoted($0.value))" }.joined(separator: ",")
    }

    /// A text as JSON writes it.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension StrictJSON {
    fileprivate var wholeNumbers: [Int]? {
        guard case .array(let values) = self else { return nil }
        var numbers: [Int] = []
        for value in values {
            guard case .whole(let number) = value else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
