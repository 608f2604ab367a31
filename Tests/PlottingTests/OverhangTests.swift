import Testing

@testable import Plotting

/// Labels at the ends of bars on an axis whose range was given.
@Suite struct OverhangTests {
    private func request(_ values: [Double], room: Double, scale: AxisScale = .linear) -> AxisRequest {
        var request = AxisRequest(scale: scale)
        request.include(values)
        request.upperRoom = room
        return request
    }

    @Test func theAxisGivesWayByWhatItsLabelNeeds() {
        // (100 − 0.05·1000) / 0.95: of the 947.4 that are left, 95 % are 900, and the label ends at 1000.
        let needed = request([20, 95], room: 100).overhang(beyond: 0...100, length: 1000)
        #expect(abs(needed - 50 / 0.95) < 1e-9)
        #expect(abs(0.95 * (1000 - needed) + 100 - 1000) < 1e-9)
        #expect(request([20, 100], room: 100).overhang(beyond: 0...100, length: 1000) == 100)
    }

    @Test func nothingIsNeededWhereThereIsRoomOrNoLabel() {
        #expect(request([20, 85], room: 100).overhang(beyond: 0...100, length: 1000) == 0)
        #expect(request([20, 95], room: 0).overhang(beyond: 0...100, length: 1000) == 0)
        #expect(request([20, 130], room: 100).overhang(beyond: 0...100, length: 1000) == 0)
        #expect(request([], room: 100).overhang(beyond: 0...100, length: 1000) == 0)
        #expect(request([-5, -1], room: 100).overhang(beyond: 0...100, length: 1000) == 0)
    }

    @Test func onALogAxisTheLogarithmsCount() {
        // 10 lies at 1/2 of 1…100: (600 − 500) / 0.5.
        #expect(request([10], room: 600, scale: .log).overhang(beyond: 1...100, length: 1000) == 200)
    }

    /// Whether a picture has ink in its last columns and first rows.
    private func touchesTheEdge(_ picture: Picture) -> Bool {
        let margins = picture.margins
        return margins.right < 2 || margins.top < 2
    }

    @Test(arguments: [Bars.Direction.horizontal, .vertical], [100.0, 97, 50, 0])
    func anAxisInPercentEndsAt100AndEveryLabelIsOnThePage(direction: Bars.Direction, highest: Double) {
        let names = ["a", "b"]
        let bars = Bars(names, [12.5, highest], direction: direction, decimals: 2, unit: " percent")
        let figure =
            direction == .horizontal
            ? Axes(xRange: 0...100) { bars } : Axes(yLabel: "share", yRange: 0...100) { bars }
        let canvas = Canvas(width: 8, height: 8)
        let layout = AxesLayout(figure, width: 1840, height: 1000, on: canvas, theme: .light)
        let style = TextStyle(size: Theme.light.tickSize, color: Theme.light.foreground)
        let label = canvas.size(of: formatted(highest, decimals: 2) + " percent", style)
        if direction == .horizontal {
            let length = 1840 - layout.margins.left - layout.margins.right
            #expect(highest / 100 * length + 12 + label.width <= length + layout.margins.right + 1e-6)
        } else {
            let length = 1000 - layout.margins.top - layout.margins.bottom
            let above = length - highest / 100 * length
            // Above the plot stands the label of the axis: its line begins 26 above the overhang.
            #expect(label.height + 4 <= above + 26 + layout.overhang + 1e-6)
        }
        #expect(!touchesTheEdge(Figure(figure).render()))
    }

    @Test func theTicksOfAPercentAxisEndAt100() {
        let axis = Axis(0...100, scale: .linear, start: 0, end: 1000)
        let ticks = fittingTicks(axis, most: 9) { _ in 80 }
        #expect(ticks.first?.value == 0 && ticks.last?.value == 100)
    }
}

@Suite struct BarLabelTests {
    private func grid(columns: Int, labels: [String]) -> Picture {
        let values = (0..<4).map { Double($0) / 4 }
        let bars = (0..<10).map { $0 == 7 ? 0.9 : 0.01 }
        return Figure(
            ImageGrid(columns: columns, range: 0...1, barLabels: labels) {
                (0..<columns).map { _ in Tile(values, width: 2, bars: bars) }
            }
        ).render()
    }

    /// Where letters would be too small for a hall, only the bar that stands out is named.
    @Test func narrowBarsNameTheStrongestOnly() {
        let names = (0..<10).map(String.init)
        var others = Array(repeating: "x", count: 10)
        others[7] = "7"
        #expect(grid(columns: 4, labels: names) == grid(columns: 4, labels: others))
        others[7] = "x"
        #expect(grid(columns: 4, labels: names) != grid(columns: 4, labels: others))
        others[7] = "7"
        #expect(grid(columns: 1, labels: names) != grid(columns: 1, labels: others))
    }
}
