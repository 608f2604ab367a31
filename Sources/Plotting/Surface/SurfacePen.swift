import Foundation

/// Draws one surface: floor and walls, then the surface from back to front, then paths and labels.
struct SurfacePen {
    private let surface: Surface
    private let canvas: Canvas
    private let theme: Theme
    private let area: Rectangle
    /// Units of the page per unit of the box, and where the middle of the floor lies.
    private let scale: Double
    private let origin: Point
    /// Heights in the box.
    private let field: SampledField
    /// Cells along each side of the floor; every sixth line is part of the mesh.
    private static let cells = 96

    init(_ surface: Surface, in area: Rectangle, on canvas: Canvas, theme: Theme) {
        self.surface = surface
        self.area = area
        self.canvas = canvas
        self.theme = theme
        let places = (0...Self.cells).map { 2 * Double($0) / Double(Self.cells) - 1 }
        field = SampledField(x: places, y: places) { Self.height($0, $1, of: surface) }
        // The box with room for ticks and labels around it.
        let view = surface.view
        let corners = [-1.0, 1].flatMap { x in
            [-1.0, 1].flatMap { y in
                [-surface.gap, surface.height].map { view.project(x, y, $0) }
            }
        }
        let (left, right) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
        let (top, bottom) = (corners.map(\.y).min()!, corners.map(\.y).max()!)
        let room = Insets(left: 190, right: 110, top: 20, bottom: 96)
        let inner = area.inset(by: room)
        scale = min(inner.width / (right - left), inner.height / (bottom - top))
        origin = inner.center - scale * Point((left + right) / 2, (top + bottom) / 2)
    }

    func draw() {
        SurfaceFrame(surface, canvas, theme, place: place).drawBehind()
        drawFloorLines()
        for path in surface.paths { drawShadow(of: path) }
        drawCells()
        drawLines()
        for path in surface.paths { draw(path) }
        SurfaceFrame(surface, canvas, theme, place: place).drawTicks()
        drawLabels()
    }

    // MARK: Coordinates

    /// The place on the page of a place in the box.
    private func place(_ x: Double, _ y: Double, _ z: Double) -> Point {
        origin + scale * surface.view.project(x, y, z)
    }

    /// The place on the floor of a pair of numbers; nil for what has none.
    private func box(_ point: Point) -> Point? {
        let place = Point(Self.share(point.x, surface.x) * 2 - 1, Self.share(point.y, surface.y) * 2 - 1)
        return place.isFinite ? place : nil
    }

    /// Where paths end. A hair of room keeps points that lie on an edge.
    private var floor: ClipBox { ClipBox(x: -1 - 1e-9...1 + 1e-9, y: -1 - 1e-9...1 + 1e-9) }

    /// Where a point of a path stands on the surface; nil where the surface has no height there.
    private func foot(_ point: Point) -> (x: Double, y: Double, z: Double)? {
        guard let place = box(point), abs(place.x) <= 1 + 1e-9, abs(place.y) <= 1 + 1e-9 else { return nil }
        let z = height(place.x, place.y)
        return z.isFinite ? (place.x, place.y, z) : nil
    }

    static func share(_ value: Double, _ range: ClosedRange<Double>) -> Double { range.share(of: value) }

    /// Height in the box above a place of the box.
    private func height(_ x: Double, _ y: Double) -> Double { Self.height(x, y, of: surface) }

    /// The same between samples, which is quicker.
    private func sampled(_ x: Double, _ y: Double) -> Double {
        field.value(
            column: (x + 1) / 2 * Double(Self.cells), row: (y + 1) / 2 * Double(Self.cells))
    }

    private static func height(_ x: Double, _ y: Double, of surface: Surface) -> Double {
        func value(_ share: Double, _ range: ClosedRange<Double>) -> Double {
            range.lowerBound * (1 - share) / 2 + range.upperBound * (1 + share) / 2
        }
        let z = surface.function(value(x, surface.x), value(y, surface.y))
        return share(z, surface.z) * surface.height
    }

    private func boxHeight(_ z: Double) -> Double { Self.share(z, surface.z) * surface.height }

    // MARK: Surface

    /// Draws the cells from back to front. On a grid seen from above, a cell can hide only those that lie further
    /// back in both directions, so this order is exact and needs no sorting.
    private func drawCells() {
        let towards = surface.view.towardsReader
        let forward = Array(0..<Self.cells)
        let columns = towards.x >= 0 ? forward : forward.reversed()
        let rows = towards.y >= 0 ? forward : forward.reversed()
        for row in rows {
            for column in columns { drawCell(row, column) }
        }
    }

    private func drawCell(_ row: Int, _ column: Int) {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        let heights = corners.map { field.values[$0.0][$0.1] }
        guard heights.allSatisfy(\.isFinite) else { return }
        let outline = zip(corners, heights).map { place(field.x[$0.0.1], field.y[$0.0.0], $0.1) }
        let share = heights.reduce(0, +) / 4 / surface.height
        let color = shaded(
            surface.map.color(at: share), slopeX: (heights[1] - heights[0] + heights[2] - heights[3]) / 2,
            slopeY: (heights[3] - heights[0] + heights[2] - heights[1]) / 2, width: field.x[1] - field.x[0])
        canvas.fill(.polygon(outline), color)
        // Neighbours leave a hair of the ground between them; a stroke of the same colour closes it.
        canvas.stroke(.polygon(outline), color, width: 1.2)
    }

    /// Draws the mesh and the lines of equal height, where nothing lies before them.
    private func drawLines() {
        let places = field.x
        for line in stride(from: 0, through: Self.cells, by: 6) {
            stroke(places.map { Point($0, places[line]) }, Color(hex: 0x12304F), width: 1.2, opacity: 0.25)
            stroke(places.map { Point(places[line], $0) }, Color(hex: 0x12304F), width: 1.2, opacity: 0.25)
        }
        for level in surface.levels {
            for line in LevelLines(of: field, level: boxHeight(level)).lines {
                stroke(line, .white, width: 3, opacity: 0.9)
            }
        }
    }

    /// Draws what can be seen of a line on the surface, given by its places on the floor.
    private func stroke(_ line: [Point], _ color: Color, width: Double, opacity: Double) {
        let seen = line.map { point -> Point? in
            let z = sampled(point.x, point.y)
            guard z.isFinite else { return nil }
            return surface.view.sees(point.x, point.y, z, over: sampled) ? place(point.x, point.y, z) : nil
        }
        canvas.stroke(.polyline(seen), color, width: width, opacity: opacity)
    }

    /// Light falls from the left, from the reader and from above.
    private func shaded(_ color: Color, slopeX: Double, slopeY: Double, width: Double) -> Color {
        let normal = (-slopeX / width, -slopeY / width / surface.view.depth, 1.0)
        let length = (normal.0 * normal.0 + normal.1 * normal.1 + 1).squareRoot()
        let towards = surface.view.towardsReader
        // Left on the page is a quarter turn from the direction towards the reader.
        let light = (0.45 * towards.x + 0.6 * towards.y, 0.45 * towards.y - 0.6 * towards.x, 0.66)
        let cosine = (normal.0 * light.0 + normal.1 * light.1 + light.2) / length
        return cosine >= 0.62
            ? color.mixed(with: .white, share: min(0.4, 0.9 * (cosine - 0.62)))
            : color.mixed(with: Color(hex: 0x12304F), share: min(0.5, 0.62 * (0.62 - cosine)))
    }

    private func drawFloorLines() {
        for level in surface.levels {
            for line in LevelLines(of: field, level: boxHeight(level)).lines {
                canvas.stroke(
                    .polyline(line.map { place($0.x, $0.y, -surface.gap) }), theme.axis, width: 2,
                    opacity: 0.8)
            }
        }
    }

    // MARK: Paths

    private func drawShadow(of path: Surface.Path) {
        let line = floor.line(path.points.map(box)).map { $0.map { place($0.x, $0.y, -surface.gap) } }
        canvas.stroke(.polyline(line), theme.color(path.color), width: 4, opacity: 0.55)
    }

    private func draw(_ path: Surface.Path) {
        let color = theme.color(path.color)
        let stops = dense(floor.line(path.points.map(box))).map { point in
            point.flatMap { point -> (place: Point, isSeen: Bool)? in
                let z = height(point.x, point.y)
                guard z.isFinite else { return nil }
                return (place(point.x, point.y, z), surface.view.sees(point.x, point.y, z, over: height))
            }
        }
        let seen = stops.map { $0.flatMap { $0.isSeen ? $0.place : nil } }
        let hidden = stops.map { $0.flatMap { $0.isSeen ? nil : $0.place } }
        canvas.stroke(.polyline(hidden), color, width: 4, opacity: 0.55, dashes: [4, 8])
        canvas.stroke(.polyline(seen), .white, width: 10, opacity: 0.9)
        canvas.stroke(.polyline(seen), color, width: 6)
        for (index, point) in path.points.enumerated() {
            let isEnd = index == 0 || index == path.points.count - 1
            guard isEnd || path.dotEvery.map({ index % $0 == 0 }) ?? false else { continue }
            guard let (x, y, z) = foot(point), surface.view.sees(x, y, z, over: height) else { continue }
            let marker = index == 0 ? Marker.ring : .circle
            marker.draw(at: place(x, y, z), size: isEnd ? 24 : 15, color: color, on: canvas, theme: theme)
        }
    }

    /// The way with points so near to each other that it bends with the surface.
    private func dense(_ points: [Point?]) -> [Point?] {
        guard let first = points.first else { return [] }
        return [first]
            + zip(points, points.dropFirst()).flatMap { a, b -> [Point?] in
                guard let a, let b else { return [b] }
                let count = max(1, Int((b - a).length / 0.01))
                return (1...count).map { a + Double($0) / Double(count) * (b - a) }
            }
    }

    /// Labels beside the ends of the paths, clear of each other.
    private func drawLabels() {
        var placer = LabelPlacer(area: area)
        for path in surface.paths {
            for point in path.points {
                guard let (x, y, z) = foot(point) else { continue }
                placer.obstacles.insert(Rectangle(center: place(x, y, z), width: 30, height: 30))
            }
        }
        for path in surface.paths {
            guard let text = path.label, let (x, y, z) = path.points.last.flatMap(foot) else { continue }
            let style = TextStyle(size: theme.tickSize + 2, color: theme.color(path.color), isBold: true)
            let label = canvas.fitted(text, style, width: 0.4 * area.width, lines: 3)
            let size = canvas.size(of: label, style)
            let places = LabelPlacer.around(
                place(x, y, z), width: size.width + 14, height: size.height, gap: 24)
            let frame = places[placer.place(places)]
            canvas.draw(label, style, at: frame.center, anchor: .center, halo: theme.background)
        }
    }
}
