import Nabla

/// Writes a number for a reader.
func digits(_ places: Int, _ value: Double) -> String { formatted(value, decimals: places) }

/// Writes numbers for a reader, side by side.
func digits(_ places: Int, _ values: [Double]) -> String {
    values.map { digits(places, $0) }.joined(separator: "  ")
}

/// A number as an entry of a column: seven decimals, the point always in the same place.
func column(_ value: Double) -> String { (value < 0 ? "" : " ") + formatted(value, decimals: 7) }

/// The rows of a matrix as plain numbers.
func rowsOf(_ x: Tensor) -> [[Scalar]] { (0..<x.shape[0]).map { x[$0].scalars } }

/// The shortest time of several runs, in seconds: what the work takes when nothing else is going on.
func fastest(of runs: Int, _ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let times = (0..<runs).map { _ in clock.measure(work) }
    return times.min()! / Duration.seconds(1)
}
