import Synchronization

/// How often a check had to draw from a seed until its inputs told all answers apart.
///
/// To find that out takes half of all the time that a class's grading takes, and everybody in a class gets the same seed.
/// The inputs themselves are drawn anew for each: an answer's may hold objects that somebody else's has changed.
final class DrawMemory: Sendable {
    private let draws = Mutex<[UInt64: Int]>([:])

    subscript(seed: UInt64) -> Int? {
        get { draws.withLock { $0[seed] } }
        set {
            draws.withLock { draws in
                // A watch that runs all day draws from ever new seeds.
                if draws.count > 256 { draws.removeAll() }
                draws[seed] = newValue
            }
        }
    }
}
