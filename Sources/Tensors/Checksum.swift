/// Checksum of texts and tensors: a change of any of them changes it. Against accidents, not against intent.
///
/// FNV-1a, by words of 64 bits in place of bytes: hash ← (hash ⊕ word) · prime. Source: Fowler, Noll and Vo 1991.
package struct Checksum {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package var text: String { String(hash, radix: 16) }

    package mutating func add(_ text: String) {
        for byte in text.utf8 { add(UInt64(byte)) }
        add(UInt64(text.utf8.count))
    }

    /// The shape, then the elements row by row, to the bit.
    package mutating func add(_ tensor: Tensor) {
        for length in tensor.shape { add(UInt64(length)) }
        for number in tensor.scalars { add(UInt64(number.bitPattern)) }
    }

    private mutating func add(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 }
}
