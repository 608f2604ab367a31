/// Draws strokes as MNIST shows digits: 28×28 grey levels, the digit fitted into 20×20, its centre of mass in the
/// middle. Source of the layout: LeCun, Cortes and Burges, "The MNIST database".
struct Pen {
    static let side = 28
    static let box = 20.0

    /// Half the width of the line, in pixels.
    var radius: Double
    /// Width of the grey rim, in pixels: 1 is plain anti-aliasing, more is a blur.
    var rim: Double

    /// Draws polylines and returns the picture row by row, ink 255 on ground 0.
    func draw(_ strokes: [[PenPoint]]) -> [UInt8] {
        let placed = fitted(strokes)
        let ink = render(placed, dx: 0, dy: 0)
        let (dx, dy) = shiftToCentre(of: ink)
        return (dx == 0 && dy == 0 ? ink : render(placed, dx: dx, dy: dy)).map { UInt8(($0 * 255).rounded()) }
    }

    /// Scales the strokes, line width included, so that the longer side of their box becomes 20 pixels.
    private func fitted(_ strokes: [[PenPoint]]) -> [[PenPoint]] {
        let points = strokes.joined()
        let (left, right) = (points.map(\.x).min()!, points.map(\.x).max()!)
        let (top, bottom) = (points.map(\.y).min()!, points.map(\.y).max()!)
        let scale = (Self.box - 2 * radius) / max(right - left, bottom - top, 1e-6)
        let middle = Double(Self.side) / 2
        return strokes.map { stroke in
            stroke.map { point in
                PenPoint(
                    middle + scale * (point.x - (left + right) / 2),
                    middle + scale * (point.y - (top + bottom) / 2))
            }
        }
    }

    /// Whole pixels that bring the centre of mass to the middle of the picture.
    private func shiftToCentre(of ink: [Double]) -> (dx: Double, dy: Double) {
        var (mass, x, y) = (0.0, 0.0, 0.0)
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let value = ink[row * Self.side + column]
                mass += value
                x += value * (Double(column) + 0.5)
                y += value * (Double(row) + 0.5)
            }
        }
        guard mass > 0 else { return (0, 0) }
        let middle = Double(Self.side) / 2
        return ((middle - x / mass).rounded(), (middle - y / mass).rounded())
    }

    /// Ink 0…1 for each pixel: full inside the line, fading over the rim with the distance from its middle.
    private func render(_ strokes: [[PenPoint]], dx: Double, dy: Double) -> [Double] {
        var ink = [Double](repeating: 0, count: Self.side * Self.side)
        let reach = radius + rim / 2
        ink.withUnsafeMutableBufferPointer { ink in
            for stroke in strokes {
                for (start, end) in zip(stroke, stroke.dropFirst()) {
                    let (ax, ay) = (start.x + dx, start.y + dy)
                    let (ux, uy) = (end.x - start.x, end.y - start.y)
                    let squaredLength = max(ux * ux + uy * uy, 1e-12)
                    let columns = pixels(from: min(ax, ax + ux) - reach, to: max(ax, ax + ux) + reach)
                    let rows = pixels(from: min(ay, ay + uy) - reach, to: max(ay, ay + uy) + reach)
                    for row in rows {
                        for column in columns {
                            let (px, py) = (Double(column) + 0.5 - ax, Double(row) + 0.5 - ay)
                            let along = min(max((px * ux + py * uy) / squaredLength, 0), 1)
                            let (ex, ey) = (px - along * ux, py - along * uy)
                            let distance = (ex * ex + ey * ey).squareRoot()
                            let value = min(max((radius - distance) / rim + 0.5, 0), 1)
                            let pixel = row * Self.side + column
                            ink[pixel] = max(ink[pixel], value)
                        }
                    }
                }
            }
        }
        return ink
    }

    private func pixels(from low: Double, to high: Double) -> Range<Int> {
        let first = min(max(Int(low.rounded(.down)), 0), Self.side)
        let last = min(max(Int(high.rounded(.up)), 0), Self.side)
        return first..<max(first, last)
    }
}
