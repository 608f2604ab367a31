import Nabla
import Testing

/// Sheets drawn here, each with the same 3 in the same place: whatever is around it, the same digit is found.
@Suite("A digit on a sheet of paper")
struct DigitSheetTests {
    /// What a sheet looks like.
    struct Look: Sendable, CustomTestStringConvertible {
        var name: String
        var paper = Color.white
        var ink = Color(hex: 0x101010)
        var size = (width: 640.0, height: 480.0)
        var extra: @Sendable (Canvas) -> Void = { _ in }
        /// What must be said about it; nothing when nothing was done.
        var remarks: [String] = []
        var testDescription: String { name }
    }

    private static func draw(_ look: Look, digit: Bool = true, scale: Double = 1) -> Picture {
        let canvas = Canvas(
            width: look.size.width, height: look.size.height, scale: scale, background: look.paper)
        look.extra(canvas)
        if digit { drawThree(canvas, look.ink) }
        return canvas.picture()
    }

    private static func drawThree(_ canvas: Canvas, _ ink: Color, right: Double = 0, down: Double = 0) {
        func at(_ x: Double, _ y: Double) -> Point { Point(x + right, y + down) }
        for stroke: Shape in [
            .curve(from: at(160, 132), at(200, 80), at(315, 90), to: at(296, 172)),
            .curve(from: at(296, 172), at(286, 210), at(240, 222), to: at(212, 222)),
            .curve(from: at(212, 222), at(280, 216), at(332, 255), to: at(314, 312)),
            .curve(from: at(314, 312), at(292, 384), at(186, 380), to: at(152, 334)),
        ] { canvas.stroke(stroke, ink, width: 24) }
    }

    private static func sheet(_ picture: Picture) throws -> DigitSheet {
        try DigitSheet(
            pixels: picture.pixels, width: picture.width, height: picture.height, channels: picture.channels,
            name: "digit.png")
    }

    private func problem(_ picture: Picture) -> String {
        do {
            let sheet = try Self.sheet(picture)
            return "found a digit of \(sheet.digit.shape)"
        } catch { return "\(error)" }
    }

    private static let plain = Look(name: "plain")
    private static let frame: @Sendable (Canvas) -> Void = { canvas in
        canvas.stroke(.rectangle(Rectangle(x: 20, y: 20, width: 600, height: 440)), .black, width: 8)
    }
    private static let left = "a frame or an edge around the digit was left out"
    private static let swapped = "the ink is lighter than the paper: both were swapped"

    static let looks: [Look] = [
        plain,
        Look(name: "white on black", paper: .black, ink: .white, remarks: [swapped]),
        Look(
            name: "chalk on a board", paper: Color(hex: 0x2F4538), ink: Color(hex: 0xDDE6DC),
            remarks: [swapped]),
        Look(name: "grey paper", paper: Color(hex: 0x9A9A9A)),
        Look(
            name: "dark grey paper", paper: Color(hex: 0x5A5A5A),
            remarks: ["the ink is pale (29 %): it was darkened"]),
        Look(
            name: "light pencil", ink: Color(hex: 0xBFBFBF),
            remarks: ["the ink is pale (25 %): it was darkened"]),
        Look(
            name: "pencil on grey", paper: Color(hex: 0xD0D0D0), ink: Color(hex: 0xA8A8A8),
            remarks: ["the ink is pale (16 %): it was darkened"]),
        Look(name: "yellow ink", ink: Color(hex: 0xFFFF00)),
        Look(
            name: "red ink on blue of the same grey", paper: Color(hex: 0x4D4DFF), ink: Color(hex: 0xC83C28)),
        Look(name: "a frame", extra: frame, remarks: [left]),
        Look(
            name: "a frame at the very edge",
            extra: {
                $0.stroke(.rectangle(Rectangle(x: 0, y: 0, width: 640, height: 480)), .black, width: 30)
            },
            remarks: [left]),
        Look(
            name: "a frame with round corners",
            extra: {
                $0.stroke(
                    .rectangle(Rectangle(x: 60, y: 30, width: 520, height: 420), radius: 30), .black, width: 6
                )
            }, remarks: [left]),
        Look(
            name: "a pencil 3 in a black frame", ink: Color(hex: 0xBFBFBF), extra: frame,
            remarks: [left, "the ink is pale (25 %): it was darkened"]),
        Look(
            name: "white on black in a white frame", paper: .black, ink: .white,
            extra: {
                $0.stroke(.rectangle(Rectangle(x: 20, y: 20, width: 600, height: 440)), .white, width: 8)
            },
            remarks: [left, swapped]),
        Look(
            name: "a table around the paper",
            extra: {
                $0.fill(.rectangle(Rectangle(x: 0, y: 0, width: 640, height: 60)), Color(hex: 0x4A3020))
                $0.fill(.rectangle(Rectangle(x: 560, y: 0, width: 80, height: 480)), Color(hex: 0x4A3020))
            }, remarks: [left]),
        Look(
            name: "a scanner's dark line",
            extra: { $0.fill(.rectangle(Rectangle(x: 632, y: 0, width: 8, height: 480)), .black) },
            remarks: [left]),
        Look(
            name: "a speck in a corner",
            extra: { $0.fill(.circle(center: Point(610, 20), radius: 3), .black) },
            remarks: ["a speck was left out"]),
        Look(
            name: "many specks",
            extra: {
                for i in 0..<9 {
                    $0.fill(.circle(center: Point(500 + 13.0 * Double(i), 40), radius: 2), .black)
                }
            },
            remarks: ["9 specks were left out"]),
        Look(
            name: "pencil and a black speck", ink: Color(hex: 0xBFBFBF),
            extra: { $0.fill(.circle(center: Point(610, 20), radius: 3), .black) },
            remarks: ["a speck was left out", "the ink is pale (25 %): it was darkened"]),
    ]

    @Test("the same digit is found whatever the paper, the ink and what is around it", arguments: looks)
    func sameDigit(_ look: Look) throws {
        let plain = try Self.sheet(Self.draw(Self.plain))
        let sheet = try Self.sheet(Self.draw(look))
        #expect(sheet.remarks == look.remarks)
        let (a, b) = (plain.digit, sheet.digit)
        // A rim of a pixel is more or less above the threshold.
        #expect(zip(a.shape, b.shape).allSatisfy { abs($0 - $1) <= 2 }, "\(a.shape) and \(b.shape)")
        let difference = abs(plain.ink - sheet.ink)
        #expect(difference.mean() < 0.006, "differs by \(difference.mean()) on the whole sheet")
        #expect(sheet.ink.max() == 1 && sheet.ink.min() == 0)
    }

    @Test("opacity counts: white ink on nothing is ink")
    func transparent() throws {
        let plain = Self.draw(Self.plain)
        let grey = plain.greyLevels
        let pixels = grey.flatMap { [255, 255, 255, UInt8(255 - 255 * $0)] }
        let sheet = try Self.sheet(Picture(width: 640, height: 480, channels: 4, pixels: pixels))
        #expect(try abs(sheet.ink - Self.sheet(plain).ink).mean() < 0.006)
    }

    @Test("uneven light and the grain of paper do not become ink")
    func photograph() throws {
        let plain = Self.draw(Self.plain)
        var generator = SeededGenerator(seed: 3)
        let pixels = plain.greyLevels.enumerated().map { place, level in
            let shade =
                0.75 + 0.2 * Double(place % 640) / 640 + Double.random(in: -0.02...0.02, using: &generator)
            return UInt8(min(max(255 * level * shade, 0), 255))
        }
        let sheet = try Self.sheet(Picture(width: 640, height: 480, channels: 1, pixels: pixels))
        let shape = try Self.sheet(plain).digit.shape
        #expect(zip(shape, sheet.digit.shape).allSatisfy { abs($0 - $1) <= 4 })
    }

    @Test("paler lines that cross the digit are left out: ruled and squared paper", arguments: [false, true])
    func ruledPaper(isSquared: Bool) throws {
        let look = Look(
            name: "",
            extra: { canvas in
                for y in stride(from: 14.0, to: 480, by: 28) {
                    canvas.stroke(.polyline([Point(0, y), Point(640, y)]), Color(hex: 0xB8CCE8), width: 2)
                }
                for x in stride(from: 14.0, to: isSquared ? 640 : 0, by: 28) {
                    canvas.stroke(.polyline([Point(x, 0), Point(x, 480)]), Color(hex: 0xB8CCE8), width: 2)
                }
            })
        let (plain, sheet) = (try Self.sheet(Self.draw(Self.plain)), try Self.sheet(Self.draw(look)))
        #expect(zip(plain.digit.shape, sheet.digit.shape).allSatisfy { abs($0 - $1) <= 4 })
        #expect(abs(plain.ink - sheet.ink).mean() < 0.01)
        #expect(sheet.remarks.contains("what is paler than the digit was left out"))
    }

    @Test("strokes that do not touch stay together: a 5 with its bar apart")
    func apart() throws {
        let canvas = Canvas(width: 300, height: 300)
        canvas.stroke(.polyline([Point(110, 80), Point(200, 80)]), .black, width: 16)
        canvas.stroke(.polyline([Point(100, 105), Point(100, 160)]), .black, width: 16)
        canvas.stroke(
            .curve(from: Point(100, 160), Point(210, 150), Point(220, 260), to: Point(95, 245)), .black,
            width: 16)
        let sheet = try Self.sheet(canvas.picture())
        #expect(sheet.remarks.isEmpty)
        #expect(sheet.digit.shape[0] > 165, "the bar of the 5 was left out")
    }

    @Test("a digit that reaches to the edge, thin or thick, is a digit and no frame")
    func toTheEdge() throws {
        for (width, shape) in [
            (30.0, Shape.polyline([Point(0, 15), Point(200, 15), Point(80, 300)])),
            (24, .circle(center: Point(100, 150), radius: 88)),
            (20, .polyline([Point(100, 0), Point(100, 300)])),
        ] {
            let canvas = Canvas(width: 200, height: 300)
            canvas.stroke(shape, .black, width: width)
            let sheet = try Self.sheet(canvas.picture())
            #expect(sheet.remarks.isEmpty && sheet.digit.size > 2000)
        }
        let canvas = Canvas(width: 200, height: 300)
        canvas.stroke(.circle(center: Point(100, 150), radius: 88), .black, width: 24)
        canvas.fill(.circle(center: Point(100, 150), radius: 2), .black)
        #expect(try Self.sheet(canvas.picture()).remarks == ["a speck was left out"])
    }

    @Test("small sheets are read as they are, large ones made smaller")
    func sizes() throws {
        let small = Self.draw(Self.plain, scale: 1.0 / 16)
        #expect(small.width == 40)
        #expect(try Self.sheet(small).digit.shape[0] >= 17)
        let large = try Self.sheet(Self.draw(Self.plain, scale: 4))
        #expect(large.ink.shape == [384, 512])
        #expect(large.remarks.isEmpty)
    }

    // MARK: What is wrong with a picture

    @Test(
        "a blank sheet is said to be blank, whatever its colour",
        arguments: [0xFFFFFF, 0x000000, 0x808080, 0xF0E8D0])
    func blank(color: UInt32) {
        let picture = Self.draw(Look(name: "", paper: Color(hex: color)), digit: false)
        #expect(problem(picture).contains("digit.png: the sheet is blank"))
    }

    @Test("a speck alone is said to be a speck")
    func speckAlone() {
        let look = Look(name: "", extra: { $0.fill(.circle(center: Point(600, 30), radius: 3), .black) })
        #expect(
            problem(Self.draw(look, digit: false)).contains("nothing but specks on it, none longer than "))
    }

    @Test("two digits on a sheet are refused")
    func twoDigits() {
        let look = Look(name: "", extra: { Self.drawThree($0, .black, right: 240) })
        #expect(problem(Self.draw(look)).contains("several things on it"))
    }

    @Test("a solid patch is no digit")
    func patch() {
        let look = Look(
            name: "",
            extra: { $0.fill(.rectangle(Rectangle(x: 100, y: 100, width: 200, height: 150)), .black) })
        #expect(problem(Self.draw(look, digit: false)).contains("a solid patch"))
    }

    @Test("a picture too small for a digit is refused", arguments: [(1, 1), (1, 500), (4, 4)])
    func tooSmall(width: Int, height: Int) {
        let picture = Picture(
            width: width, height: height, channels: 1, pixels: Array(repeating: 255, count: width * height))
        #expect(problem(picture).contains("\(width) × \(height) pixels hold no digit"))
    }

    @Test("an empty frame is a frame around nothing, and no digit is read from it")
    func emptyFrame() {
        let sheet = Look(name: "", extra: Self.frame)
        #expect(problem(Self.draw(sheet, digit: false)).contains("a frame around nothing"))
    }
}
