#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// How a writer's hand moves a digit's strokes away from the copybook.
struct Hand {
    /// Standard deviation of each point, in heights of the digit.
    var pointJitter = 0.06
    /// How much of a point's deviation the next point keeps: without it, every curve gets kinks.
    var inertia = 0.65
    /// Amplitude of a slow wave that bends the whole digit.
    var bend = 0.05
    /// Standard deviation of the logarithm of the power that moves the middle up or down, left or right.
    var proportion = 0.17
    /// Standard deviation of the rotation, in radians.
    var rotation = 0.10
    /// Most people lean to the right.
    var meanSlant = 0.15
    var slant = 0.32
    /// Standard deviation of the logarithm of width over height.
    var aspect = 0.22

    /// Writes one character in one of its ways: the strokes as polylines, not yet scaled to a picture.
    func write(_ ways: [Allograph], using generator: inout SeededGenerator) -> [[PenPoint]] {
        let jittered = choose(from: ways, using: &generator).strokes.map { stroke in
            shaken(stroke, using: &generator)
        }
        let move = distortion(using: &generator)
        return jittered.map { smoothCurve(through: $0).map(move) }
    }

    private func choose(from ways: [Allograph], using generator: inout SeededGenerator) -> Allograph {
        var rest = Double.random(in: 0..<ways.reduce(0) { $0 + $1.share }, using: &generator)
        for way in ways {
            rest -= way.share
            if rest < 0 { return way }
        }
        return ways[ways.count - 1]
    }

    /// Moves each point a little; the two halves of a corner stay together.
    private func shaken(_ stroke: [PenPoint], using generator: inout SeededGenerator) -> [PenPoint] {
        let fresh = pointJitter * (1 - inertia * inertia).squareRoot()
        var (dx, dy) = (pointJitter * generator.normal(), pointJitter * generator.normal())
        var previous = stroke[0]
        return stroke.map { point in
            if point != previous {
                dx = inertia * dx + fresh * generator.normal()
                dy = inertia * dy + fresh * generator.normal()
                previous = point
            }
            return PenPoint(point.x + dx, point.y + dy)
        }
    }

    /// Draws a bend, a rotation, a slant and an aspect, and returns their composition.
    private func distortion(using generator: inout SeededGenerator) -> (PenPoint) -> PenPoint {
        let waves = (0..<2).map { _ in
            (
                amplitude: bend * generator.normal(),
                direction: Double.random(in: 0..<2 * .pi, using: &generator),
                frequency: Double.random(in: 2..<6, using: &generator),
                phase: Double.random(in: 0..<2 * .pi, using: &generator)
            )
        }
        let powers = (exp(proportion * generator.normal()), exp(proportion * generator.normal()))
        let width = exp(aspect * generator.normal())
        let lean = meanSlant + slant * generator.normal()
        let angle = rotation * generator.normal()
        return { point in
            var (x, y) = (warped(point.x, powers.0), warped(point.y, powers.1))
            let along = waves.map {
                $0.frequency * (cos($0.direction) * x + sin($0.direction) * y) + $0.phase
            }
            x += waves[0].amplitude * sin(along[0])
            y += waves[1].amplitude * sin(along[1])
            x = (x - 0.5) * width - lean * (y - 0.5)
            y -= 0.5
            return PenPoint(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))
        }
    }
}

/// x to a power inside 0…1, unchanged outside.
private func warped(_ x: Double, _ power: Double) -> Double { x > 0 && x < 1 ? pow(x, power) : x }

/// Joins points by a Catmull–Rom spline: it passes through every point, and stops to turn at a doubled one.
func smoothCurve(through points: [PenPoint], steps: Int = 5) -> [PenPoint] {
    var curve: [PenPoint] = [points[0]]
    for index in 0..<points.count - 1 {
        let (b, c) = (points[index], points[index + 1])
        let a = index > 0 ? points[index - 1] : b
        let d = index + 2 < points.count ? points[index + 2] : c
        for step in 1...steps {
            let t = Double(step) / Double(steps)
            // The basis of the spline with tension ½.
            let (wa, wb) = (((2 - t) * t - 1) * t / 2, ((3 * t - 5) * t * t + 2) / 2)
            let (wc, wd) = (((4 - 3 * t) * t + 1) * t / 2, (t - 1) * t * t / 2)
            curve.append(
                PenPoint(wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y)
            )
        }
    }
    return curve
}

extension SeededGenerator {
    /// Draws from the standard normal distribution (Box and Muller 1958).
    package mutating func normal() -> Double {
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &self))).squareRoot()
        return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
    }
}
