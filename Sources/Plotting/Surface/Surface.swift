import Foundation

/// The graph of a function of two variables as a surface in space, above a floor with its lines of equal height.
///
/// What lies behind a hill is hidden by it. A path is drawn on the surface, dotted where a hill hides it, and again
/// on the floor.
public struct Surface: TitledPanel {
    /// A way over the surface, given by its places on the floor.
    public struct Path {
        let points: [Point]
        let label: String?
        let color: Ink
        let dotEvery: Int?

        public init(
            at points: [(some Plottable, some Plottable)], label: String? = nil, color: Ink = .prediction,
            dotEvery: Int? = nil
        ) {
            self.points = points.map { Point($0.0.plotValue, $0.1.plotValue) }
            self.label = label
            self.color = color
            self.dotEvery = dotEvery
        }
    }

    public var title: String
    let labels: (x: String, y: String, z: String)
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let z: ClosedRange<Double>
    let levels: [Double]
    let map: ColorMap
    let view: SurfaceView
    /// How high the box is, and how far the surface stands above the floor, in units of half its width.
    let height: Double
    let gap: Double
    let paths: [Path]
    let function: (Double, Double) -> Double

    /// Angles in degrees: from where on the floor one looks (−60: x to the right, y to the back), and how far up.
    /// `levels` are heights of lines drawn on the surface and on the floor. `height` and
    /// `depth` are shares of the floor's width; what is higher than `zRange` or lower than the floor is left out.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", zLabel: String = "",
        x: ClosedRange<Double>, y: ClosedRange<Double>, zRange: ClosedRange<Double>? = nil,
        levels: [Double] = [], map: ColorMap = .terrain, azimuth: Double = -60, elevation: Double = 30,
        height: Double = 0.45, depth: Double = 1, floorGap: Double = 0.25, paths: [Path] = [],
        _ function: @escaping (Double, Double) -> Double
    ) {
        require(
            elevation > 0 && elevation < 90 && height > 0 && depth > 0,
            "Surface: expected an elevation between 0 and 90 degrees, a height and a depth above 0, but got"
                + " \(elevation), \(height) and \(depth); try 30, 0.45 and 1")
        for (name, range) in [("x", x), ("y", y), ("zRange", zRange ?? 0...1)] {
            require(
                range.isShowable,
                "Surface: expected a range \(name) of finite numbers, longer than 0, but got \(range); try -1...1"
            )
        }
        self.title = title
        labels = (xLabel, yLabel, zLabel)
        self.x = x
        self.y = y
        self.levels = levels
        self.map = map
        view = SurfaceView(azimuth: azimuth, elevation: elevation, depth: depth)
        self.height = 2 * height
        gap = 2 * floorGap
        self.paths = paths
        let found = SampledField(x: Self.places(x, 60), y: Self.places(y, 60), function).range
        let box = zRange ?? Self.box(around: found ?? 0...1)
        z = box
        // Below a range that is given, the surface goes on down to the floor.
        let depth = floorGap / height * (box.upperBound - box.lowerBound)
        let lowest = zRange == nil ? -Double.greatestFiniteMagnitude : box.moved(by: -depth, 0).lowerBound
        self.function = { x, y in
            let value = function(x, y)
            return value >= lowest && value <= box.upperBound ? value : .nan
        }
    }

    private static func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
        (0...count).map {
            let share = Double($0) / Double(count)
            return range.lowerBound * (1 - share) + range.upperBound * share
        }
    }

    /// A flat surface lies at the bottom of a box of height 1, or of what can be told apart at its height.
    private static func box(around range: ClosedRange<Double>) -> ClosedRange<Double> {
        if range.isShowable { return range }
        let room = max(1, 0.1 * abs(range.lowerBound))
        let above = range.moved(by: 0, room)
        return above.isShowable ? above : range.moved(by: -room, 0)
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        SurfacePen(self, in: area, on: canvas, theme: theme).draw()
    }
}

extension ColorMap {
    /// Blue valleys to sand: heights of a landscape, told apart by lightness alone too.
    public static let terrain = ColorMap(
        stops: [0x2B6CB0, 0x5B9BD0, 0x9CC9E3, 0xD7E6E4, 0xF3E3BF, 0xEBC07A].map(Color.init(hex:)))
}
