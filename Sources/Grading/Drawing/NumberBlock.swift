import Nabla

/// The numbers of a tensor, or of a part of it: what is large is cut to the surroundings of a place.
public struct NumberBlock: Codable, Sendable, Equatable {
    /// Of the whole tensor.
    public let shape: [Int]
    /// Where what is kept begins, and how far it reaches along each axis.
    public let origin: [Int]
    public let extents: [Int]
    public let numbers: [Scalar]

    /// As many as an image of 32 by 32 pixels has. A file of grades keeps them for every wrong answer.
    static let most = 1024

    init(of tensor: Tensor, around place: [Int]?, most: Int = NumberBlock.most) {
        var (origin, extents) = (tensor.shape.map { _ in 0 }, tensor.shape)
        for axis in tensor.shape.indices {
            let size = extents.reduce(1, *)
            guard size > most else { break }
            let others = size / extents[axis]
            extents[axis] = max(1, most / others)
            let start = (place?[axis] ?? 0) - extents[axis] / 2
            origin[axis] = max(0, min(start, tensor.shape[axis] - extents[axis]))
        }
        (shape, self.origin, self.extents) = (tensor.shape, origin, extents)
        let all = tensor.scalars
        let count = extents.reduce(1, *)
        numbers = (0..<count).map { position in
            let inner = multiIndex(position, in: extents)
            return all[zip(zip(inner, origin), tensor.shape).reduce(0) { $0 * $1.1 + $1.0.0 + $1.0.1 }]
        }
    }

    /// Whether all numbers are kept.
    public var isWhole: Bool { extents == shape }

    /// Rows and columns of a sheet: the last two axes. One axis is a row, but one that lies across is a column.
    public var sheetSize: (rows: Int, columns: Int) {
        (extents.count > 1 ? extents[extents.count - 2] : 1, extents.last ?? 1)
    }

    /// The sheets that the last two axes make, each with its index along the axes before, "[0, 2]".
    public var sheets: [(name: String, numbers: ArraySlice<Scalar>)] {
        let size = max(1, sheetSize.rows * sheetSize.columns)
        let leading = Array(extents.dropLast(2))
        return stride(from: 0, to: numbers.count, by: size).map { start in
            let index = zip(multiIndex(start / size, in: leading), origin).map(+)
            return (index.isEmpty ? "" : "\(index)", numbers[start..<start + size])
        }
    }

    /// The beginning of what is kept, at most so much of it along the axes.
    public func beginning(rows: Int, columns: Int, sheets: Int) -> NumberBlock {
        let limits = [sheets, sheets, rows, columns].suffix(extents.count)
        let shorter = zip(extents, limits).map { min($0, $1) }
        let kept = (0..<shorter.reduce(1, *)).map { position in
            numbers[zip(multiIndex(position, in: shorter), extents).reduce(0) { $0 * $1.1 + $1.0 }]
        }
        return NumberBlock(shape: shape, origin: origin, extents: shorter, numbers: kept)
    }

    private init(shape: [Int], origin: [Int], extents: [Int], numbers: [Scalar]) {
        (self.shape, self.origin, self.extents, self.numbers) = (shape, origin, extents, numbers)
    }

    // MARK: Coding

    private enum CodingKeys: String, CodingKey { case shape, origin, extents, numbers }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        shape = try values.decode([Int].self, forKey: .shape)
        origin = try values.decodeIfPresent([Int].self, forKey: .origin) ?? shape.map { _ in 0 }
        extents = try values.decodeIfPresent([Int].self, forKey: .extents) ?? shape
        let words = try values.decode(String.self, forKey: .numbers).split(separator: " ")
        numbers = words.compactMap { Scalar($0) }
        let isFit =
            numbers.count == words.count && (shape + extents).allSatisfy { 0...(1 << 30) ~= $0 }
            && origin.count == shape.count && extents.count == shape.count && shape.count <= 4
            && zip(zip(origin, extents), shape).allSatisfy { 0...$1 ~= $0.0 && $0.0 + $0.1 <= $1 }
            && numbers.count <= NumberBlock.most && extents.reduce(1.0) { $0 * Double($1) } == Double(numbers.count)
        guard isFit else {
            throw DecodingError.dataCorruptedError(
                forKey: .numbers, in: values, debugDescription: "expected as many numbers as the extents hold")
        }
    }

    /// Numbers in one text: JSON has no NaN and no infinity, and a list of numbers takes a line for each.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(shape, forKey: .shape)
        if !isWhole {
            try values.encode(origin, forKey: .origin)
            try values.encode(extents, forKey: .extents)
        }
        try values.encode(numbers.map { "\($0)" }.joined(separator: " "), forKey: .numbers)
    }

    /// NaN is the same as NaN here: two verdicts of the same answer are equal.
    public static func == (a: NumberBlock, b: NumberBlock) -> Bool {
        a.shape == b.shape && a.origin == b.origin && a.extents == b.extents && a.numbers.count == b.numbers.count
            && zip(a.numbers, b.numbers).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }
}
