/// Shapes of points: a class keeps its shape as well as its colour, for readers who cannot tell the colours.
public enum Marker: Sendable, CaseIterable {
    case circle, square, triangle, diamond, cross, ring, plus

    /// The n-th shape, for the n-th class.
    public static func series(_ index: Int) -> Marker {
        allCases[(index % allCases.count + allCases.count) % allCases.count]
    }

    func draw(
        at center: Point, size: Double, color: Color, on canvas: Canvas, theme: Theme, opacity: Double = 1
    ) {
        let r = size / 2
        func star(_ points: [(Double, Double)]) -> [Point] {
            points.map { Point(center.x + $0.0 * r, center.y + $0.1 * r) }
        }
        func filled(_ shape: Shape) {
            canvas.stroke(shape, theme.background, width: 3, opacity: opacity)
            canvas.fill(shape, color, opacity: opacity)
        }
        func crossed(_ points: [Point]) {
            for (ink, width) in [(theme.background, 0.34 * size + 4), (color, 0.28 * size)] {
                canvas.stroke(
                    .polyline([points[0], points[1], nil, points[2], points[3]]), ink, width: width,
                    opacity: opacity)
            }
        }
        switch self {
        case .circle: filled(.circle(center: center, radius: r))
        case .square: filled(.polygon(star([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])))
        case .triangle: filled(.polygon(star([(0, -1.15), (1.1, 0.8), (-1.1, 0.8)])))
        case .diamond: filled(.polygon(star([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)])))
        case .cross: crossed(star([(-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8)]))
        case .plus: crossed(star([(-1, 0), (1, 0), (0, -1), (0, 1)]))
        case .ring:
            canvas.fill(.circle(center: center, radius: r), theme.background, opacity: opacity)
            canvas.stroke(
                .circle(center: center, radius: r - 0.09 * size), color, width: 0.2 * size, opacity: opacity)
        }
    }
}
