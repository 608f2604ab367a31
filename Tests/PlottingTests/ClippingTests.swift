import Testing

@testable import Plotting

/// What leaves a plot is cut off where it leaves; nothing is moved to the edge.
@Suite struct ClippingTests {
    private static let width = 960
    private static let height = 540

    private func picture(
        x: ClosedRange<Double>, y: ClosedRange<Double>, xScale: AxisScale = .linear,
        yScale: AxisScale = .linear,
        @MarkBuilder marks: () -> [any Mark]
    ) -> Inked {
        let figure = Figure(
            xScale: xScale, yScale: yScale, xRange: x, yRange: y, xTicks: [], yTicks: []
        ) { marks() }
        return Inked(figure.render(width: Self.width, height: Self.height), Self.frame)
    }

    /// The plot's place on the page of every figure here: that of a band which fills it.
    private static let frame: (left: Int, right: Int, top: Int, bottom: Int) = {
        let page = Figure(xRange: 0...1, yRange: 0...1, xTicks: [], yTicks: []) {
            Band(x: 0...1, color: .error, opacity: 1)
        }.render(width: width, height: height)
        let inked = Inked(page, (0, width - 1, 0, height - 1)).places(of: Theme.light.error)
        return (
            inked.map(\.column).min()!, inked.map(\.column).max()!, inked.map(\.row).min()!,
            inked.map(\.row).max()!
        )
    }()

    /// Where a colour lies, in shares of the plot.
    struct Inked {
        let picture: Picture
        let frame: (left: Int, right: Int, top: Int, bottom: Int)

        init(_ picture: Picture, _ frame: (Int, Int, Int, Int)) {
            (self.picture, self.frame) = (picture, frame)
        }

        func places(of color: Color) -> [(row: Int, column: Int)] { picture.places(of: color) }

        /// Mean height above the lower edge at a share of the width: 0 at the bottom, 1 at the top; nil without ink.
        func height(at share: Double, of color: Color = Theme.light.data) -> Double? {
            let column = frame.left + Int((share * Double(frame.right - frame.left)).rounded())
            let rows = places(of: color).filter { $0.column == column }.map(\.row)
            guard !rows.isEmpty else { return nil }
            let mean = Double(rows.reduce(0, +)) / Double(rows.count)
            return (Double(frame.bottom) - mean) / Double(frame.bottom - frame.top)
        }

        func isOutside(_ place: (row: Int, column: Int), by slack: Int) -> Bool {
            place.row < frame.top - slack || place.row > frame.bottom + slack
                || place.column < frame.left - slack || place.column > frame.right + slack
        }
    }

    @Test(arguments: [1e3, 1e6, 1e12, 1e17, 1e100, 1e300])
    func aLineFarBeyondTheAxesKeepsItsSlope(far: Double) {
        // y = x/2 over −1…1 runs from a quarter of the height to three quarters.
        let inked = picture(x: -1...1, y: -1...1) { Line([-far, far], [-far / 2, far / 2], color: .data) }
        for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
            let wanted = (1 + (2 * share - 1) / 2) / 2
            #expect(abs((inked.height(at: share) ?? 9) - wanted) < 0.006, "\(share)")
        }
        #expect(inked.places(of: Theme.light.data).allSatisfy { !inked.isOutside($0, by: 3) })
    }

    @Test func aLineThatLeavesThroughTheTopLeavesWhereItShould() {
        // From (0, 0) to (1, 1e9): at the height 1 it is at x = 1e-9.
        let inked = picture(x: 0...1, y: 0...1) { Line([0, 1], [0, 1e9], color: .data) }
        #expect(inked.places(of: Theme.light.data).allSatisfy { $0.column <= inked.frame.left + 4 })
        // y = 4x reaches 1 at a quarter of the width.
        let steep = picture(x: 0...1, y: 0...1) { Line([0, 100], [0, 400], color: .data) }
        #expect(abs(steep.height(at: 0.2)! - 0.8) < 0.01)
        #expect(steep.height(at: 0.3) == nil)
    }

    @Test func onLogAxesPowersAreStraightHoweverFarTheirEnds() {
        // y = x over 1…100 and 1…10,000: half as steep as the diagonal.
        let inked = picture(x: 1...100, y: 1...1e4, xScale: .log, yScale: .log) {
            Line([1e-200, 1e200], [1e-200, 1e200], color: .data)
        }
        for share in [0.1, 0.5, 0.9] { #expect(abs(inked.height(at: share)! - share / 2) < 0.006) }
    }

    @Test func bandsAreCutAndNotMoved() {
        // Between y = x/2 and the bottom: at a share s of the width, from 0 to 1/4 + s/2; its mean is half of that.
        let inked = picture(x: -1...1, y: -1...1) {
            Band([-1e12, 1e12], from: [-3e12, -3e12], to: [-5e11, 5e11], color: .data, opacity: 1)
        }
        for share in [0.1, 0.5, 0.9] {
            #expect(abs(inked.height(at: share)! - (0.25 + share / 2) / 2) < 0.006)
        }
    }

    @Test func areasAreCutAndNotMoved() {
        // The triangle (−3, −1), (3, −1), (3, 5) lies below y = x + 2, which is 1 at x = −1: all of −1…1 is in it
        // above −1 up to x + 2 ≥ 1. The one half as high lies below y = x/2 + 1/2.
        let inked = picture(x: -1...1, y: -1...1) {
            Polygon([(-3, -1), (3, -1), (3, 2)], color: .data, opacity: 1)
        }
        for share in [0.1, 0.5, 0.9] {
            let top = ((2 * share - 1) / 2 + 0.5 + 1) / 2
            #expect(abs(inked.height(at: share)! - top / 2) < 0.008)
        }
    }

    @Test func arrowsKeepTheirDirection() {
        let inked = picture(x: -1...1, y: -1...1) { Arrow(from: (0, 0), to: (1e9, 5e8), color: .data) }
        for share in [0.6, 0.75, 0.9] {
            #expect(abs(inked.height(at: share)! - (1 + (2 * share - 1) / 2) / 2) < 0.008)
        }
        #expect(inked.height(at: 0.4) == nil)
    }

    @Test func pathsKeepTheirDirection() {
        let inked = picture(x: -1...1, y: -1...1) {
            Path(at: [(-1e9, -5e8), (1e9, 5e8)], color: .data, showsDirection: false)
        }
        for share in [0.1, 0.5, 0.9] {
            #expect(abs(inked.height(at: share)! - (1 + (2 * share - 1) / 2) / 2) < 0.008)
        }
    }

    @Test func nothingIsDrawnOutsideOfThePlot() {
        let marks: [any Mark] = [
            Points([5], [0.5], labels: ["far"], color: .data, size: 90),
            Bars(["a", "b"], [1e9, 2], color: .data),
            Note("far away", at: (40, 40), color: .data),
            Note("here", at: (50, 50), pointingTo: (80, 80), color: .data),
            Disc("disc", at: (0.5, 9), radius: 0.2, color: .data, isFilled: true),
            Disc(at: (0.5, 0.5), radius: 1e9, color: .data, isFilled: true),
            Box("box", at: (7, 0.5), width: 0.5, height: 0.5, color: .data, isFilled: true),
            DecisionLine(weights: (90, 90), bias: -90, color: .data, arrowLabel: "w"),
            HorizontalLine(9, label: "nine", color: .data, style: .solid),
            VerticalLine(-9, label: "minus nine", color: .data, style: .solid),
            Histogram([1, 1, 1, 1, 1, 1, 30], bins: 3, color: .data),
            Band(x: 3...9, label: "band", color: .data, opacity: 1),
            Band(y: -9 ... -3, label: "band", color: .data, opacity: 1),
        ]
        for (index, mark) in marks.enumerated() {
            let inked = picture(x: 0...1, y: 0...1) { [mark] }
            let strays = inked.places(of: Theme.light.data).filter { inked.isOutside($0, by: 12) }
            #expect(strays.isEmpty, "mark \(index)")
        }
    }

    @Test func partsOfLinesAreThoseBetweenTheEdges() {
        let box = ClipBox(x: 0...10, y: 0...10)
        func near(_ a: Point?, _ b: Point) -> Bool { a.map { ($0 - b).length < 1e-6 } ?? false }
        #expect(box.part(from: Point(1, 1), to: Point(2, 2))! == (Point(1, 1), Point(2, 2)))
        let across = box.part(from: Point(-5, 0), to: Point(15, 10))!
        // y = (x + 5)/2: enters at (0, 2.5), leaves at (10, 7.5).
        #expect(near(across.from, Point(0, 2.5)) && near(across.to, Point(10, 7.5)))
        #expect(box.part(from: Point(-5, 0), to: Point(5, 22)) == nil, "passes the corner")
        #expect(box.part(from: Point(-5, -1), to: Point(25, -1)) == nil)
        let upwards = box.part(from: Point(5, 5), to: Point(5, .greatestFiniteMagnitude))!
        #expect(near(upwards.to, Point(5, 10)))
        let whole = box.line([
            Point(-5, 5), Point(5, 5), nil, Point(6, 5), Point(15, 5), Point(15, 8), Point(5, 8),
        ])
        #expect(whole.count(where: { $0 == nil }) == 2, "a gap, and a part outside")
    }

    @Test func partsOfAreasKeepTheirCorners() {
        let box = ClipBox(x: 0...10, y: 0...10)
        func size(_ corners: [Point]) -> Double {
            let next = corners.dropFirst() + corners.prefix(1)
            return abs(zip(corners, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2)
        }
        // The square turned on its tip around (0, 0), half a diagonal 10 long: a quarter of it is in the box.
        #expect(abs(size(box.area([Point(10, 0), Point(0, 10), Point(-10, 0), Point(0, -10)])) - 50) < 1e-6)
        #expect(
            abs(
                size(box.area([Point(-1e9, -1e9), Point(1e9, -1e9), Point(1e9, 1e9), Point(-1e9, 1e9)])) - 100
            ) < 1e-6)
        #expect(box.area([Point(20, 20), Point(30, 20), Point(20, 30)]).isEmpty)
    }
}
