import Foundation

/// What judge and host say to each other: a count of bytes in four bytes, then so many bytes.
public enum Frame {
    /// A longer one is not read.
    static let limit = 1 << 28

    /// The count and the content.
    public static func bytes(of content: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(content.count).littleEndian) { Array($0) } + content
    }

    /// Writes one frame, whole. False when nobody reads any more.
    @discardableResult
    public static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
        var bytes = bytes(of: content)
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress! + start, buffer.count - start)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            start += count
        }
        return true
    }

    /// Reads one frame. Nil at the end of the stream, and for a count that cannot be.
    public static func read(from descriptor: Int32) -> [UInt8]? {
        guard let head = read(4, from: descriptor) else { return nil }
        let count = head.reversed().reduce(0) { $0 << 8 | Int($1) }
        return count <= limit ? read(count, from: descriptor) : nil
    }

    private static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(max(count, 1), 1 << 16))
        while bytes.count < count {
            let got = Foundation.read(descriptor, &buffer, min(buffer.count, count - bytes.count))
            if got < 0, errno == EINTR { continue }
            if got <= 0 { return nil }
            bytes += buffer[..<got]
        }
        return bytes
    }
}

/// One call of a function, on its way to the host.
public struct Call: Equatable {
    public let function: String
    public let arguments: [WireValue]

    public init(_ function: String, _ arguments: [WireValue]) {
        (self.function, self.arguments) = (function, arguments)
    }

    public var bytes: [UInt8] {
        WireValue.record([.init("function", .text(function)), .init("arguments", .list(arguments))]).bytes
    }

    public init?(bytes: [UInt8]) {
        guard let wire = WireValue(bytes: bytes), case .text(let function) = wire.function,
            let arguments = wire.arguments.list
        else { return nil }
        self.init(function, arguments)
    }
}

/// What became of a call: a value, a stub, or an error.
public enum Reply: Equatable {
    case value(WireValue)
    case notAttempted(String)
    case error(String)

    public var bytes: [UInt8] {
        switch self {
        case .value(let value): [0] + value.bytes
        case .notAttempted(let function): [1] + Array(function.utf8)
        case .error(let text): [2] + Array(text.utf8.prefix(1 << 16))
        }
    }

    public init?(bytes: [UInt8]) {
        guard let tag = bytes.first else { return nil }
        let rest = Array(bytes.dropFirst())
        switch tag {
        case 0:
            guard let value = WireValue(bytes: rest) else { return nil }
            self = .value(value)
        case 1: self = .notAttempted(String(decoding: rest, as: UTF8.self))
        case 2: self = .error(String(decoding: rest, as: UTF8.self))
        default: return nil
        }
    }
}
