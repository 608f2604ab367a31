import Testing

@testable import Plotting

@Suite struct SlidingWindowTests {
    private let image = [
        [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0],
    ]
    private let kernel = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]

    @Test func eachFrameShowsTheSumOfItsWindow() {
        let window = SlidingWindow(image: image, kernel: kernel)
        let outputs = (0..<3).map { row in (0..<3).map { window.output(row: row, column: $0) } }
        #expect(outputs == [[4, 3, 4], [2, 4, 3], [2, 3, 4]])
    }

    @Test func everyFrameHasAFramedWindowAndAFramedOutput() {
        let picture = Figure(SlidingWindow(image: image, kernel: kernel)).render()
        let theme = Theme.light
        for ink in [theme.data, theme.prediction] {
            // Nine frames in three rows and columns: each ninth of the page holds both colours.
            let slots = Set(picture.places(of: ink).map { $0.row / 360 * 3 + $0.column / 640 })
            #expect(slots == Set(0..<9))
        }
    }

    @Test func aKernelLargerThanTheImageIsRefused() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SlidingWindow(image: [[1, 2]], kernel: [[1, 2, 3]])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            message.contains("a kernel no larger than the image, but got an image of 1 rows and 2 columns"))
    }
}

@Suite struct MapStackTests {
    private func map(_ level: UInt8) -> Picture {
        Picture(width: 4, height: 4, channels: 1, pixels: Array(repeating: level, count: 16))
    }

    /// The pixels of a grey level: how many, and the rows and columns that they take.
    private func extent(of level: UInt8, in picture: Picture) -> (count: Int, rows: Set<Int>, columns: Set<Int>) {
        let places = picture.places { $0 == level && $1 == level && $2 == level }
        return (places.count, Set(places.map(\.row)), Set(places.map(\.column)))
    }

    @Test func stagesStandSideBySideAndNoMapCoversAnother() {
        let stages = [
            MapStack.Stage("one", maps: [map(40)]),
            MapStack.Stage("three", note: "of 8", maps: [map(80), map(120), map(160)]),
        ]
        let picture = Figure(MapStack(stages)).render()
        let places = [40, 80, 120, 160].map { extent(of: $0, in: picture) }
        #expect(places[0].columns.max()! < places[1].columns.min()!)
        // Every map is whole, all are equally large, and those of a stage stand below each other.
        for place in places {
            #expect(place.count == place.rows.count * place.columns.count)
            #expect(abs(place.rows.count - places[0].rows.count) <= 1)
        }
        for (upper, lower) in zip(places[1...], places[2...]) {
            #expect(upper.columns == lower.columns)
            #expect(upper.rows.max()! < lower.rows.min()!)
        }
    }

    @Test func aBoxFramesAPartOfTheFirstMap() {
        let box = MapStack.Box(row: 1, column: 1, height: 2, width: 2, color: .error)
        let picture = Figure(MapStack([MapStack.Stage("", maps: [map(200)], boxes: [box])])).render()
        let inked = picture.places(of: Theme.light.error).count
        // A frame five wide around half of a map that fills most of the page's height.
        #expect(inked > 3_000 && inked < 20_000)
    }

    @Test func mapsOfTwoSizesInOneStageAreRefused() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let small = Picture(width: 1, height: 1, channels: 1, pixels: [0])
            let large = Picture(width: 2, height: 1, channels: 1, pixels: [0, 0])
            _ = MapStack.Stage("", maps: [small, large])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected at least one map, all of one size, but got [\"1×1\", \"2×1\"]"))
    }
}
