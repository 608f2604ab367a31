import Testing

@testable import Plotting

@Suite struct CanvasTests {
    @Test func rectanglesFillExactlyTheirPixels() {
        let canvas = Canvas(width: 8, height: 6)
        canvas.fill(.rectangle(Rectangle(x: 2, y: 1, width: 3, height: 2)), Color(hex: 0x1A5BB0))
        let picture = canvas.picture()
        for row in 0..<6 {
            for column in 0..<8 {
                let isInside = (1..<3).contains(row) && (2..<5).contains(column)
                let pixel = picture.pixel(row: row, column: column)
                let wanted: [UInt8] = isInside ? [0x1A, 0x5B, 0xB0] : [255, 255, 255]
                #expect([pixel.red, pixel.green, pixel.blue] == wanted)
            }
        }
    }

    @Test func opacityMixesWithWhatLiesBelow() {
        let canvas = Canvas(width: 4, height: 4)
        canvas.fill(.rectangle(canvas.bounds), .black, opacity: 0.5)
        let grey = canvas.picture().pixel(row: 1, column: 1).red
        #expect((127...128).contains(grey))
    }

    @Test func picturesStaySharpAndUpright() {
        let canvas = Canvas(width: 4, height: 4)
        let picture = Picture([0.0, 1, 0.5, 0], width: 2, map: .light)
        canvas.draw(picture, in: canvas.bounds)
        let drawn = canvas.picture()
        #expect(drawn.pixel(row: 0, column: 3).red == 255)
        #expect(drawn.pixel(row: 1, column: 2).red == 255)
        #expect(drawn.pixel(row: 0, column: 1).red == 0x10)
        #expect(drawn.pixel(row: 3, column: 0).red == picture.pixel(row: 1, column: 0).red)
    }

    @Test func clippingLeavesTheOutsideUntouched() {
        let canvas = Canvas(width: 6, height: 6)
        canvas.clipped(to: Rectangle(x: 0, y: 0, width: 3, height: 6)) {
            canvas.fill(.rectangle(canvas.bounds), .black)
        }
        #expect(canvas.picture().pixel(row: 2, column: 2).red == 0)
        #expect(canvas.picture().pixel(row: 2, column: 3).red == 255)
    }

    @Test(
        arguments: [
            (1, [100], [100, 100, 100]), (3, [10, 20, 30], [10, 20, 30]),
            (4, [10, 20, 30, 255], [10, 20, 30]),
            (4, [255, 0, 0, 128], [255, 127, 127]), (4, [255, 0, 0, 0], [255, 255, 255]),
        ] as [(Int, [UInt8], [UInt8])])
    func picturesAreDrawnWithTheirColoursAndOpacity(channels: Int, pixels: [UInt8], seen: [UInt8]) {
        let canvas = Canvas(width: 2, height: 2)
        let picture = Picture(width: 1, height: 1, channels: channels, pixels: pixels)
        canvas.draw(picture, in: canvas.bounds)
        let pixel = canvas.picture().pixel(row: 1, column: 1)
        #expect([pixel.red, pixel.green, pixel.blue] == seen)
    }

    @Test func textWidthGrowsWithTextAndSize() {
        let canvas = Canvas(width: 8, height: 8)
        let one = canvas.lineWidth("n", size: 40)
        #expect(one > 10 && one < 40)
        #expect(abs(canvas.lineWidth("nnnn", size: 40) - 4 * one) < 0.01)
        #expect(abs(canvas.lineWidth("n", size: 80) - 2 * one) < 0.01)
        #expect(canvas.lineWidth("", size: 40) == 0)
    }

    @Test func wrappingKeepsWordsAndWidth() {
        let canvas = Canvas(width: 8, height: 8)
        let style = TextStyle(size: 30, color: .black)
        let text = "the rule runs for ever and stands where it stood"
        let wrapped = canvas.wrapped(text, style, width: 260)
        #expect(wrapped.split(separator: "\n").count > 1)
        #expect(canvas.size(of: wrapped, style).width <= 260)
        #expect(wrapped.replacing("\n", with: " ") == text)
    }

    @Test func greekAndMathematicsAreDrawn() {
        #expect(Fonts.missingCharacters() == [], "install a font with mathematics, such as DejaVu Sans")
        // A private character that no font defines is reported.
        #expect(Fonts.missingCharacters(in: "a\u{F8FE}") == ["\u{F8FE}"])
        let canvas = Canvas(width: 60, height: 60)
        canvas.drawLine("∂", at: Point(10, 45), size: 40, isBold: false, color: .black)
        #expect(canvas.picture().greyLevels.contains { $0 < 0.2 })
    }

    @Test func unusableSizesStopWithAMessage() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Canvas(width: 0, height: 10)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("Canvas: expected sides of 1 to 20000 pixels, but got 0.0 × 10.0"))
    }
}

@Suite struct ColorTests {
    /// How a reader without one kind of cone sees a colour (Viénot, Brettel and Mollon 1999), in linear light.
    private func seen(_ color: Color, _ rows: [[Double]]) -> [Double] {
        func linear(_ part: Double) -> Double {
            part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
        }
        let light = [linear(color.red), linear(color.green), linear(color.blue)]
        return rows.map { row in zip(row, light).map { $0 * $1 }.reduce(0, +) }
    }

    /// CIE 1976 lightness and colour coordinates of linear light.
    private func lab(_ light: [Double]) -> [Double] {
        let matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.9505, 1, 1.089]
        let f = zip(matrix, white).map { row, white -> Double in
            let ratio = max(0, zip(row, light).map { $0 * $1 }.reduce(0, +)) / white
            return ratio > 0.008856 ? power(ratio, 1.0 / 3) : 7.787 * ratio + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    static let readers: [[[Double]]] = [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
        [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
    ]

    @Test(arguments: readers) func firstColoursStayApartForEveryReader(reader: [[Double]]) {
        let colors = Theme.light.palette.prefix(6).map { lab(seen($0, reader)) }
        for first in colors.indices {
            for second in colors.indices where second > first {
                let distance = zip(colors[first], colors[second]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
                #expect(distance.squareRoot() > 20, "colours \(first) and \(second)")
            }
        }
    }

    @Test func textColoursHaveContrast() {
        let theme = Theme.light
        let inks: [Ink] = [
            .foreground, .neutral, .data, .prediction, .error, .gradient, .series(3), .series(4),
        ]
        for ink in inks {
            let contrast = 1.05 / (theme.color(ink).luminance + 0.05)
            #expect(contrast >= 3, "\(ink) on white, WCAG 2.1 for large text")
        }
    }

    @Test func mapsEndAtTheirStopsAndZeroIsInTheMiddle() {
        #expect(ColorMap.ink.color(at: 0) == .white)
        #expect(ColorMap.ink.color(at: 2) == ColorMap.ink.color(at: 1))
        #expect(ColorMap.diverging.color(at: 0.5) == Color(hex: 0xFAFAFA))
        #expect(ColorMap.sequential.color(at: .nan) == Color(hex: 0xD9D9D9))
    }

    @Test func weightsAreColouredByTheirSign() {
        #expect(Ink.weight(-0.5) == .weightNegative && Ink.weight(Float(2)) == .weightPositive)
    }
}
