/// Runs `body` on the halves of a range on two or more cores at once, when there is enough work to pay for it.
///
/// `grain` is the number of steps below which a single core is faster: waking a worker that has fallen asleep costs
/// about as much as 30,000 additions. `flushingDenormals` is passed on to every thread that runs a part, and only for
/// as long as it does.
@usableFromInline
func parallel(_ count: Int, grain: Int, flushingDenormals: Bool = false, _ body: (Range<Int>) -> Void) {
    let parts = min(LinearAlgebraLibrary.threads, count / max(grain, 1))
    func run(_ range: Range<Int>) {
        if flushingDenormals { withDenormalsFlushed { body(range) } } else { body(range) }
    }
    if parts < 2 { return run(0..<count) }
    ThreadPool.shared.run(parts) { part in
        run((count * part / parts)..<(count * (part + 1) / parts))
    }
}
