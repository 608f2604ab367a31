/// Runs `body` on the halves of a range on two or more cores at once, when there is enough work to pay for it.
///
/// `grain` is the number of steps below which a single core is faster: waking a helper that has fallen asleep costs
/// about as much as 30,000 additions. Denormal numbers count as zero on every thread that runs a part.
@usableFromInline
func parallel(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let parts = min(LinearAlgebraLibrary.threads, count / max(grain, 1))
    if parts < 2 {
        flushDenormalsToZero()
        body(0..<count)
        return
    }
    ThreadPool.shared.run(parts) { part in
        flushDenormalsToZero()
        body((count * part / parts)..<(count * (part + 1) / parts))
    }
}
