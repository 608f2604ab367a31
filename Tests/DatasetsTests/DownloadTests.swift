import Tensors
import Datasets
import Foundation
import Synchronization
import Testing

/// Every server is our own, on 127.0.0.1.
@Suite struct DownloadTests {
    let folder: TemporaryFolder
    let location: DataLocation
    let events = Events()

    /// What the observer heard.
    final class Events: Sendable {
        private let heard = Mutex<[DataEvent]>([])
        var all: [DataEvent] { heard.withLock { $0 } }
        func add(_ event: DataEvent) { heard.withLock { $0.append(event) } }
    }

    /// Short where a server is silent or stalls, long enough for a busy machine where it answers.
    static let limits = DownloadLimits(answer: 10, stall: 1, total: 20)
    static let impatient = DownloadLimits(answer: 1, stall: 1, total: 20)
    static let first = "train-images-idx3-ubyte.gz"

    init() throws {
        folder = try TemporaryFolder()
        let events = events
        location = DataLocation(
            environment: ["XDG_CACHE_HOME": folder.path], workingFolder: folder.path,
            limits: DownloadLimits(answer: 10, stall: 10, total: 20), observer: { events.add($0) })
    }

    private func server(_ first: FileServer.Answer? = nil) throws -> FileServer {
        var answers = Miniature.files.mapValues { FileServer.Answer.file($0) }
        if let first { answers[Self.first] = first }
        return try FileServer(answers)
    }

    @Test("fetches all files once; the next load takes the cache")
    func works() throws {
        let server = try server()
        let set = Miniature.dataSet(mirrors: [server.address])
        let mnist = try MNIST.load(from: location, dataSet: set)
        let cache = folder.path + "/nabla/mnist"
        #expect(mnist.source == .download(cache))
        #expect(mnist.training.labels == [7, 0, 9])
        #expect(folder.files == Miniature.files.keys.sorted().map { "nabla/mnist/" + $0 })
        let total = Miniature.files.values.reduce(0) { $0 + $1.count }
        #expect(
            events.all.suffix(2) == [
                .progress(set: "mnist", received: total, total: total),
                .found(set: "mnist", source: .download(cache)),
            ])
        #expect(try MNIST.load(from: location, dataSet: set).source == .cache(cache))
        #expect(server.requests == set.files.map(\.name))
    }

    @Test(
        "what goes wrong is named, ends in time and leaves no file",
        .timeLimit(.minutes(2)),
        arguments: [
            (FileServer.Answer.status(404), "answered with HTTP status 404"),
            (.status(500), "answered with HTTP status 500"),
            (.file([1, 2, 3]), "sent 3 bytes instead of SIZE"),
            (.file([UInt8](repeating: 0, count: 1 << 20)), "wants to send 1048576 bytes instead of SIZE"),
            (.endless, "sent more than SIZE bytes"),
            (.silent, "did not answer within 1.0 s"),
            (.stalled([1, 2, 3], promised: 1000), "stopped sending after 3 of SIZE bytes"),
            (.stalled([], promised: 1000), "stopped sending after 0 of SIZE bytes"),
        ])
    func misbehaviour(answer: FileServer.Answer, expected: String) throws {
        let server = try server(answer)
        let limits = if case .silent = answer { Self.impatient } else { Self.limits }
        let error = #expect(throws: DataError.self) {
            try location.fetch(Miniature.dataSet(mirrors: [server.address]), limits: limits)
        }
        let size = String(Miniature.files[Self.first]!.count)
        #expect(error?.kind == .unreachable)
        #expect(
            error?.message == "mnist: could not download \(Self.first): 127.0.0.1 "
                + expected.replacingOccurrences(of: "SIZE", with: size))
        #expect(folder.files.isEmpty)
    }

    @Test("a body shorter than its Content-Length is refused")
    func truncated() throws {
        let file = Miniature.files[Self.first]!
        let server = try server(.truncated(Array(file.dropLast(10)), promised: file.count))
        let error = #expect(throws: DataError.self) {
            try location.fetch(Miniature.dataSet(mirrors: [server.address]), limits: Self.limits)
        }
        #expect(error?.kind == .unreachable)
        #expect(folder.files.isEmpty)
    }

    @Test("a file of the right length and the wrong content is refused")
    func wrongContent() throws {
        var file = Miniature.files[Self.first]!
        file[100] ^= 1
        let server = try server(.file(file))
        let error = #expect(throws: DataError.self) {
            try location.fetch(Miniature.dataSet(mirrors: [server.address]), limits: Self.limits)
        }
        #expect(error?.message.hasSuffix("127.0.0.1 sent a file whose SHA-256 is wrong") == true)
        #expect(folder.files.isEmpty)
    }

    @Test("the next mirror is tried when one fails, and all reasons are told when all do")
    func mirrors() throws {
        let (bad, good) = (try server(.status(503)), try server())
        let set = Miniature.dataSet(mirrors: [bad.address, good.address])
        try location.fetch(set, limits: Self.limits)
        #expect(bad.requests.first == Self.first)
        #expect(good.requests == [Self.first])
        let other = try TemporaryFolder()
        var location = location
        location.environment = ["XDG_CACHE_HOME": other.path]
        good.stop()
        let error = #expect(throws: DataError.self) { try location.fetch(set, limits: Self.limits) }
        #expect(
            error?.message.contains("127.0.0.1 answered with HTTP status 503, 127.0.0.1 failed (") == true)
    }

    @Test("when the network fails a load falls back to the built-in digits, says why once and tries no more")
    func fallBack() throws {
        let server = try server(.status(404))
        let set = Miniature.dataSet(mirrors: [server.address])
        let mnist = try MNIST.load(from: location, trainingCount: 10, testCount: 10, dataSet: set)
        #expect(mnist.isBuiltIn)
        #expect(mnist.note?.contains("answered with HTTP status 404") == true)
        _ = try MNIST.load(from: location, trainingCount: 10, testCount: 10, dataSet: set)
        #expect(events.all == [.notice(mnist.note!)])
        #expect(server.requests == [Self.first])
    }

    @Test("fetching mends a damaged file in the cache and takes only what is wanted")
    func mends() throws {
        var files = Miniature.files
        files["t10k-labels-idx1-ubyte.gz"]![20] ^= 1
        try folder.write(files, into: "nabla/mnist")
        let server = try server()
        let set = Miniature.dataSet(mirrors: [server.address])
        try location.fetch(set, limits: Self.limits)
        #expect(server.requests == ["t10k-labels-idx1-ubyte.gz"])
        #expect(try MNIST.load(from: location, dataSet: set).test.labels == [4])
    }

    @Test("a cache that cannot be written is named")
    func cannotWrite() throws {
        try folder.write(["nabla": [1]], into: ".")
        let server = try server()
        let error = #expect(throws: DataError.self) {
            try location.fetch(Miniature.dataSet(mirrors: [server.address]), limits: Self.limits)
        }
        #expect(error?.kind == .unreachable)
        #expect(error?.message == "mnist: could not write \(folder.path)/nabla/mnist/\(Self.first)")
        #expect(folder.files == ["nabla"])
    }

    @Test("an address that is none is refused", arguments: ["not an address/", "file:///etc/", ""])
    func noAddress(mirror: String) {
        let error = #expect(throws: DataError.self) {
            try location.fetch(Miniature.dataSet(mirrors: [mirror]), limits: Self.limits)
        }
        #expect(error?.message.hasSuffix("is not a web address") == true)
    }
}
