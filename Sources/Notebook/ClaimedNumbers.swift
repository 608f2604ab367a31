import Text

/// What a claim measured: a number, or a nested list of numbers.
public indirect enum ClaimedNumbers: Sendable, Equatable {
    case number(Double)
    case list([ClaimedNumbers])

    /// All numbers, in order, without the nesting.
    public var numbers: [Double] {
        switch self {
        case .number(let number): [number]
        case .list(let elements): elements.flatMap(\.numbers)
        }
    }

    /// Returns the number at a place, or nil if the nesting does not reach so far.
    func number(at place: [Int]) -> Double? {
        switch self {
        case .number(let number): place.isEmpty ? number : nil
        case .list(let elements):
            if let index = place.first, elements.indices.contains(index) {
                elements[index].number(at: Array(place.dropFirst()))
            } else {
                nil
            }
        }
    }

    /// Returns the place of the first number that fails `test`, as indices from the outside in.
    func firstPlace(where test: ([Int], Double) -> Bool) -> [Int]? {
        switch self {
        case .number(let number): return test([], number) ? [] : nil
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                if let place = element.firstPlace(where: { test([index] + $0, $1) }) {
                    return [index] + place
                }
            }
            return nil
        }
    }

    /// The lengths of the nested lists, outermost first, taken along the first element.
    var shape: [Int] {
        switch self {
        case .number: []
        case .list(let elements): [elements.count] + (elements.first?.shape ?? [])
        }
    }

    /// How many lists lie in each other; 0 for a number.
    var depth: Int {
        switch self {
        case .number: 0
        case .list(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        }
    }

    /// Lists in each other that a record may have. A tensor of the course has at most five axes.
    static let depthLimit = 32

    /// Returns whether `other` is nested in the same way.
    func hasSameNesting(as other: ClaimedNumbers) -> Bool {
        switch (self, other) {
        case (.number, .number): true
        case (.list(let mine), .list(let theirs)):
            mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.hasSameNesting(as: $1) }
        default: false
        }
    }
}

extension ClaimedNumbers: CustomStringConvertible {
    /// The value for people: six significant digits, and at most eight elements of a list.
    public var description: String {
        switch self {
        case .number(let number): return ClaimedNumbers.text(number)
        case .list(let elements):
            let shown = elements.prefix(8).map(\.description)
            return "[" + (shown + (elements.count > 8 ? ["…"] : [])).joined(separator: ", ") + "]"
        }
    }

    /// Writes a number for people, in up to six significant digits.
    static func text(_ number: some Comparable) -> String {
        guard let value = number as? any ClaimValue, case .number(let double) = value.claimed else {
            return "\(number)"
        }
        return numberText(double)
    }

    /// Writes a place in a list: " at [1][0]"; nothing for a number that stands alone.
    static func text(place: [Int]) -> String {
        place.isEmpty ? "" : " at " + place.map { "[\($0)]" }.joined()
    }
}

extension ClaimedNumbers: Codable {
    public init(from decoder: any Decoder) throws {
        // A number first: of them there are many, and to find out that something is no list costs more.
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .number(.nan)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .list(try container.decode([ClaimedNumbers].self))
        }
    }

    /// JSON has no word for infinity or "not a number": such a value, which never holds, is written as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number) where number.isFinite: try container.encode(number)
        case .number: try container.encodeNil()
        case .list(let elements): try container.encode(elements)
        }
    }
}
