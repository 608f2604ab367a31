/// What stands around a surface: the floor, two walls behind it, ticks and labels along the nearest edges.
struct SurfaceFrame {
    private let surface: Surface
    private let canvas: Canvas
    private let theme: Theme
    private let place: (Double, Double, Double) -> Point
    /// The sides of the box that are nearest to the reader: −1 or 1.
    private let near: (x: Double, y: Double)

    init(
        _ surface: Surface, _ canvas: Canvas, _ theme: Theme,
        place: @escaping (Double, Double, Double) -> Point
    ) {
        self.surface = surface
        self.canvas = canvas
        self.theme = theme
        self.place = place
        let towards = surface.view.towardsReader
        near = (towards.x >= 0 ? 1 : -1, towards.y >= 0 ? 1 : -1)
    }

    private var bottom: Double { -surface.gap }
    private var top: Double { surface.height }
    private var tickStyle: TextStyle { TextStyle(size: theme.tickSize, color: theme.muted) }
    private var labelStyle: TextStyle { TextStyle(size: theme.labelSize, color: theme.foreground) }

    private func ticks(_ range: ClosedRange<Double>) -> [Tick] {
        linearTicks(range, atLeast: 3).filter { range.contains($0.value) && $0.isMajor }
    }

    private func along(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        2 * SurfacePen.share(value, range) - 1
    }

    func drawBehind() {
        let floor = [place(-1, -1, bottom), place(1, -1, bottom), place(1, 1, bottom), place(-1, 1, bottom)]
        canvas.fill(.polygon(floor), theme.background.mixed(with: theme.foreground, share: 0.04))
        func line(_ a: Point, _ b: Point, _ color: Color, _ width: Double) {
            canvas.stroke(.polyline([a, b]), color, width: width, isRoundEnded: false)
        }
        for tick in ticks(surface.x) {
            let x = along(tick.value, surface.x)
            line(place(x, -1, bottom), place(x, 1, bottom), theme.grid, 2)
            line(place(x, -near.y, bottom), place(x, -near.y, top), theme.grid, 2)
        }
        for tick in ticks(surface.y) {
            let y = along(tick.value, surface.y)
            line(place(-1, y, bottom), place(1, y, bottom), theme.grid, 2)
            line(place(-near.x, y, bottom), place(-near.x, y, top), theme.grid, 2)
        }
        for tick in ticks(surface.z) {
            let z = SurfacePen.share(tick.value, surface.z) * surface.height
            line(place(-1, -near.y, z), place(1, -near.y, z), theme.grid, 2)
            line(place(-near.x, -1, z), place(-near.x, 1, z), theme.grid, 2)
        }
        for (x, y) in [(-near.x, -near.y), (near.x, -near.y), (-near.x, near.y)] {
            line(place(x, y, bottom), place(x, y, top), theme.grid, 2.5)
        }
        canvas.stroke(.polygon(floor), theme.axis, width: 2.5)
    }

    func drawTicks() {
        // Along x on the near side of y, and along y on the near side of x: the edges in front.
        edge(
            surface.x, surface.labels.x, near: near.x, from: { place($0, near.y, bottom) },
            inwards: { place($0, 0, bottom) })
        edge(
            surface.y, surface.labels.y, near: near.y, from: { place(near.x, $0, bottom) },
            inwards: { place(0, $0, bottom) })
        drawHeights()
    }

    private func edge(
        _ range: ClosedRange<Double>, _ label: String, near: Double, from at: (Double) -> Point,
        inwards: (Double) -> Point
    ) {
        // Outwards across the page, square to the edge.
        let direction = (at(1) - at(-1)).normalized
        var outward = Point(-direction.y, direction.x)
        let inside = inwards(0) - at(0)
        if outward.x * inside.x + outward.y * inside.y > 0 { outward = -1 * outward }
        var widest = 0.0
        for tick in ticks(range) {
            let foot = at(along(tick.value, range))
            canvas.stroke(.polyline([foot, foot + 10 * outward]), theme.axis, width: 2.5)
            let size = canvas.size(of: tick.label, tickStyle)
            widest = max(widest, size.width)
            let reach = 16 + abs(outward.x) * size.width / 2 + abs(outward.y) * 0.36 * size.height
            // Where both edges meet, each label keeps to its own.
            let isAtCorner = abs(along(tick.value, range) - near) < 0.1
            let aside = (isAtCorner ? -near * (10 + size.width / 3) : 0) * direction
            canvas.draw(tick.label, tickStyle, at: foot + reach * outward + aside, anchor: .center)
        }
        guard !label.isEmpty else { return }
        let label = canvas.fitted(label, labelStyle, width: 0.3 * canvas.width, lines: 2)
        let size = canvas.size(of: label, labelStyle)
        let reach = 60 + abs(outward.x) * (widest + size.width / 2) + abs(outward.y) * 0.3 * size.height
        canvas.draw(label, labelStyle, at: at(0) + reach * outward, anchor: .center)
    }

    /// Heights stand on the upright edge furthest to the left.
    private func drawHeights() {
        let edges = [(near.x, -near.y), (-near.x, near.y)]
        let (x, y) = edges.min { place($0.0, $0.1, 0).x < place($1.0, $1.1, 0).x }!
        canvas.stroke(.polyline([place(x, y, 0), place(x, y, top)]), theme.axis, width: 2.5)
        for tick in ticks(surface.z) {
            let foot = place(x, y, SurfacePen.share(tick.value, surface.z) * surface.height)
            canvas.stroke(.polyline([foot, foot - Point(10, 0)]), theme.axis, width: 2.5)
            canvas.draw(tick.label, tickStyle, at: foot - Point(18, 0), anchor: .right)
        }
        guard !surface.labels.z.isEmpty else { return }
        canvas.draw(
            canvas.fitted(surface.labels.z, labelStyle, width: 0.3 * canvas.width, lines: 2), labelStyle,
            at: place(x, y, top) - Point(0, 26),
            anchor: Anchor(.center, .bottom))
    }
}
