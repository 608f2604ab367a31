import Foundation
import Tensors

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// How long a download may take, in seconds.
public struct DownloadLimits: Sendable {
    /// Until the first byte of an answer arrives, shared by all mirrors.
    public var answer: Double
    /// Without a single new byte.
    public var stall: Double
    /// For one file, all told.
    public var total: Double

    public init(answer: Double, stall: Double, total: Double) {
        self.answer = answer
        self.stall = stall
        self.total = total
    }

    /// For a lesson that would also run without the data: it must not keep a reader without a network waiting.
    public static let unasked = DownloadLimits(answer: 5, stall: 5, total: 300)
    /// For a user who asked for the data and waits for them.
    public static let asked = DownloadLimits(answer: 30, stall: 20, total: 1800)
}

/// Fetches one file over HTTP, whole, into memory.
///
/// Nothing reaches the disk before length and checksum are right, so that a download cut short, by an error or by
/// the user, leaves nothing behind.
enum Download {
    /// Tries the mirrors in order and returns the first copy with the right length and checksum.
    ///
    /// Throws: `DataError` with what each mirror said.
    static func fetch(
        _ file: DataSet.File, of set: DataSet, limits: DownloadLimits, progress: (Int) -> Void
    ) throws -> [UInt8] {
        var failures: [String] = []
        for mirror in set.mirrors {
            var limits = limits
            limits.answer /= Double(set.mirrors.count)
            do {
                let bytes = try fetch(mirror + file.name, size: file.size, limits: limits, progress: progress)
                guard SHA256.hexDigest(of: bytes) == file.sha256 else {
                    throw TransferFailure(reason: "sent a file whose SHA-256 is wrong")
                }
                return bytes
            } catch let failure as TransferFailure {
                failures.append("\(URL(string: mirror)?.host ?? mirror) \(failure.reason)")
            }
        }
        let reasons = failures.isEmpty ? "no mirror is known" : failures.joined(separator: ", ")
        throw DataError(
            .unreachable, "\(set.name): could not download \(file.name): \(reasons)",
            hint: "check the network, or put the files into a folder and name it with --data or NABLA_DATA")
    }

    private static func fetch(
        _ address: String, size: Int, limits: DownloadLimits, progress: (Int) -> Void
    ) throws -> [UInt8] {
        guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme)
        else {
            throw TransferFailure(reason: "is not a web address")
        }
        let transfer = Transfer(size: size)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        // The session's own time-outs come last: the watch in `wait` is exact and counts what we mean.
        configuration.timeoutIntervalForRequest = limits.answer + limits.stall + 60
        let session = URLSession(configuration: configuration, delegate: transfer, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        var request = URLRequest(url: url)
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        session.dataTask(with: request).resume()
        return try transfer.wait(limits: limits, progress: progress)
    }
}

/// Why one mirror did not deliver; reads on after the mirror's name.
struct TransferFailure: Error {
    let reason: String
}

/// One transfer. The session's queue fills it while the caller waits for it: `condition` guards every variable.
private final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let condition = NSCondition()
    private let size: Int
    private var received: [UInt8] = []
    private var answered = false
    private var lastNews = Date()
    private var finished = false
    private var failure: TransferFailure?

    init(size: Int) { self.size = size }

    /// Waits until all has arrived, something failed, or a limit has passed. `progress` runs on the caller's thread.
    func wait(limits: DownloadLimits, progress: (Int) -> Void) throws -> [UInt8] {
        condition.lock()
        defer { condition.unlock() }
        let start = Date()
        var shown = 0
        while !finished && failure == nil {
            let deadline = answered ? lastNews + limits.stall : start + limits.answer
            guard Date() < min(deadline, start + limits.total) else {
                throw TransferFailure(
                    reason: !answered
                        ? "did not answer within \(limits.answer) s"
                        : Date() < deadline
                            ? "took longer than \(limits.total) s"
                            : "stopped sending after \(received.count) of \(size) bytes")
            }
            _ = condition.wait(until: min(deadline, start + limits.total))
            if received.count > shown {
                shown = received.count
                progress(shown)
            }
        }
        if let failure { throw failure }
        guard received.count == size else {
            throw TransferFailure(reason: "sent \(received.count) bytes instead of \(size)")
        }
        if received.count > shown { progress(received.count) }
        return received
    }

    /// Changes the state and wakes the waiting caller. Nothing changes after a failure.
    private func update(_ change: () -> Void) {
        condition.lock()
        if failure == nil && !finished { change() }
        lastNews = Date()
        condition.signal()
        condition.unlock()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        let promised = response.expectedContentLength  // -1 when the server does not say
        update {
            answered = true
            if status != 200 {
                failure = TransferFailure(reason: "answered with HTTP status \(status)")
            } else if promised > Int64(size) {
                failure = TransferFailure(reason: "wants to send \(promised) bytes instead of \(size)")
            }
        }
        condition.lock()
        let refused = failure != nil
        condition.unlock()
        completionHandler(refused ? .cancel : .allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        update {
            received.append(contentsOf: data)
            if received.count > size {
                failure = TransferFailure(reason: "sent more than \(size) bytes")
            }
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        update {
            if let error {
                failure = TransferFailure(reason: "failed (\(error.localizedDescription))")
            }
            finished = true
        }
    }
}
