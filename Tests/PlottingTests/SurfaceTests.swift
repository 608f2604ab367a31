import Foundation
import Testing

@testable import Plotting

@Suite struct SurfaceTests {
    private let view = SurfaceView(azimuth: -90, elevation: 30)

    @Test func seenFromTheFrontXRunsRightAndHeightUp() {
        let origin = view.project(0, 0, 0)
        #expect(abs(origin.x) < 1e-12 && abs(origin.y) < 1e-12)
        #expect(abs(view.project(1, 0, 0).x - 1) < 1e-12)
        // Seen from 30 degrees above the floor, heights shrink by cos 30°, depths by sin 30°.
        #expect(abs(view.project(0, 0, 1).y + cos(Double.pi / 6)) < 1e-12)
        #expect(abs(view.project(0, 1, 0).y + 0.5) < 1e-12, "what lies further back stands higher")
    }

    @Test func aRidgeHidesWhatLiesBehindIt() {
        // A wall of height 1 along x, at y = 0; the reader stands at negative y.
        func wall(_ x: Double, _ y: Double) -> Double { abs(y) < 0.05 ? 1 : 0 }
        #expect(view.sees(0, -0.5, 0, over: wall), "in front of the wall")
        #expect(!view.sees(0, 0.5, 0, over: wall), "behind it")
        // The line of sight rises by tan 30° = 0.577 for each unit: at 0.5 behind it passes at 0.29.
        #expect(view.sees(0, 0.5, 0.8, over: wall), "above the line of sight over the wall's top")
        #expect(!view.sees(0, 0.5, 0.6, over: wall))
    }

    @Test func whatLiesInFrontIsDrawnOverWhatLiesBehind() {
        // A low red hill in front of a high blue one hides its foot: seen from the front, the picture's middle
        // column meets the floor, then the front hill, before the back hill's top.
        func picture(_ height: @escaping (Double, Double) -> Double) -> Picture {
            Figure(
                Surface(
                    x: -1...1, y: -1...1, zRange: 0...1, map: ColorMap(stops: [.black, .white]),
                    azimuth: -90, elevation: 20, height: 0.4, height)
            ).render(width: 480, height: 270)
        }
        let back = picture { _, y in exp(-40 * (y - 0.5) * (y - 0.5)) }
        let both = picture { _, y in
            exp(-40 * (y - 0.5) * (y - 0.5)) + 0.999 * exp(-40 * (y + 0.5) * (y + 0.5))
        }
        // The back ridge alone shows its foot in places where, behind the front ridge, it must not be seen.
        #expect(back != both)
        let front = picture { _, y in 0.999 * exp(-40 * (y + 0.5) * (y + 0.5)) }
        // Low in the picture only the front ridge counts, whatever stands behind.
        let row = 150
        for column in 200..<280 {
            #expect(both.pixel(row: row, column: column).red == front.pixel(row: row, column: column).red)
        }
    }

    @Test func aPathBehindAHillIsDottedAndOneInFrontIsNot() {
        func inkOnPage(_ y: Double) -> Int {
            let picture = Figure(
                Surface(
                    x: -1...1, y: -1...1, zRange: 0...1, azimuth: -90, elevation: 15, height: 0.45,
                    floorGap: 0, paths: [.init(at: [(-0.9, y), (0.9, y)], color: .error)]
                ) { _, y in exp(-60 * y * y) }
            ).render(width: 960, height: 540)
            let (red, green, _) = Theme.light.error.bytes
            return picture.places { r, g, _ in r == red && g == green }.count
        }
        #expect(inkOnPage(-0.5) > 800, "a solid line in front of the ridge")
        #expect(inkOnPage(0.45) < 400, "only its ends and dots behind it")
    }

    @Test func belowItsRangeASurfaceGoesOnDownToTheFloor() {
        // A valley of depth 0.3 below 0, and a well that reaches far below the floor.
        func ink(_ depth: Double) -> Int {
            let picture = Figure(
                Surface(
                    x: -1...1, y: -1...1, zRange: 0...1, elevation: 60,
                    paths: [.init(at: [(0, 0), (0.01, 0)], color: .error)]
                ) { x, y in x * x + y * y - depth }
            ).render(width: 480, height: 270)
            let (red, green, _) = Theme.light.error.bytes
            return picture.places { r, g, _ in r == red && g == green }.count
        }
        #expect(ink(0.3) > 10, "the dot at the path's end, on the bottom of the valley")
        #expect(ink(30) < 10, "nothing below the floor")
    }

    @Test func anElevationThatShowsNothingIsRefused() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Surface(x: 0...1, y: 0...1, elevation: 0) { x, _ in x }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("Surface: expected an elevation between 0 and 90 degrees"))
    }
}
