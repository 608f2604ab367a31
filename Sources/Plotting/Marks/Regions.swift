/// What a classifier answers at every place: the plane tinted by class.
public struct Regions: Mark {
    private let classes: ([(x: Double, y: Double)]) -> [Int]
    private let resolution: Int
    private let colors: [Ink]
    private let opacity: Double
    private let showsBoundary: Bool

    /// Asks for the class of single points.
    public init(
        resolution: Int = 120, colors: [Ink] = [], opacity: Double = 0.22, showsBoundary: Bool = true,
        class classify: @escaping (Double, Double) -> Int
    ) {
        self.init(resolution: resolution, colors: colors, opacity: opacity, showsBoundary: showsBoundary) {
            $0.map { classify($0.x, $0.y) }
        }
    }

    /// Asks for the classes of many points at once, as a network answers fastest.
    ///
    /// It is asked twice: for a grid of `resolution` points across, then for the pixels near the borders.
    public init(
        resolution: Int = 120, colors: [Ink] = [], opacity: Double = 0.22, showsBoundary: Bool = true,
        classes: @escaping ([(x: Double, y: Double)]) -> [Int]
    ) {
        require(
            (2...1000).contains(resolution),
            "Regions: expected a resolution of 2 to 1000 points across, but got \(resolution); try 120")
        self.classes = { points in
            let answers = classes(points)
            require(
                answers.count == points.count,
                "Regions: expected a class for each of \(points.count) points, but got \(answers.count);"
                    + " answer all points in order")
            return answers
        }
        self.resolution = resolution
        self.colors = colors
        self.opacity = opacity
        self.showsBoundary = showsBoundary
    }

    public var layer: Int { MarkLayer.ground }

    public func prepare(_ request: inout PlotRequest) { request.hidesGrid = true }

    public func draw(in plot: Plot) {
        let (width, height) = (Int(plot.area.width.rounded()), Int(plot.area.height.rounded()))
        guard width > 1, height > 1 else { return }
        let field = ClassField(width: width, height: height, cell: max(1, width / resolution)) { pixels in
            classes(
                pixels.map { pixel in
                    let x = plot.area.minX + (Double(pixel.column) + 0.5) / Double(width) * plot.area.width
                    let y = plot.area.minY + (Double(pixel.row) + 0.5) / Double(height) * plot.area.height
                    return (plot.x.value(at: x), plot.y.value(at: y))
                })
        }
        func color(_ label: Int) -> Color {
            plot.theme.color(colors.indices.contains(label) ? colors[label] : .series(label))
        }
        var tints: [Int: (UInt8, UInt8, UInt8)] = [:]
        for label in Set(field.labels) {
            tints[label] = plot.theme.background.mixed(with: color(label), share: opacity).bytes
        }
        let edge = plot.theme.foreground.mixed(with: plot.theme.background, share: 0.2).bytes
        var picture = RegionPicture(width: width, height: height, colors: field.labels.map { tints[$0]! })
        if showsBoundary { picture.paint(field.borders, edge) }
        picture.soften(around: field.borders)
        plot.canvas.draw(picture.picture, in: plot.area, isSmooth: true)
    }
}

/// The pixels of the regions: an edge is drawn along their borders, and its stairs are smoothed.
private struct RegionPicture {
    let width: Int
    let height: Int
    var colors: [(UInt8, UInt8, UInt8)]

    /// Visits the places at most `reach` away from one, across and down.
    private func forEachPlace(around place: Int, reach: Int, _ visit: (Int) -> Void) {
        let (row, column) = (place / width, place % width)
        for row in max(0, row - reach)...min(height - 1, row + reach) {
            for column in max(0, column - reach)...min(width - 1, column + reach) { visit(row * width + column) }
        }
    }

    mutating func paint(_ borders: [Int], _ color: (UInt8, UInt8, UInt8)) {
        var painted = colors
        for place in borders { forEachPlace(around: place, reach: 1) { painted[$0] = color } }
        colors = painted
    }

    /// Gives every pixel near a border the mean of the nine around it.
    mutating func soften(around borders: [Int]) {
        let hard = colors
        var isNear = Array(repeating: false, count: colors.count)
        for place in borders { forEachPlace(around: place, reach: 2) { isNear[$0] = true } }
        for place in 0..<colors.count where isNear[place] {
            var (red, green, blue, count) = (0, 0, 0, 0)
            forEachPlace(around: place, reach: 1) {
                red += Int(hard[$0].0)
                green += Int(hard[$0].1)
                blue += Int(hard[$0].2)
                count += 1
            }
            colors[place] = (UInt8(red / count), UInt8(green / count), UInt8(blue / count))
        }
    }

    var picture: Picture {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * colors.count)
        for (red, green, blue) in colors {
            pixels.append(red)
            pixels.append(green)
            pixels.append(blue)
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }
}

/// A class for every pixel, found from few answers: a coarse grid first, then all pixels of those cells whose
/// corners disagree.
struct ClassField {
    private(set) var labels: [Int]
    /// The pixels beside which there is one of another class, row by row.
    private(set) var borders: [Int] = []
    private let width: Int
    private let height: Int

    init(width: Int, height: Int, cell: Int, ask: ([(row: Int, column: Int)]) -> [Int]) {
        self.width = width
        self.height = height
        let rows = Array(stride(from: 0, to: height - 1, by: cell)) + [height - 1]
        let columns = Array(stride(from: 0, to: width - 1, by: cell)) + [width - 1]
        let coarse = ask(rows.flatMap { row in columns.map { (row, $0) } })
        labels = Array(repeating: 0, count: width * height)
        var open: [(row: Int, column: Int)] = []
        for (top, (firstRow, lastRow)) in zip(rows, rows.dropFirst()).enumerated() {
            for (left, (firstColumn, lastColumn)) in zip(columns, columns.dropFirst()).enumerated() {
                let corner = top * columns.count + left
                let label = coarse[corner]
                let agrees = [corner + 1, corner + columns.count, corner + columns.count + 1].allSatisfy {
                    coarse[$0] == label
                }
                for row in firstRow...lastRow {
                    // Every pixel comes here, unoptimised: a range would take ten times as long.
                    var column = firstColumn
                    while column <= lastColumn {
                        if agrees { labels[row * width + column] = label } else { open.append((row, column)) }
                        column += 1
                    }
                }
            }
        }
        for (pixel, label) in zip(open, open.isEmpty ? [] : ask(open)) {
            labels[pixel.row * width + pixel.column] = label
        }
        // Only in an open cell and right beside it can neighbours differ: elsewhere cells of one class share their rims.
        var isCandidate = Array(repeating: false, count: labels.count)
        for (row, column) in open {
            let place = row * width + column
            isCandidate[place] = true
            if column > 0 { isCandidate[place - 1] = true }
            if column + 1 < width { isCandidate[place + 1] = true }
            if row > 0 { isCandidate[place - width] = true }
            if row + 1 < height { isCandidate[place + width] = true }
        }
        var place = 0
        while place < labels.count {
            if isCandidate[place], isBorder(row: place / width, column: place % width) { borders.append(place) }
            place += 1
        }
    }

    /// Whether one of the four pixels beside it has another class.
    func isBorder(row: Int, column: Int) -> Bool {
        let place = row * width + column
        let here = labels[place]
        return (column > 0 && labels[place - 1] != here) || (column + 1 < width && labels[place + 1] != here)
            || (row > 0 && labels[place - width] != here)
            || (row + 1 < height && labels[place + width] != here)
    }
}
