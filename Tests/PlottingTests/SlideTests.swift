import Testing

@testable import Plotting

@Suite struct SlideTests {
    private func sentence(_ words: Int) -> [TextSpan] {
        [
            TextSpan(
                (0..<words).map { ["slope", "of", "a", "weighted", "sum", "w₁·x₁"][$0 % 6] }.joined(
                    separator: " "))
        ]
    }

    private func slide(_ content: SlideBlock.Content..., heading: String = "A heading") -> Slide {
        Slide(
            .content, heading: [TextSpan(heading)], line: 3,
            blocks: content.enumerated().map { SlideBlock($1, line: 10 + $0) }, footer: "04 · Test",
            number: "7")
    }

    /// The lowest and the rightmost pixel that is not paper, above the footer.
    private func reach(_ picture: Picture) -> (right: Int, bottom: Int) {
        var reach = (right: 0, bottom: 0)
        for row in 0..<1000 {
            for column in 0..<picture.width where picture.pixel(row: row, column: column).green != 255 {
                reach = (max(reach.right, column), row)
            }
        }
        return reach
    }

    @Test(arguments: [1, 3, 6, 9]) func `what fits stays inside the page and its parts apart`(count: Int)
        throws
    {
        let slide = slide(
            .takeaways((0..<count).map { _ in sentence(12) }), .paragraph(sentence(14)))
        let canvas = Canvas(width: 8, height: 8)
        let layout = SlideLayout(slide, on: canvas, theme: .light)
        let arrangement = try layout.arrangement()
        let pens = slide.blocks.map {
            SlideBlockPen($0, step: arrangement.step, width: 1728, on: canvas, theme: .light)
        }
        #expect(arrangement.headingTop + arrangement.heading.height <= arrangement.tops[0])
        #expect(arrangement.tops[0] + pens[0].height < arrangement.tops[1])
        #expect(arrangement.tops[1] + pens[1].height <= 992)
        let (right, bottom) = reach(try slide.render())
        #expect(right < 1920 - 90)
        #expect(bottom < 992)
    }

    @Test func `text is large where there is room and never below 28 pixels`() throws {
        let canvas = Canvas(width: 8, height: 8)
        let contents: [SlideBlock.Content] = [
            .takeaways([sentence(9)]), .bullets([sentence(9)]), .paragraph(sentence(9)),
            .equation([EquationRow(left: sentence(1), right: sentence(3))]),
            .terms([sentence(9), sentence(9)]),
            .code([[TextSpan("let x = 1", .code, ink: .foreground)]], output: ["1"]),
        ]
        for content in contents {
            for isQuiet in [false, true] {
                let sizes = (0..<SlideBlockPen.steps).map { step in
                    SlideBlockPen(
                        SlideBlock(content, line: 1, isQuiet: isQuiet), step: step, width: 1728, on: canvas,
                        theme: .light
                    ).smallestLetters
                }
                #expect(sizes.allSatisfy { $0 >= Slide.smallestText })
                #expect(sizes == sizes.sorted(by: >))
            }
        }
        #expect(
            try SlideLayout(slide(.takeaways([sentence(9)])), on: canvas, theme: .light).arrangement().step
                == 0)
    }

    @Test func `a slide made too full is an error with the line of what does not fit`() {
        let full = slide(.takeaways([sentence(8)]), .bullets((0..<30).map { _ in sentence(9) }))
        #expect {
            try full.render()
        } throws: { error in
            let overflow = error as? SlideOverflow
            return overflow?.line == 11 && overflow?.description.hasPrefix("the list ends ") == true
                && overflow?.description.hasSuffix(" px below the edge of its slide, at the smallest size")
                    == true
        }
    }

    @Test func `a line of code that is too wide is an error`() {
        let wide = slide(.code([[TextSpan(String(repeating: "x", count: 120), .code)]], output: []))
        #expect {
            try wide.render()
        } throws: { error in
            (error as? SlideOverflow)?.description.hasPrefix("the code is ") == true
        }
    }

    @Test func `a heading of three lines is an error with the line of the heading`() {
        let long = slide(.takeaways([sentence(3)]), heading: String(repeating: "many words ", count: 16))
        #expect {
            try long.render()
        } throws: { error in
            let overflow = error as? SlideOverflow
            return overflow?.line == 3
                && overflow?.description.contains("lines of 52 px, its slide has room for 2") == true
        }
    }

    @Test func `a figure keeps its size, and one that would have to shrink is an error`() throws {
        func figure(height: Int) -> Picture {
            Figure(xLabel: "x", yLabel: "y") { Line([0, 1], [1, 2]) }.render(height: height)
        }
        let picture = figure(height: 1080)
        let slide = Slide(
            .figure, heading: [TextSpan("A heading")], line: 3,
            blocks: [SlideBlock(.picture(picture), line: 8)])
        let drawn = try slide.render()
        // Without its margins, the figure is on the slide pixel for pixel.
        let ink = picture.trimmed
        let bottomRow = 1080 - Int(picture.margins.bottom) - 1
        let left = Int(picture.margins.left)
        for column in stride(from: 0, to: ink.width, by: 7) {
            #expect(
                drawn.pixel(row: bottomRow, column: left + column)
                    == ink.pixel(row: ink.height - 1, column: column))
        }
        let tall = Slide(.figure, line: 3, blocks: [SlideBlock(.picture(figure(height: 1400)), line: 8)])
        #expect {
            try tall.render()
        } throws: { error in
            (error as? SlideOverflow)?.line == 8
        }
    }

    @Test func `a figure that fills its slide leaves room for the number, or has none`() throws {
        func number(on picture: Picture) throws -> Bool {
            let blocks = [SlideBlock(.picture(picture), line: 8)]
            let slides = try ["7", ""].map { number in
                try Slide(.figure, heading: [TextSpan("A heading")], line: 3, blocks: blocks, number: number)
                    .render()
            }
            return slides[0] != slides[1]
        }
        #expect(try number(on: Figure(xLabel: "x", yLabel: "y") { Line([0, 1], [1, 2]) }.render()))
        let bytes = [UInt8](repeating: 255, count: 3) + [UInt8](repeating: 90, count: 3 * (1920 * 1080 - 1))
        #expect(try !number(on: Picture(width: 1920, height: 1080, channels: 3, pixels: bytes)))
    }

    @Test func `margins are the rows and columns around the ink`() {
        var pixels = [UInt8](repeating: 255, count: 3 * 20 * 10)
        for (row, column) in [(2, 7), (6, 4), (6, 15)] { pixels[3 * (20 * row + column) + 1] = 0 }
        let margins = Picture(width: 20, height: 10, channels: 3, pixels: pixels).margins
        #expect(margins == Insets(left: 4, right: 4, top: 2, bottom: 3))
        let blank = Picture(width: 2, height: 2, channels: 1, pixels: [9, 9, 9, 9])
        #expect(blank.margins == Insets())
    }

    @Test func `no list item ends in a lonely word if its lines can be broken earlier`() {
        let canvas = Canvas(width: 8, height: 8)
        let words = [
            TextSpan("All numbers lie on one strip: reshape moves the breaks, transpose the numbers.")
        ]
        for width in stride(from: 700.0, to: 1700, by: 50) {
            let text = RunningText(words, RunningStyle(size: 44, color: .black), width: width, on: canvas)
            let last = text.lines.last?.last.map { $0.x + $0.width } ?? 0
            #expect(text.lines.count == 1 || last >= 0.25 * width, "\(width)")
            #expect(text.width <= width)
        }
    }

    @Test func `balanced lines are nearly equal, and short formulas stay whole`() {
        let canvas = Canvas(width: 8, height: 8)
        let style = RunningStyle(size: 40, color: .black, isBalanced: true)
        let spans = [
            TextSpan("The bias is the bar with its sign changed and the bar is not a bias: b = −threshold.")
        ]
        let text = RunningText(spans, style, width: 1500, on: canvas)
        #expect(text.lines.count == 2)
        let ends = text.lines.map { $0.last.map { $0.x + $0.width } ?? 0 }
        #expect(abs(ends[0] - ends[1]) < 400)
        #expect(text.lines.joined().contains { $0.text.contains("b\u{a0}=\u{a0}−threshold") })
        #expect(text.width <= 1500)
    }
}

private func == (
    a: (red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8),
    b: (red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8)
) -> Bool {
    a.red == b.red && a.green == b.green && a.blue == b.blue
}
