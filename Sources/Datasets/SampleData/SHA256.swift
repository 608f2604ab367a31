/// The checksum by which data files are known: SHA-256 (FIPS 180-4, sections 4.1.2, 5.3.3 and 6.2).
public enum SHA256 {
    /// Computes the checksum as 64 hexadecimal digits.
    public static func hexDigest(of message: [UInt8]) -> String {
        var state = (0..<8).map { fraction(of: Double(primes[$0]).squareRoot()) }
        var schedule = [UInt32](repeating: 0, count: 64)
        let whole = message.count / 64 * 64
        message.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: whole, by: 64) {
                absorb(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 64]), into: &state, &schedule)
            }
        }
        let tail = padding(after: message[whole...], length: message.count)
        tail.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: tail.count, by: 64) {
                absorb(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 64]), into: &state, &schedule)
            }
        }
        return state.flatMap(bigEndianBytes).map(hexadecimal).joined()
    }

    /// One checksum of several files: each counts with its name, its length and its bytes.
    public static func hexDigest(ofFiles files: [(name: String, content: [UInt8])]) -> String {
        var bytes: [UInt8] = []
        for (name, content) in files {
            bytes += Array("\(name.utf8.count) \(name) \(content.count)\n".utf8) + content
        }
        return hexDigest(of: bytes)
    }

    /// The unfinished last block, a single 1 bit, zeros, and the message's length in bits: one or two blocks.
    private static func padding(after rest: ArraySlice<UInt8>, length: Int) -> [UInt8] {
        var block = Array(rest) + [0x80]
        while block.count % 64 != 56 { block.append(0) }
        return block + bigEndianBytes(UInt64(length) * 8)
    }

    /// Mixes one block of 64 bytes into the state. `w` is the message schedule; a…h are the standard's letters.
    private static func absorb(
        _ block: UnsafeRawBufferPointer, into state: inout [UInt32], _ schedule: inout [UInt32]
    ) {
        schedule.withUnsafeMutableBufferPointer { w in
            for t in 0..<16 {
                w[t] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
            }
            for t in 16..<64 {
                let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
                let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
                w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            roundConstants.withUnsafeBufferPointer { k in
                for t in 0..<64 {
                    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
                    let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[t] &+ w[t]
                    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
                    let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
                }
            }
            for (index, letter) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= letter }
        }
    }

    // The standard's constants are the first 32 bits after the point of the square roots (start) and the cube
    // roots (rounds) of the first primes. A double has enough bits for both; the published vectors prove it.
    private static let primes: [Int] = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    private static let roundConstants: [UInt32] = primes.map { fraction(of: cubeRoot(Double($0))) }

    private static func fraction(of root: Double) -> UInt32 {
        UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }

    /// Newton's method for x³ = n.
    private static func cubeRoot(_ n: Double) -> Double {
        (0..<60).reduce(n) { x, _ in x - (x * x * x - n) / (3 * x * x) }
    }

    @inline(__always)
    private static func rotate(_ x: UInt32, _ bits: UInt32) -> UInt32 { (x >> bits) | (x << (32 - bits)) }

    private static func bigEndianBytes(_ x: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: x.bigEndian) { Array($0) }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
