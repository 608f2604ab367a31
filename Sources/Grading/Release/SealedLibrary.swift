import Foundation
import Nabla

/// A library of checks as it lies in a kit for students: it can be run, and not read by looking at it.
///
/// Its sentences name every known mistake, and any search through the file would list them. So its bytes are mixed with
/// a random stream that begins from the release, the platform and the lesson: it fits nowhere else. That keeps eyes
/// from falling on them, and no more: the stream is made in the student's own kit, and a program on one's own machine
/// has no secret from whoever takes it apart. Grades come from the instructor's own run.
public struct SealedLibrary: Sendable {
    private let seed: UInt64

    public init(digest: String, platform: String, lesson: String) {
        let words = SHA256.hexDigest(of: Array("\(digest) \(platform) \(lesson)".utf8))
        seed = UInt64(words.prefix(16), radix: 16)!
    }

    /// The digest of the library, then the library, both mixed.
    public func sealed(_ library: [UInt8]) -> [UInt8] {
        mixed(Array(SHA256.hexDigest(of: library).utf8) + library)
    }

    /// The library; nil where the bytes are damaged, or belong to another release, platform or lesson.
    public func opened(_ bytes: [UInt8]) -> [UInt8]? {
        let plain = mixed(bytes)
        let library = Array(plain.dropFirst(64))
        return Array(plain.prefix(64)) == Array(SHA256.hexDigest(of: library).utf8) ? library : nil
    }

    /// Mixed twice, bytes are as they were.
    private func mixed(_ bytes: [UInt8]) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        var result = bytes
        result.withUnsafeMutableBytes { bytes in
            var place = 0
            while place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ generator.next().littleEndian
                bytes.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
                place += 8
            }
            let last = generator.next()
            for index in place..<bytes.count { bytes[index] ^= UInt8(truncatingIfNeeded: last >> (8 * (index % 8))) }
        }
        return result
    }
}
