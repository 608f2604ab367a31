import Foundation
import Synchronization

/// A web server on 127.0.0.1 that behaves as badly as asked.
final class FileServer: Sendable {
    enum Answer: Sendable {
        case file([UInt8])
        case status(Int)
        /// Promises more than it sends, then closes.
        case truncated([UInt8], promised: Int)
        /// Promises more than it sends, then keeps the connection open.
        case stalled([UInt8], promised: Int)
        /// Takes the request and never answers.
        case silent
        /// Sends without saying how much and without an end.
        case endless
    }

    let address: String
    private let listener: Int32
    private let answers: [String: Answer]
    private let log = Mutex<[String]>([])
    private let isOpen = Mutex(true)

    /// The names asked for so far.
    var requests: [String] { log.withLock { $0 } }

    /// Starts to serve: a file's name to the answer it gets, everything else is 404.
    init(_ answers: [String: Answer]) throws {
        self.answers = answers
        #if canImport(Glibc)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let port = try withUnsafeMutableBytes(of: &name) { bytes in
            let pointer = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            guard bind(descriptor, pointer, length) == 0, listen(descriptor, 16) == 0,
                getsockname(descriptor, pointer, &length) == 0
            else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
        address = "http://127.0.0.1:\(port)/"
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let server = self else { return }
                Thread.detachNewThread { server.serve(connection) }
            }
        }
    }

    deinit { stop() }

    /// Closes the door: connections are refused from now on. A second time its number may be that of another file.
    func stop() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        #if canImport(Darwin)
            // To write to a client who hung up is an error here, not the end of the program.
            var yes: Int32 = 1
            setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
        #endif
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            request += buffer[..<count]
        }
        let path = String(decoding: request, as: UTF8.self).split(separator: " ").dropFirst().first ?? ""
        let name = String(path.split(separator: "/").last ?? "")
        log.withLock { $0.append(name) }
        switch answers[name] ?? .status(404) {
        case .file(let bytes): send(header(200, length: bytes.count) + bytes, to: connection)
        case .status(let status): send(header(status, length: 2) + Array("no".utf8), to: connection)
        case .truncated(let bytes, let promised): send(header(200, length: promised) + bytes, to: connection)
        case .stalled(let bytes, let promised):
            send(header(200, length: promised) + bytes, to: connection)
            waitUntilHungUp(connection)
        case .silent: waitUntilHungUp(connection)
        case .endless:
            let start = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
            guard send(Array(start.utf8), to: connection) else { return }
            while send([UInt8](repeating: 65, count: 4096), to: connection) {}
        }
    }

    private func header(_ status: Int, length: Int) -> [UInt8] {
        Array("HTTP/1.1 \(status) X\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n".utf8)
    }

    private func waitUntilHungUp(_ connection: Int32) {
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
    }

    @discardableResult
    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        #if canImport(Glibc)
            let flags = Int32(MSG_NOSIGNAL)
        #else
            let flags: Int32 = 0
        #endif
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, flags) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
