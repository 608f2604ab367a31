import Foundation

/// What a check's process tells its parent while it runs.
enum Message: Codable, Equatable {
    /// The answer is about to be called with this input.
    case input(Trial)
    /// The memory limit was met; the process ends itself.
    case memory(megabytes: Int)
    /// The check is done. Without this message there are no points.
    case finding(Finding)
}

/// The way a verdict takes: a descriptor that printing does not reach, and lines that begin with a secret.
///
/// The secret (a nonce) arrives on standard input and is consumed before the answer runs, so that neither a printed
/// "passed" nor anything else an answer writes is taken for a verdict. This guards against accidents and shortcuts;
/// code that searches its own memory for the secret is beyond it.
struct Channel: Sendable {
    let nonce: String
    let descriptor: Int32

    /// Writes a message as one line, whole or not at all.
    func send(_ message: Message) {
        guard let json = try? JSONEncoder().encode(message) else { return }
        var line = Array("\(nonce) ".utf8) + json + [UInt8(ascii: "\n")]
        while !line.isEmpty {
            let count = write(descriptor, line, line.count)
            if count <= 0 { return }
            line.removeFirst(count)
        }
    }

    /// Finds the messages among everything that came through; lines without the secret are nothing.
    static func messages(in bytes: [UInt8], nonce: String) -> [Message] {
        let secret = Array("\(nonce) ".utf8)
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: secret) else { return nil }
            return try? JSONDecoder().decode(Message.self, from: Data(line.dropFirst(secret.count)))
        }
    }

    /// Draws a secret of 128 bits from the system's generator.
    static func newNonce() -> String {
        var generator = SystemRandomNumberGenerator()
        return [generator.next(), generator.next()].map { (word: UInt64) in String(word, radix: 16) }.joined()
    }
}
