import Nabla

/// A river's level by the month: a season, a slow drift, and weather.
struct Season {
    let levels: [Scalar]
    /// Months a year.
    static let year = 12
    /// The forecast sees this many months.
    static let window = 48

    /// Draws a series: two waves of a year, a level that wanders, noise of standard deviation 0.5.
    init(months: Int, using generator: inout SeededGenerator) {
        let draws = Tensor(randomNormal: [months, 2], using: &generator).scalars
        var drift = 0.0
        levels = (0..<months).map { month in
            let angle = 2 * Double.pi * Double(month) / 12
            drift = 0.98 * drift + 0.06 * Double(draws[2 * month])
            let wave = 1.5 * sinus(angle) + 0.5 * sinus(2 * angle + 1)
            return Scalar(wave + drift + 0.5 * Double(draws[2 * month + 1]))
        }
    }

    /// Windows and the year after each. Shapes: x [N, 48, 1], y [N, 12].
    func windows(_ starts: [Int]) -> (x: Tensor, y: Tensor) {
        let x = starts.flatMap { levels[$0..<($0 + Season.window)] }
        let y = starts.flatMap { levels[($0 + Season.window)..<($0 + Season.window + Season.year)] }
        return (
            Tensor(scalars: x, shape: [starts.count, Season.window, 1]),
            Tensor(scalars: y, shape: [starts.count, Season.year])
        )
    }

    /// Says that next year will be as last year was. Shapes: x [N, 48, 1] → [N, 12].
    static func asLastYear(_ x: Tensor) -> Tensor {
        x[.all, (window - year)..., 0]
    }
}

private func sinus(_ angle: Double) -> Double {
    Double(sin(Tensor(Scalar(angle))).item)
}
