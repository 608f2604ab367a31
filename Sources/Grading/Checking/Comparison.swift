import Nabla

/// How far two results may lie apart and still count as equal.
///
/// Sums in 32 bits taken in another order differ by a few parts in a million; the known wrong answers differ by
/// percents. The bounds lie between, with room on both sides.
public struct Tolerance: Codable, Sendable, Equatable {
    public var relative: Scalar = 1e-4
    public var absolute: Scalar = 1e-5

    public init() {}

    /// NaN equals NaN here, so that a known wrong answer with NaN in it is recognised.
    public func equal(_ a: Scalar, _ b: Scalar) -> Bool {
        if a == b || (a.isNaN && b.isNaN) { return true }
        guard a.isFinite, b.isFinite else { return false }
        return abs(a - b) <= absolute + relative * abs(b)
    }
}

/// Where a result first leaves the expected one.
enum Difference: Equatable {
    /// Another number of results, such as too few batches.
    case count(expected: Int, actual: Int)
    case shape(part: String, expected: [Int], actual: [Int])
    case value(part: String, index: [Int], expected: Scalar, actual: Scalar, wrong: Int, of: Int)

    /// Compares shapes before values and broadcasts nothing.
    static func first(expected: [Part], actual: [Part], tolerance: Tolerance) -> Difference? {
        for (right, came) in zip(expected, actual) {
            if let difference = first(right, came, tolerance) { return difference }
        }
        guard expected.count == actual.count else {
            return .count(expected: expected.count, actual: actual.count)
        }
        return nil
    }

    /// Whether there is no difference. Stops at the first one, which is soon found where there is any: of two known
    /// wrong answers nothing else is asked.
    static func isNone(expected: [Part], actual: [Part], tolerance: Tolerance) -> Bool {
        expected.count == actual.count
            && expected.indices.allSatisfy { isNone(expected[$0], actual[$0], tolerance) }
    }

    private static func isNone(_ expected: Part, _ actual: Part, _ tolerance: Tolerance) -> Bool {
        guard expected.value.shape == actual.value.shape else { return false }
        let (right, came) = (expected.value.scalars, actual.value.scalars)
        var index = 0
        while index < right.count, tolerance.equal(came[index], right[index]) { index += 1 }
        return index == right.count
    }

    static func first(_ expected: Part, _ actual: Part, _ tolerance: Tolerance) -> Difference? {
        if isNone(expected, actual, tolerance) { return nil }
        guard expected.value.shape == actual.value.shape else {
            return .shape(part: expected.name, expected: expected.value.shape, actual: actual.value.shape)
        }
        let (right, came) = (expected.value.scalars, actual.value.scalars)
        let wrong = right.indices.filter { !tolerance.equal(came[$0], right[$0]) }
        let first = wrong[0]
        return .value(
            part: expected.name, index: multiIndex(first, in: expected.value.shape), expected: right[first],
            actual: came[first], wrong: wrong.count, of: right.count)
    }

    /// The result that differs; nil where their number does.
    var part: String? {
        switch self {
        case .count: nil
        case .shape(let part, _, _), .value(let part, _, _, _, _, _): part
        }
    }

    var text: String {
        switch self {
        case .count(let expected, let actual):
            return "\(expected) results were expected, but \(actual) were received"
        case .shape(let part, let expected, let actual):
            return "\(part): expected shape \(expected), got shape \(actual)"
        case .value(let part, let index, let expected, let actual, let wrong, let size):
            let place = index.isEmpty ? part : "\(part)\(index)"
            let share = size > 1 ? " (\(wrong) of \(size) values differ)" : ""
            return "\(place): expected \(display(expected)), got \(display(actual))\(share)"
        }
    }
}

/// Where `came` first leaves `right`, in words; nil where the two agree. For checks that judge for themselves.
public func difference(_ right: [Part], _ came: [Part], _ tolerance: Tolerance = Tolerance()) -> String? {
    Difference.first(expected: right, actual: came, tolerance: tolerance)?.text
}

/// Turns a row-major position into one index per axis.
func multiIndex(_ position: Int, in shape: [Int]) -> [Int] {
    var rest = position
    var index: [Int] = []
    for extent in shape.reversed() {
        index.append(rest % extent)
        rest /= extent
    }
    return index.reversed()
}

/// Says which of several results are right: half of the diagnosis. Empty for a single result.
func partsRight(expected: [Part], actual: [Part], tolerance: Tolerance) -> String {
    guard expected.count > 1, expected.count == actual.count else { return "" }
    let pairs = zip(expected, actual).map { right, came in
        (right.name, Difference.isNone(expected: [right], actual: [came], tolerance: tolerance))
    }
    let right = pairs.filter(\.1).map(\.0)
    let wrong = pairs.filter { !$0.1 }.map(\.0)
    guard !right.isEmpty, !wrong.isEmpty else { return "" }
    return "Right: \(right.joined(separator: ", ")). Not right: \(wrong.joined(separator: ", "))."
}
