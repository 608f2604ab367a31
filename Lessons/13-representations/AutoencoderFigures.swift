import Nabla
import Notebook

private func picture(_ image: Tensor) -> Picture {
    let levels = image.scalars.map { UInt8(255 - 255 * min(1, max(0, $0))) }
    return Picture(width: 28, height: 28, channels: 1, pixels: levels)
}

/// The four points by hand, with their two principal directions.
func fourPointsFigure(_ points: Tensor, _ plane: PrincipalPlane) -> Figure {
    let first = plane.directions[0]
    return Figure(
        xLabel: "x₁", yLabel: "x₂", xRange: -6...6, yRange: -3.6...3.6, isEquallyScaled: true
    ) {
        Line([-4, 4], [-4, 4], label: "variance 8", color: .prediction, weight: .thick)
        Line([-2.2, 2.2], [2.2, -2.2], label: "variance 2", color: .neutral, style: .dashed)
        for place in 0..<points.shape[0] {
            let foot = first * dot(first, points[place])
            Arrow(
                from: (points[place, 0].item, points[place, 1].item), to: (foot[0].item, foot[1].item),
                color: .error)
        }
        Points(points[.all, 0].scalars, points[.all, 1].scalars, color: .data, size: 40)
        Note("√2, lost", at: (0.75, 2.15), color: .error)
    }
}

/// The same images at their two numbers: with PCA, and with an autoencoder; some drawn in place.
func codesFigure(
    _ images: Tensor, labels: [Int], panels: [(title: String, codes: Tensor)], drawn: Int
) -> Figure {
    Figure(columns: 2) {
        for panel in panels {
            let (x, y) = (panel.codes[.all, 0].scalars, panel.codes[.all, 1].scalars)
            let (xs, ys) = (x.sorted(), y.sorted())
            let cut = x.count / 100
            // Spread evenly over the plane as ranks would, but keeping distances: the outermost hundredth is left out.
            let (left, right) = (Double(xs[cut]), Double(xs[x.count - 1 - cut]))
            let (bottom, top) = (Double(ys[cut]), Double(ys[y.count - 1 - cut]))
            let (padX, padY) = (0.06 * (right - left), 0.06 * (top - bottom))
            let shown = picked(x, y, count: drawn, within: (left...right, bottom...top))
            let free = x.indices.filter { place in
                shown.allSatisfy { isApart(place, $0, x, y, right - left, top - bottom, by: (0.036, 0.042)) }
            }
            Axes(
                title: panel.title, xRange: left - padX...right + padX, yRange: bottom - padY...top + padY,
                xTicks: [], yTicks: []
            ) {
                Points.byClass(
                    free.map { x[$0] }, free.map { y[$0] }, classes: free.map { labels[$0] },
                    names: (0...9).map { "\($0)" }, colors: (0...9).map { .custom(digitColors[$0]) }, size: 13,
                    opacity: 0.75)
                for place in shown {
                    PictureMark(
                        picture(images[place]), at: (x[place], y[place]), width: 0.062 * (right - left),
                        frame: .custom(digitColors[labels[place]]))
                }
            }
        }
    }
}

/// Ten colours that can be told apart.
private let digitColors: [Color] = [
    0x4477AA, 0xEE6677, 0x228833, 0xCCBB44, 0x66CCEE, 0xAA3377, 0x777777, 0xEE7733, 0x004488, 0x99AA00,
].map { Color(hex: $0) }

/// Some points that do not lie close to each other, in the order of the list.
private func picked(
    _ x: [Scalar], _ y: [Scalar], count: Int, within box: (ClosedRange<Double>, ClosedRange<Double>)
) -> [Int] {
    let (width, height) = (box.0.upperBound - box.0.lowerBound, box.1.upperBound - box.1.lowerBound)
    var kept: [Int] = []
    for place in x.indices where kept.count < count {
        guard box.0.contains(Double(x[place])), box.1.contains(Double(y[place])) else { continue }
        let isFree = kept.allSatisfy { isApart(place, $0, x, y, width, height, by: (0.07, 0.1)) }
        if isFree { kept.append(place) }
    }
    return kept
}

/// Whether two points are farther apart than a share of the width, or than a share of the height.
private func isApart(
    _ one: Int, _ other: Int, _ x: [Scalar], _ y: [Scalar], _ width: Double, _ height: Double,
    by share: (Double, Double)
) -> Bool {
    abs(Double(x[one] - x[other])) > share.0 * width || abs(Double(y[one] - y[other])) > share.1 * height
}

/// Rows of images: the first as they came, below them what is left of them.
func rowsFigure(_ rows: [(name: String, images: Tensor)], count: Int) -> Figure {
    Figure(
        ImageGrid(columns: count, rowTitles: rows.map(\.name), range: 0...1) {
            for row in rows {
                for place in 0..<count { Tile(row.images[place].scalars, width: 28) }
            }
        })
}

/// Errors and accuracies of nearest neighbours against the length of the code.
func errorsFigure(pca: [CodeReport], deep: [CodeReport], wide: CodeReport) -> Figure {
    let ticks = [1, 2, 10, 32].map { Tick(Double($0), "\($0)") }
    return Figure(columns: 2) {
        Axes(
            title: "error on test images", xLabel: "numbers in the code", yLabel: "mean squared error",
            xScale: .log, xRange: 0.9...40, yRange: 0...0.065, xTicks: ticks
        ) {
            Line(pca.map(\.length), pca.map(\.error), label: "PCA", color: .neutral, marker: .square, labelAt: 3)
            Line(
                deep.map(\.length), deep.map(\.error), label: "autoencoder", color: .prediction, marker: .circle,
                labelAt: 6)
            Points([wide.length], [wide.error], color: .error, marker: .diamond, size: 34)
            Note("wide", at: (24, Double(wide.error) - 0.004), color: .error)
        }
        Axes(
            title: "label of the nearest code, % right", xLabel: "numbers in the code", xScale: .log,
            xRange: 0.9...40, yRange: 0...100, xTicks: ticks
        ) {
            Line(pca.map(\.length), pca.map { 100 * $0.neighbours }, color: .neutral, marker: .square)
            Line(deep.map(\.length), deep.map { 100 * $0.neighbours }, color: .prediction, marker: .circle)
            Points([wide.length], [100 * wide.neighbours], color: .error, marker: .diamond, size: 34)
        }
    }
}
