import Testing

@testable import Plotting

@Suite struct PathTests {
    @Test func arrowheadsPointTheWayThatIsWalked() {
        let heads = Path.heads(along: [Point(0, 0), Point(200, 0)], every: 150, length: 20)
        #expect(heads.isEmpty == false)
        for head in heads {
            // The tip comes first, ahead of all other corners.
            #expect(head.dropFirst().allSatisfy { $0.x < head[0].x })
            #expect(head[0].x > 100 && head[0].x <= 110 + 1e-9)
        }
    }

    @Test func stepsTooShortForAnArrowheadGetNone() {
        let tiny = (0...50).map { Point(Double($0) * 5, 0) as Point? }
        #expect(Path.heads(along: tiny, every: 150, length: 20).isEmpty)
        #expect(Path.heads(along: [Point(0, 0), nil, Point(900, 0)], every: 150, length: 20).isEmpty)
    }

    @Test func arrowsOfAFieldKeepTheDirectionOfTheAxes() {
        // Upwards in the plot is upwards on the page, though y grows downwards there.
        let picture = Figure(xRange: 0...1, yRange: 0...1) {
            ArrowField(spacing: 300, color: .error, opacity: 1) { _, _ in (0, 1) }
        }.render()
        let red = Theme.light.error.bytes.0
        let rows = (0..<1080).map { row in
            (0..<1920).count { picture.pixel(row: row, column: $0).red == red }
        }
        // Of a row of arrows the shafts come last: below the middle of the first row of arrows there is less ink.
        let first = rows.firstIndex { $0 > 0 }!
        let last = rows[first...].firstIndex { $0 == 0 } ?? rows.count
        let middle = (first + last) / 2
        #expect(rows[first..<middle].reduce(0, +) > rows[middle..<last].reduce(0, +))
    }

    @Test func contourLabelsStandWhereThereIsRoomOnly() {
        func ink(_ label: ((Double) -> String)?) -> Int {
            let picture = Figure(xRange: -2...2, yRange: -2...2, isEquallyScaled: true) {
                Contour(levels: [1, 2], label: label) { $0 * $0 + $1 * $1 }
            }.render()
            return picture.pixels.count { $0 < 120 }
        }
        #expect(ink(Contour.number) > ink(nil), "labels are drawn")
        // A label longer than its line is left out.
        #expect(ink { _ in String(repeating: "m", count: 90) } == ink(nil))
    }

    @Test func levelsMustRise() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Contour(levels: [2, 1]) { x, _ in x }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("Contour: expected rising levels, but got [2.0, 1.0]"))
    }
}
