import Tensors

/// A text as numbers: each kind of character has one.
///
/// A character is a Unicode scalar, as in Python's `str`: "é" is one or two, as it was typed, and a line may end in one
/// ("\n") or two ("\r\n"). So every text comes back byte for byte from its numbers, and every row of numbers from its
/// text, which is not so with Swift's `Character`: there "\r" and "\n" beside each other become one.
public struct TextCorpus: Sendable {
    public let text: String
    /// The vocabulary: every kind of character, in the order of Unicode; a character's number is its place here.
    public let symbols: [Unicode.Scalar]
    /// The number of each character of the text.
    public let ids: [Int]
    /// Where the text came from; nil for a text that was handed over.
    public let source: DataSource?
    /// Why it is not Shakespeare; nil when it is.
    public let note: String?
    private let numbers: [Unicode.Scalar: Int]

    /// Numbers the characters of a text.
    public init(_ text: String, source: DataSource? = nil, note: String? = nil) {
        require(!text.isEmpty, "TextCorpus: expected a text, but got none; it needs at least one character")
        self.text = text
        self.source = source
        self.note = note
        symbols = Set(text.unicodeScalars).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($0.element, $0.offset) })
        self.numbers = numbers
        ids = text.unicodeScalars.map { numbers[$0]! }
    }

    /// Loads a million characters of Shakespeare, wherever they are; without data and network, the text that `own` makes.
    ///
    /// - Parameters:
    ///   - location: the places that are looked through.
    ///   - characters: how many to keep, counted from the first; all when nil.
    ///   - own: makes the text that stands in.
    /// Throws: `DataError` when data are there and are not what they should be.
    public static func tinyShakespeare(
        from location: DataLocation = .current, characters: Int? = nil, otherwise own: () throws -> String
    ) throws -> TextCorpus {
        switch try location.locate(.tinyShakespeare) {
        case .found(let stored):
            let bytes = try stored.bytes(of: DataSet.tinyShakespeare.files[0].name)
            let text = String(decoding: bytes, as: UTF8.self)
            return TextCorpus(first(characters, of: text), source: stored.source)
        case .nowhere(let reason):
            let note = "No Shakespeare here: \(reason). Using the course's own text."
            location.observer(.notice(note))
            return TextCorpus(first(characters, of: try own()), note: note)
        }
    }

    private static func first(_ count: Int?, of text: String) -> String {
        String(text.unicodeScalars.prefix(max(0, count ?? .max)))
    }

    /// Whether this is the text the course brings along.
    public var isOwnText: Bool { source == nil }

    /// The numbers of a text's characters. Requires: every character occurs in the corpus.
    public func encode(_ text: String) -> [Int] {
        text.unicodeScalars.map { character in
            let number = numbers[character]
            require(
                number != nil,
                "TextCorpus: expected characters of the corpus, but got '\(character.escaped(asASCII: false))' "
                    + "(U+\(String(character.value, radix: 16, uppercase: true))); it has \(symbols.count) kinds"
            )
            return number!
        }
    }

    /// The text of a row of numbers.
    public func decode(_ ids: [Int]) -> String {
        String(
            String.UnicodeScalarView(
                ids.map { id in
                    require(
                        symbols.indices.contains(id),
                        "TextCorpus: expected numbers in 0..<\(symbols.count), but got \(id)")
                    return symbols[id]
                }))
    }

    /// Cuts pieces of `length` characters at random places, each with the same piece one character later: what is to
    /// be predicted at each step.
    ///
    /// Shapes: inputs [N, T]; N·T targets, in the order of scores [N·T, K].
    public func pieces(
        _ count: Int, length: Int, within range: Range<Int>? = nil, using generator: inout SeededGenerator
    ) -> (inputs: Tensor, targets: [Int]) {
        let range = range ?? 0..<ids.count
        require(
            range.lowerBound >= 0 && range.upperBound <= ids.count && range.count > length && length > 0
                && count > 0,
            "pieces: expected pieces shorter than the text, but got \(count) of \(length) within \(range) of \(ids.count)"
        )
        _ = Tensor.sizeToAllocate([count, length], operation: "pieces")
        var inputs: [Scalar] = []
        var targets: [Int] = []
        for _ in 0..<count {
            let start = Int.random(in: range.lowerBound..<(range.upperBound - length), using: &generator)
            inputs += ids[start..<(start + length)].map { Scalar($0) }
            targets += ids[(start + 1)...(start + length)]
        }
        return (Tensor(scalars: inputs, shape: [count, length]), targets)
    }
}
