import Tensors

/// Damage to bytes: flipped bits, cuts, copies, and numbers at which lengths overflow.
enum Mutation {
    /// Damages a file in one or several places.
    static func bytes(_ bytes: [UInt8], others: [[UInt8]], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Mutation.count(using: &generator) { damage(&bytes, others, using: &generator) }
        return bytes
    }

    /// How many places are damaged: mostly one, because what is damaged twice is mostly refused for the first.
    static func count(using generator: inout SeededGenerator) -> Int {
        [1, 1, 1, 1, 2, 2, 3, 6].randomElement(using: &generator)!
    }

    private static func damage(
        _ bytes: inout [UInt8], _ others: [[UInt8]], using generator: inout SeededGenerator
    ) {
        guard !bytes.isEmpty else {
            bytes = [UInt8.random(in: 0...255, using: &generator)]
            return
        }
        // Half of all damage falls on the beginning, where headers are.
        let reach = Bool.random(using: &generator) ? min(bytes.count, 160) : bytes.count
        let place = Int.random(in: 0..<reach, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF, 0x20].randomElement(using: &generator)!
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 3: bytes.removeSubrange(place...)
        case 4:
            let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
            bytes.removeSubrange(place..<end)
        case 5:
            let count = Int.random(in: 1...32, using: &generator)
            let new = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            bytes.insert(contentsOf: new, at: place)
        case 6:
            // A piece of this file or of another one, somewhere else.
            let source = others.randomElement(using: &generator) ?? bytes
            guard !source.isEmpty else { return }
            let start = Int.random(in: 0..<source.count, using: &generator)
            let piece = Array(source[start..<min(source.count, start + 64)])
            if Bool.random(using: &generator) {
                bytes.insert(contentsOf: piece, at: place)
            } else {
                bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
            }
        case 7: write(extreme(using: &generator), to: &bytes, at: place, using: &generator)
        default:
            // Twice the same piece.
            let end = min(bytes.count, place + Int.random(in: 1...200, using: &generator))
            bytes.insert(contentsOf: bytes[place..<end], at: end)
        }
    }

    private static func extreme(using generator: inout SeededGenerator) -> UInt64 {
        let near = UInt64.random(in: 0...2, using: &generator)
        let edges: [UInt64] = [
            0, 1 << 7, 1 << 8, 1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max - 2, 1 << 20,
        ]
        return edges.randomElement(using: &generator)! &+ near &- 1
    }

    /// Writes a number in 1, 2, 4 or 8 bytes, in either order.
    private static func write(
        _ number: UInt64, to bytes: inout [UInt8], at place: Int, using generator: inout SeededGenerator
    ) {
        let width = [1, 2, 4, 8].randomElement(using: &generator)!
        var parts = (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
        if Bool.random(using: &generator) { parts.reverse() }
        for (offset, part) in parts.enumerated() where place + offset < bytes.count {
            bytes[place + offset] = part
        }
    }
}

/// Texts that programs stumble over.
enum Nasty {
    static let texts = [
        "", " ", "\0", "\u{1B}[2J", "\u{202E}abc", "e" + String(repeating: "\u{301}", count: 300), "👩‍👩‍👧‍👦🇩🇪🇫🇷",
        "\u{2028}", "\u{FEFF}", "\r", "\r\n", "\u{FFFD}", "한국어", "𝔘𝔫𝔦", "ﬃ", "<b>&amp;</b>", "$x^2$", "`",
        "***", "](", "../../x",
        "/dev/zero", "nan", "-inf", "1e999", "9223372036854775808", "%s%n", "\\", "\"", "'",
        String(repeating: "a", count: 5000),
        String(repeating: "long word ", count: 400),
    ]
    static let numbers = [
        "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "18446744073709551615",
        "4611686018427387904", "1e999", "-1e999", "1e308", "1e-320", "0.1", "1E400", "NaN", "-0",
        "4294967296", "2147483648",
        "99999999999999999999999999", "1000000000", "00", "1.", ".5", "0x10", "+1",
    ]
}
