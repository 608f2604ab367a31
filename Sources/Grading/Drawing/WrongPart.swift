import Nabla
import Text

/// The first wrong result of an answer with its numbers, so that it can be drawn: expected beside received.
///
/// There is none where a drawing would show nothing that a line of text does not, or give away what a check keeps to
/// itself.
public struct WrongPart: Codable, Sendable, Equatable {
    /// What the result is called: "w".
    public let name: String
    public let expected: NumberBlock
    public let received: NumberBlock
    /// The index of the first wrong number; nil where the shapes differ.
    public let place: [Int]?
    private let tolerance: Tolerance

    /// Fewer numbers than this are read faster than drawn.
    static let fewest = 6

    /// The first of these results that is wrong, if it is worth a drawing.
    init?(expected: [Part], received: [Part], tolerance: Tolerance) {
        for (right, came) in zip(expected, received) {
            guard let difference = Difference.first(right, came, tolerance) else { continue }
            self.init(right.name, right.value, came.value, difference, tolerance)
            return
        }
        return nil
    }

    private init?(
        _ name: String, _ right: Tensor, _ came: Tensor, _ difference: Difference, _ tolerance: Tolerance
    ) {
        (self.name, self.tolerance) = (name, tolerance)
        guard max(right.rank, came.rank) <= 4 else { return nil }
        if case .value(_, let index, _, _, _, _) = difference {
            guard right.size >= WrongPart.fewest else { return nil }
            place = index
        } else {
            // Of a single number and a list of two, the shapes written out say it all.
            guard max(right.size, came.size) > 2 else { return nil }
            place = nil
        }
        expected = NumberBlock(of: right, around: place)
        received = NumberBlock(of: came, around: place)
    }

    /// How the result is best looked at.
    public enum Kind: Sendable, Equatable { case shapes, curve, matrix, sheets }

    /// Numbers along one axis are a curve from here on; fewer are a row of cells.
    static let curveLength = 12

    public var kind: Kind {
        guard place != nil else { return .shapes }
        if expected.extents.filter({ $0 > 1 }).count <= 1, expected.numbers.count >= WrongPart.curveLength {
            return .curve
        }
        return expected.sheets.count > 1 ? .sheets : .matrix
    }

    /// Which of the numbers that are kept are wrong, in their order; none where the shapes differ.
    public var isWrong: [Bool] {
        guard place != nil else { return [] }
        return zip(received.numbers, expected.numbers).map { !tolerance.equal($0, $1) }
    }

    /// The first wrong number among those that are kept.
    public var firstWrong: Int? { isWrong.firstIndex(of: true) }

    /// Written numbers of both, row-major: with as many digits as tell the first wrong one from the right one.
    public var texts: (expected: [String], received: [String]) {
        let all = (expected.numbers + received.numbers).map(Double.init)
        func texts(_ written: [String]) -> (expected: [String], received: [String]) {
            let count = expected.numbers.count
            return (Array(written.prefix(count)), Array(written.dropFirst(count)))
        }
        let short = texts(written(all, significant: 3, limit: 3, resolution: 1000))
        guard let first = firstWrong, short.expected[first] == short.received[first] else { return short }
        return texts(all.map(numberText))
    }

    /// The range of numbers that colours and axes show: of both, unless what came leaves the right ones no room.
    public var range: ClosedRange<Double> {
        func ends(_ block: NumberBlock) -> ClosedRange<Double>? {
            let finite = block.numbers.map(Double.init).filter(\.isFinite)
            return finite.min().map { $0...finite.max()! }
        }
        guard let right = ends(expected) else { return ends(received) ?? 0...1 }
        guard let came = ends(received) else { return right }
        let both = min(right.lowerBound, came.lowerBound)...max(right.upperBound, came.upperBound)
        let (inner, outer) = (right.upperBound - right.lowerBound, both.upperBound - both.lowerBound)
        return inner > 0 && outer > 8 * inner ? right : both
    }
}
