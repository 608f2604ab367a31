import Foundation
import Tensors

/// A value on its way between judge and host: what a Swift value looks like from outside, with the labels of its parts.
///
/// Numbers travel as 64-bit floating point, so that a `Scalar` of either width and an `Int` up to 2⁵³ arrive as they left.
@dynamicMemberLookup
public indirect enum WireValue: Sendable, Equatable {
    case none
    case truth(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case tensor(shape: [Int], numbers: [Double])
    case list([WireValue])
    /// A tuple or a struct: its parts in order. A part without a label has an empty one.
    case record([Field])

    public struct Field: Sendable, Equatable {
        public let label: String
        public let value: WireValue

        public init(_ label: String, _ value: WireValue) { (self.label, self.value) = (label, value) }
    }

    /// A record of labelled values.
    public init(parts: KeyValuePairs<String, Any>) {
        self = .record(parts.map { Field($0.key, WireValue(reflecting: $0.value)) })
    }

    /// What any value of the course looks like: numbers, tensors, optionals, arrays, tuples and structs of them.
    public init(reflecting value: Any) {
        switch value {
        case let value as WireValue: self = value
        case let value as Tensor: self = .tensor(shape: value.shape, numbers: value.scalars.map { Double($0) })
        case let value as Bool: self = .truth(value)
        case let value as Int: self = .integer(value)
        case let value as Double: self = .number(value)
        case let value as Float: self = .number(Double(value))
        case let value as String: self = .text(value)
        // Mirrors are slow.
        case let values as [Int]: self = .list(values.map { .integer($0) })
        case let values as [Float]: self = .list(values.map { .number(Double($0)) })
        default:
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .optional: self = mirror.children.first.map { WireValue(reflecting: $0.value) } ?? .none
            case .collection, .set: self = .list(mirror.children.map { WireValue(reflecting: $0.value) })
            case .enum where mirror.children.isEmpty: self = .text("\(value)")
            default: self = .record(WireValue.fields(of: mirror))
            }
        }
    }

    /// The parts of a tuple or a struct as the arguments of a call; any other value is the one argument.
    public static func arguments(of value: Any) -> [WireValue] {
        let wire = WireValue(reflecting: value)
        if case .record(let fields) = wire { return fields.map(\.value) }
        return [wire]
    }

    private static func fields(of mirror: Mirror) -> [Field] {
        mirror.children.map { child in
            // The parts of a tuple without labels are called ".0", ".1".
            let label = child.label.map { $0.hasPrefix(".") ? "" : $0 } ?? ""
            return Field(label, WireValue(reflecting: child.value))
        }
    }
}

// MARK: Reading

extension WireValue {
    /// The part of that name; `.none` where there is no such part.
    public subscript(dynamicMember label: String) -> WireValue {
        guard case .record(let fields) = self else { return .none }
        return fields.first { $0.label == label }?.value ?? .none
    }

    /// An element of a list, or an unlabelled part; `.none` beyond the end.
    public subscript(index: Int) -> WireValue {
        switch self {
        case .list(let values) where values.indices.contains(index): values[index]
        case .record(let fields) where fields.indices.contains(index): fields[index].value
        default: .none
        }
    }

    /// The one number that this value is, a tensor of one element included; nil for anything else.
    public var number: Scalar? {
        switch self {
        case .truth(let value): value ? 1 : 0
        case .integer(let value): Scalar(value)
        case .number(let value): Scalar(value)
        case .tensor(_, let numbers) where numbers.count == 1: Scalar(numbers[0])
        default: nil
        }
    }

    /// The tensor that this value is; a number is one without axes, and a list of equal ones is stacked.
    public var tensor: Tensor? {
        switch self {
        case .tensor(let shape, let numbers):
            return Tensor(scalars: numbers.map { Scalar($0) }, shape: shape)
        case .list(let values):
            let parts = values.compactMap(\.tensor)
            guard parts.count == values.count, parts.allSatisfy({ $0.shape == parts[0].shape }) else { return nil }
            return Tensor(scalars: parts.flatMap(\.scalars), shape: [parts.count] + (parts.first?.shape ?? []))
        default: return number.map { Tensor($0) }
        }
    }

    /// The elements of a list; nil for anything else.
    public var list: [WireValue]? { if case .list(let values) = self { values } else { nil } }
}

// MARK: Bytes

extension WireValue {
    /// The value as bytes: a tag, then counts in eight bytes and numbers by their bits, lowest byte first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// Nil for bytes that are no value, or more than one.
    public init?(bytes: [UInt8]) {
        var reader = Reader(bytes: bytes[...])
        guard let value = reader.value(depth: 0), reader.bytes.isEmpty else { return nil }
        self = value
    }

    private func write(to bytes: inout [UInt8]) {
        func append(_ bits: UInt64) { withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0) } }
        func append(_ count: Int) { append(UInt64(bitPattern: Int64(count))) }
        func append(_ text: String) {
            append(text.utf8.count)
            bytes += Array(text.utf8)
        }
        switch self {
        case .none: bytes.append(0)
        case .truth(let value): bytes += [1, value ? 1 : 0]
        case .integer(let value):
            bytes.append(2)
            append(value)
        case .number(let value):
            bytes.append(3)
            append(value.bitPattern)
        case .text(let text):
            bytes.append(4)
            append(text)
        case .tensor(let shape, let numbers):
            bytes.append(5)
            append(shape.count)
            for extent in shape { append(extent) }
            for number in numbers { append(number.bitPattern) }
        case .list(let values):
            bytes.append(6)
            append(values.count)
            for value in values { value.write(to: &bytes) }
        case .record(let fields):
            bytes.append(7)
            append(fields.count)
            for field in fields {
                append(field.label)
                field.value.write(to: &bytes)
            }
        }
    }

    /// Reads what an answer may have written: nothing in it is trusted.
    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func value(depth: Int) -> WireValue? {
            guard depth < 32, let tag = bytes.popFirst() else { return nil }
            switch tag {
            case 0: return WireValue.none
            case 1: return bytes.popFirst().map { .truth($0 != 0) }
            case 2: return bits().map { .integer(Int(Int64(bitPattern: $0))) }
            case 3: return bits().map { .number(Double(bitPattern: $0)) }
            case 4: return text().map { .text($0) }
            case 5: return tensor()
            case 6:
                guard let count = count(atLeast: 1) else { return nil }
                var values: [WireValue] = []
                for _ in 0..<count {
                    guard let value = value(depth: depth + 1) else { return nil }
                    values.append(value)
                }
                return .list(values)
            case 7:
                guard let count = count(atLeast: 9) else { return nil }
                var fields: [Field] = []
                for _ in 0..<count {
                    guard let label = text(), let value = value(depth: depth + 1) else { return nil }
                    fields.append(Field(label, value))
                }
                return .record(fields)
            default: return nil
            }
        }

        private mutating func bits() -> UInt64? {
            guard bytes.count >= 8 else { return nil }
            let bits = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            bytes = bytes.dropFirst(8)
            return bits
        }

        /// A count of things that take so many bytes each: no larger than what is left.
        private mutating func count(atLeast size: Int) -> Int? {
            guard let bits = bits(), bits <= UInt64(bytes.count / size) else { return nil }
            return Int(bits)
        }

        private mutating func text() -> String? {
            guard let count = count(atLeast: 1) else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return String(decoding: bytes.prefix(count), as: UTF8.self)
        }

        private mutating func tensor() -> WireValue? {
            guard let rank = count(atLeast: 8), rank <= 16 else { return nil }
            var (shape, size) = ([Int](), 1)
            for _ in 0..<rank {
                guard let extent = bits().flatMap({ Int(exactly: $0) }) else { return nil }
                let (product, overflows) = size.multipliedReportingOverflow(by: extent)
                guard !overflows else { return nil }
                size = product
                shape.append(extent)
            }
            guard size <= bytes.count / 8 else { return nil }
            let numbers = (0..<size).compactMap { _ in bits().map(Double.init(bitPattern:)) }
            return .tensor(shape: shape, numbers: numbers)
        }
    }
}
