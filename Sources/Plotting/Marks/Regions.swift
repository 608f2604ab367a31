/// What a classifier answers at every place: the plane tinted by class.
public struct Regions: Mark {
    private let classes: ([(x: Double, y: Double)]) -> [Int]
    private let resolution: Int
    private let opacity: Double
    private let showsBoundary: Bool

    /// Asks for the class of single points.
    public init(
        resolution: Int = 160, opacity: Double = 0.22, showsBoundary: Bool = true,
        class classify: @escaping (Double, Double) -> Int
    ) {
        self.init(resolution: resolution, opacity: opacity, showsBoundary: showsBoundary) { points in
            points.map { classify($0.x, $0.y) }
        }
    }

    /// Asks for the classes of many points at once, as a network answers fastest.
    public init(
        resolution: Int = 160, opacity: Double = 0.22, showsBoundary: Bool = true,
        classes: @escaping ([(x: Double, y: Double)]) -> [Int]
    ) {
        require(
            (2...1000).contains(resolution),
            "Regions: expected a resolution of 2 to 1000 points across, but got \(resolution); try 160")
        self.classes = classes
        self.resolution = resolution
        self.opacity = opacity
        self.showsBoundary = showsBoundary
    }

    public func prepare(_ request: inout PlotRequest) {}

    public func draw(in plot: Plot) {
        let columns = resolution
        let rows = max(2, Int((Double(resolution) * plot.area.height / plot.area.width).rounded()))
        var points: [(x: Double, y: Double)] = []
        for row in 0..<rows {
            for column in 0..<columns {
                points.append(
                    (
                        plot.x.value(
                            at: plot.area.minX + Double(column) / Double(columns - 1) * plot.area.width),
                        plot.y.value(at: plot.area.minY + Double(row) / Double(rows - 1) * plot.area.height)
                    ))
            }
        }
        let answers = classes(points)
        require(
            answers.count == points.count,
            "Regions: expected a class for each of \(points.count) points, but got \(answers.count); answer"
                + " all points in order")
        let field = ClassField(answers, rows: rows, columns: columns)
        let (width, height) = (Int(plot.area.width / 2), Int(plot.area.height / 2))
        let tints = field.labels.map { label in
            plot.theme.background.mixed(with: plot.theme.color(.series(label)), share: opacity).bytes
        }
        let edges = field.labels.map { plot.theme.color(.series($0)).mixed(with: .black, share: 0.2).bytes }
        let smooth = field.enlarged(width: width, height: height)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for row in 0..<height {
            for column in 0..<width {
                let here = smooth[row * width + column]
                let below = smooth[min(row + 1, height - 1) * width + column]
                let right = smooth[row * width + min(column + 1, width - 1)]
                let isEdge = showsBoundary && (here != below || here != right)
                let (red, green, blue) = isEdge ? edges[here] : tints[here]
                pixels += [red, green, blue]
            }
        }
        guard width > 0, height > 0 else { return }
        plot.canvas.draw(
            Picture(width: width, height: height, channels: 3, pixels: pixels), in: plot.area, isSmooth: true)
    }
}

/// Classes on a coarse grid, enlarged with smooth borders: every class has a field of 0 and 1 that is
/// interpolated, and the strongest field wins.
struct ClassField {
    let labels: [Int]
    private let indices: [Int]
    private let rows: Int
    private let columns: Int

    init(_ classes: [Int], rows: Int, columns: Int) {
        labels = Set(classes).sorted()
        let place = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        indices = classes.map { place[$0]! }
        self.rows = rows
        self.columns = columns
    }

    /// Index into `labels` for every pixel.
    func enlarged(width: Int, height: Int) -> [Int] {
        var result = Array(repeating: 0, count: width * height)
        for row in 0..<height {
            let y = Double(row) / Double(max(1, height - 1)) * Double(rows - 1)
            let top = min(Int(y), rows - 2)
            let down = y - Double(top)
            for column in 0..<width {
                let x = Double(column) / Double(max(1, width - 1)) * Double(columns - 1)
                let left = min(Int(x), columns - 2)
                let across = x - Double(left)
                let corner = top * columns + left
                let corners = [
                    (indices[corner], (1 - down) * (1 - across)), (indices[corner + 1], (1 - down) * across),
                    (indices[corner + columns], down * (1 - across)),
                    (indices[corner + columns + 1], down * across),
                ]
                let first = corners[0].0
                if corners.allSatisfy({ $0.0 == first }) {
                    result[row * width + column] = first
                    continue
                }
                result[row * width + column] =
                    corners.map { own in
                        (own.0, corners.reduce(0) { $0 + ($1.0 == own.0 ? $1.1 : 0) })
                    }.max { $0.1 < $1.1 }!.0
            }
        }
        return result
    }
}
