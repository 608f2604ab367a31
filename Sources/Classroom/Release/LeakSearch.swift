import Foundation

/// Looks for secrets in every byte of a folder, whatever the kind of file; archives in it are opened.
struct LeakSearch {
    struct Leak: Equatable, CustomStringConvertible {
        /// Where the secret stands, and where it came from.
        let place: String
        let origin: String
        let text: String

        var description: String { "\(place): \(text)\n  from \(origin)" }
    }

    private let secrets: Secrets
    /// Secrets by the number of their first bytes.
    private let byHash: [UInt64: [Int]]
    /// Whether any secret has a number that ends like this: most places need no second look.
    private let isPossible: [Bool]

    init(for secrets: Secrets) {
        self.secrets = secrets
        let hashes = secrets.pieces.map { piece in
            piece.text.prefix(Secrets.length).reduce(UInt64(0)) { $0 &* Self.base &+ UInt64($1) }
        }
        byHash = Dictionary(grouping: hashes.indices) { hashes[$0] }
        var possible = [Bool](repeating: false, count: 1 << 16)
        for hash in hashes { possible[Self.mark(hash)] = true }
        isPossible = possible
    }

    /// Rabin and Karp's: the number of a window follows from that of the window before.
    private static let base: UInt64 = 0x0000_0100_0000_01B3
    private static func mark(_ hash: UInt64) -> Int { Int((hash ^ (hash >> 32)) & 0xFFFF) }

    /// What is found in a folder, at most a few for each file.
    func leaks(in folder: URL) throws -> [Leak] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().flatMap { name -> [Leak] in
            let file = folder.appending(path: name)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
            if isFolder.boolValue { return [] }
            guard let data = FileManager.default.contents(atPath: file.path) else {
                throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
            }
            return leaks(in: Array(data), name: name)
        }
    }

    /// What is found in these bytes, and in what they are an archive of.
    func leaks(in bytes: [UInt8], name: String, depth: Int = 0) -> [Leak] {
        let inner = depth < 4 ? ArchiveMembers(of: bytes).members : []
        return found(in: bytes, name)
            + inner.flatMap { leaks(in: $0.bytes, name: "\(name)!\($0.name)", depth: depth + 1) }
    }

    /// The secrets that stand in a text.
    func pieces(in bytes: [UInt8]) -> [Secrets.Piece] { places(in: bytes).map { secrets.pieces[$0.index] } }

    private func found(in bytes: [UInt8], _ name: String) -> [Leak] {
        places(in: bytes, atMost: 3).map { start, index in
            let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
            let piece = secrets.pieces[index]
            return Leak(
                place: "\(name):\(line)", origin: piece.place,
                text: String(decoding: piece.text.prefix(80), as: UTF8.self))
        }
    }

    /// Where secrets begin, and which.
    private func places(in bytes: [UInt8], atMost limit: Int = .max) -> [(start: Int, index: Int)] {
        let length = Secrets.length
        guard bytes.count >= length else { return [] }
        let leaving = (0..<length).reduce(UInt64(1)) { power, _ in power &* Self.base }
        var places: [(start: Int, index: Int)] = []
        bytes.withUnsafeBufferPointer { bytes in
            isPossible.withUnsafeBufferPointer { isPossible in
                var hash: UInt64 = 0
                for end in 0..<bytes.count {
                    hash = hash &* Self.base &+ UInt64(bytes[end])
                    if end >= length { hash = hash &- leaving &* UInt64(bytes[end - length]) }
                    guard end >= length - 1, isPossible[Self.mark(hash)], let candidates = byHash[hash] else {
                        continue
                    }
                    let start = end - length + 1
                    for index in candidates where bytes[start...].starts(with: secrets.pieces[index].text) {
                        places.append((start, index))
                        if places.count == limit { return }
                    }
                }
            }
        }
        return places
    }
}
