import Exercises
import Foundation
import Nabla
import Text

/// A named value: an argument as it is shown to the learner, or one of the results that are compared.
public struct Part: Sendable, Equatable {
    public let name: String
    public let value: Tensor

    public init(_ name: String, _ value: Tensor) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, _ number: Scalar) { self.init(name, Tensor(number)) }

    public init(_ name: String, _ number: Int) { self.init(name, Tensor(Scalar(number))) }

    public init(_ name: String, _ numbers: [Int]) {
        self.init(name, Tensor(scalars: numbers.map(Scalar.init), shape: [numbers.count]))
    }

    /// The parts of a value: the labelled ones of a tuple, the elements of a list of such, or the value itself.
    public static func parts(of value: WireValue, named name: String) -> [Part] {
        if case .record(let fields) = value {
            return fields.enumerated().flatMap { index, field in
                parts(of: field.value, named: field.label.isEmpty ? "\(name) \(index)" : field.label)
            }
        }
        if let tensor = value.tensor { return [Part(name, tensor)] }
        guard let list = value.list else { return [Part("\(name): nothing", Tensor(zeros: [0]))] }
        return list.enumerated().flatMap { index, element -> [Part] in
            parts(of: element, named: "\(name) \(index)").map { part in
                if case .record = element { Part("\(name) \(index): \(part.name)", part.value) } else { part }
            }
        }
    }

    /// "w = [1, -2]", cut short where it is long; the shape where the brackets do not show it.
    var brief: String { "\(name) = \(value.brief)" }
}

extension [Part] {
    /// One part a line.
    var brief: String { map(\.brief).joined(separator: "\n") }
}

extension Tensor {
    /// The tensor in one short line: nested brackets, the outer entries of long axes, the shape of a matrix.
    public var brief: String {
        let text = brief(of: scalars, shape: shape)
        return rank < 2 && size <= 12 ? text : "\(text), shape \(shape)"
    }

    private func brief(of scalars: [Scalar], shape: [Int]) -> String {
        guard let count = shape.first else { return display(scalars[0]) }
        let rest = Array(shape.dropFirst())
        let stride = rest.reduce(1, *)
        let limit = rest.isEmpty ? 12 : 6
        let shown = count > limit ? Array(0..<limit - 1) : Array(0..<count)
        var items = shown.map { index in
            brief(of: Array(scalars[index * stride..<(index + 1) * stride]), shape: rest)
        }
        if shown.count < count { items.append("…") }
        return "[" + items.joined(separator: ", ") + "]"
    }
}

/// Writes a number with up to six significant digits, and a whole number without a point.
public func display(_ value: Scalar) -> String { numberText(Double(value)) }
