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

    /// The lowest and the rightmost pixel that is not paper, between the number at the top and the footer.
    private func reach(_ picture: Picture) -> (right: Int, bottom: Int) {
        let inked = picture.places { _, green, _ in green != 255 }.filter { (80..<1000).contains($0.row) }
        return (inked.map(\.column).max() ?? 0, inked.last?.row ?? 0)
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

    @Test func `names before an equation and words behind it have columns of their own`() {
        let canvas = Canvas(width: 8, height: 8)
        func width(_ rows: [EquationRow]) -> Double {
            SlideBlockPen(
                SlideBlock(.equation(rows), line: 1), step: 0, width: 1728, on: canvas, theme: .light
            ).width
        }
        let plain = EquationRow(left: sentence(1), right: sentence(3))
        let named = EquationRow(
            left: sentence(1), right: sentence(3), before: [sentence(1)], behind: [sentence(2)])
        #expect(width([named]) > width([plain]))
        #expect(width([named, plain]) == width([named]))
    }

    @Test func `text is large where there is room and never below 28 pixels`() throws {
        let canvas = Canvas(width: 8, height: 8)
        let contents: [SlideBlock.Content] = [
            .takeaways([sentence(9)]), .bullets([sentence(9)]), .paragraph(sentence(9)),
            .equation([EquationRow(left: sentence(1), right: sentence(3))]),
            .terms([sentence(9), sentence(9)]),
            .code([[TextSpan("let x = 1", .code, ink: .foreground)]], output: [[TextSpan("1", .code)]]),
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

    private func figure(height: Int) -> Picture {
        Figure(xLabel: "x", yLabel: "y") { Line([0, 1], [1, 2]) }.render(height: height)
    }

    private func figureSlide(_ picture: Picture, takeaways: [[TextSpan]] = [], heading: String = "A heading")
        -> Slide
    {
        var blocks = [SlideBlock(.picture(picture), line: 8)]
        if !takeaways.isEmpty { blocks.append(SlideBlock(.takeaways(takeaways), line: 9)) }
        return Slide(.figure, heading: [TextSpan(heading)], line: 3, blocks: blocks, number: "7")
    }

    @Test func `a low figure keeps its size, pixel for pixel`() throws {
        let picture = figure(height: 900)
        let drawn = try figureSlide(picture).render()
        let ink = picture.trimmed
        let left = Int(picture.margins.left)
        // Centred between the strip of 88 pixels and the foot of 6.
        let top = Int((88 + (1080 - 94 - Double(ink.height)) / 2).rounded())
        for row in stride(from: 0, to: ink.height, by: 97) {
            for column in stride(from: 0, to: ink.width, by: 7) {
                #expect(
                    drawn.pixel(row: top + row, column: left + column) == ink.pixel(row: row, column: column))
            }
        }
    }

    @Test(arguments: [1000, 1080]) func `a tall figure gives way, so that its heading does not touch it`(height: Int)
        throws
    {
        let (picture, texts) = try figureSlide(figure(height: height)).renderWithText()
        let heading = try #require(texts.first { $0.text == "A heading" })
        // Below the letters that hang, as the g does, nothing is drawn up to the figure.
        let from = Int(heading.baseline + 0.3 * heading.size)
        let first = try #require(
            (from..<1080).first { row in
                (0..<1920).contains { picture.pixel(row: row, column: $0).green < 200 }
            })
        #expect(first >= 88 + 20)
        let last = try #require(
            (from..<1080).last { row in
                (0..<1920).contains { picture.pixel(row: row, column: $0).green < 200 }
            })
        #expect(last < 1074)
    }

    @Test func `a figure that would have to shrink by more than a tenth is an error`() throws {
        #expect {
            try figureSlide(figure(height: 1400)).render()
        } throws: { error in
            (error as? SlideOverflow)?.line == 8
        }
        // So is one with too much below it.
        let lines = (0..<4).map { _ in sentence(20) }
        #expect(throws: SlideOverflow.self) {
            try figureSlide(figure(height: 1080), takeaways: lines).render()
        }
        try figureSlide(figure(height: 1080), takeaways: [sentence(9)]).requireThatItFits()
    }

    @Test(arguments: [500, 900, 1080])
    func `every figure has its heading and its number, beside each other and above it`(
        height: Int
    ) throws {
        let (picture, texts) = try figureSlide(figure(height: height)).renderWithText()
        let heading = try #require(texts.first { $0.text == "A heading" })
        let number = try #require(texts.first { $0.text == "7" })
        #expect(heading.x + heading.width < number.x)
        #expect(max(heading.baseline, number.baseline) < 88)
        for text in [heading, number] {
            let box = (Int(text.x)..<Int(text.x + text.width)).flatMap { column in
                (Int(text.baseline - 0.7 * text.size)..<Int(text.baseline)).map {
                    picture.pixel(row: $0, column: column).green
                }
            }
            #expect(box.contains { $0 < 160 }, "nothing is drawn where “\(text.text)” should stand")
        }
        #expect(throws: SlideOverflow.self) {
            try figureSlide(figure(height: height), heading: String(repeating: "many words ", count: 12))
                .render()
        }
    }

    @Test func `the text of a slide is noted where it stands, in the order in which it is read`() throws {
        let slide = slide(.takeaways([sentence(3), sentence(4)]), .paragraph([TextSpan("The end.")]))
        let texts = try slide.renderWithText().texts
        #expect(
            texts.map(\.text) == [
                "A heading", "slope of a", "slope of a weighted", "The end.", "7", "04 · Test",
            ])
        #expect(texts.dropLast(2).map(\.baseline) == texts.dropLast(2).map(\.baseline).sorted())
        let canvas = Canvas(width: 8, height: 8)
        #expect(abs(texts[0].width - canvas.lineWidth("A heading", size: texts[0].size, isBold: true)) < 1)
        var block = SlideBlock(.picture(figure(height: 500)), line: 4)
        block.words = "See. A line that rises."
        let words = try Slide(.figure, heading: [TextSpan("H")], line: 3, blocks: [block]).renderWithText()
            .texts
        #expect(words.map(\.text).contains("See. A line that rises."))
    }

    @Test func `an exponent is raised, at least 26 pixels large, and copied as it was written`() throws {
        var exponent = TextSpan("−38", .code, ink: .foreground)
        exponent.script = .raised
        exponent.copied = "⁻³⁸"
        let line = [
            TextSpan("10", .code, ink: .foreground), exponent, TextSpan(" left", .code, ink: .foreground),
        ]
        let canvas = Canvas(width: 8, height: 8)
        let code = RunningText(
            line, RunningStyle(size: 30, color: .black, isVerbatim: true), width: 900, on: canvas)
        let letter = canvas.lineWidth("0", size: 30, Typeface(isBold: false, isMonospaced: true))
        // In code it takes the room of three letters, so that columns stay columns.
        #expect(abs(code.lines[0][2].x - 5 * letter) < 0.5)
        let text = try slide(.code([line], output: [])).renderWithText().texts
        #expect(text.map(\.text).contains("10⁻³⁸ left"))
        // 0.73 of the letters' size is the height of a digit: 19 pixels, where the font's own has 14.
        let slide = Slide(.question, line: 1, blocks: [SlideBlock(.code([[exponent]], output: []), line: 1)])
        #expect(try slide.render().trimmed.height > 0)
        let drawn = try Slide(
            .question, line: 1, blocks: [SlideBlock(.paragraph([exponent]), line: 1)]
        ).render().trimmed
        #expect(drawn.height >= 19)
    }

    @Test(arguments: [
        ("We ask this question. How many times", "How many"), ("It lands at a score of 0", "a score"),
        ("The shares are 0.665, 0.245, 0.090. What", "0.665, 0.245, 0.090."),
        ("so b = −threshold", "b = −threshold"),
        ("Where does the last one begin? (5 minutes, easy)", "(5 minutes,"),
    ])
    func `what belongs together stays on one line, however narrow`(text: String, together: String) {
        let canvas = Canvas(width: 8, height: 8)
        for width in stride(from: 500.0, to: 1400, by: 20) {
            for isBalanced in [true, false] {
                let style = RunningStyle(size: 44, color: .black, isBalanced: isBalanced)
                let lines = RunningText([TextSpan(text)], style, width: width, on: canvas).lines
                let whole = lines.map { $0.map(\.text).joined(separator: " ").replacing("\u{a0}", with: " ") }
                #expect(whole.contains { $0.contains(together) }, "\(width): \(whole)")
            }
        }
    }

    @Test(arguments: [700.0, 900, 1100, 1300, 1500])
    func `a second sentence begins a line, though the first takes several`(width: Double) {
        let text =
            "Scores 2, 1, 0 have the probabilities 0.665, 0.245, 0.090. What does temperature ½ make of them?"
        let canvas = Canvas(width: 8, height: 8)
        func lines(isBalanced: Bool) -> [String] {
            let style = RunningStyle(size: 60, color: .black, isBalanced: isBalanced)
            return RunningText([TextSpan(text)], style, width: width, on: canvas).lines.map {
                $0.map(\.text).joined(separator: " ").replacing("\u{a0}", with: " ")
            }
        }
        let balanced = lines(isBalanced: true)
        #expect(balanced.contains { $0.hasPrefix("What does") }, "\(balanced)")
        #expect(balanced.count <= lines(isBalanced: false).count + 1)
        #expect(balanced.joined(separator: " ") == text)
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
