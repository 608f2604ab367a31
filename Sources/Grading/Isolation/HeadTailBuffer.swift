/// The beginning and the end of a stream of bytes that may be far too long to keep.
///
/// The end matters: a trap writes its message last.
struct HeadTailBuffer {
    /// How many bytes came in all.
    private(set) var total = 0
    private let headLimit: Int
    private let tailLimit: Int
    private var head: [UInt8] = []
    private var tail: [UInt8] = []

    /// Keeps three quarters of the limit from the beginning and one quarter from the end.
    init(limit: Int) {
        tailLimit = limit / 4
        headLimit = limit - tailLimit
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        total += bytes.count
        let room = headLimit - head.count
        head.append(contentsOf: bytes.prefix(room))
        tail.append(contentsOf: bytes.dropFirst(room).suffix(tailLimit))
        if tail.count > 2 * tailLimit { tail.removeFirst(tail.count - tailLimit) }
    }

    /// What was kept, with a mark where something is missing.
    var bytes: [UInt8] {
        let isWhole = head.count + tail.count == total && tail.count <= tailLimit
        return isWhole ? head + tail : head + Array("\n…\n".utf8) + tail.suffix(tailLimit)
    }
}
