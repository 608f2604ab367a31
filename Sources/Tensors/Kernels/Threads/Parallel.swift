/// Runs `body` on the parts of a range on two or more cores at once, when there is enough work to pay for it.
///
/// A core works through a stretch of the range of its own, in `perCore` parts, and then takes parts of one that is behind: cores
/// are not equally fast where a processor has two kinds of them, or another program is at work on one. (With one core slowed down to
/// about 0.4 an epoch of the residual CNN took 2.4 s, and 4.3 s in halves; with equal cores the same either way.) One part a core is
/// for bodies that do something once for each part, such as packing a matrix.
///
/// `grain` is the number of steps below which a single core is faster: waking a worker that has fallen asleep costs
/// about as much as 30,000 additions. `flushingDenormals` is passed on to every thread that runs a part, and only for
/// as long as it does.
@usableFromInline
func parallel(
    _ count: Int, grain: Int, perCore: Int = 4, flushingDenormals: Bool = false, _ body: (Range<Int>) -> Void
) {
    let (cores, most) = (LinearAlgebraLibrary.threads, count / max(grain, 1))
    let parts = most < cores ? most : cores * min(perCore, most / cores)
    func run(_ range: Range<Int>) {
        if flushingDenormals { withDenormalsFlushed { body(range) } } else { body(range) }
    }
    if parts < 2 { return run(0..<count) }
    ThreadPool.shared.run(parts) { part in
        run((count * part / parts)..<(count * (part + 1) / parts))
    }
}
