import Foundation
import Plotting
import Testing

@testable import Literate
@testable import Notebook
@testable import lesson

@Suite struct SlideDeckTests {
    /// A course of one lesson that draws one figure of a size, and its run.
    private func deck(
        _ prose: String, figureHeight: Int = 1080, body: (SlideDeck, URL) throws -> Void = { _, _ in }
    ) async throws {
        try await withTemporaryFolder { folder in
            let lesson = Lesson("97-slides/Slides.swift", title: "Slides", minutes: 1, function: "none")
            let source = "public func f() {\n    //: # 97 · Slides\n\(prose)\n}\n"
            let file = folder.appending(path: "Lessons/97-slides/Slides.swift")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(source.utf8).write(to: file)
            let project = ProjectFolder(folder)
            let output = folder.appending(path: "Output")
            var record = RunRecord(Session.Options(lesson))
            record.hashes = Fingerprint.now(lesson, in: project)
            let line = source.components(separatedBy: "\n").firstIndex { $0.contains("figure(") }
            if let line {
                let drawing = Figure(xLabel: "x", yLabel: "y") { Line([0, 1, 2], [1, 0, 2]) }
                let png = try drawing.png(height: figureHeight)
                let figure = RunRecord.Figure(
                    file: "figures/1.png", caption: "See.", alt: "A line.", width: 1920, height: figureHeight,
                    line: line + 1)
                record.add(.figure(figure, png: png), line: line + 1)
                let file = output.appending(path: "97-slides/figures/1.png")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(png).write(to: file)
            }
            let folderOfRun = output.appending(path: "97-slides")
            try FileManager.default.createDirectory(at: folderOfRun, withIntermediateDirectories: true)
            try record.json().write(to: folderOfRun.appending(path: "record.json"))
            try body(SlideDeck(SavedRun(of: lesson, in: output, project)), folderOfRun)
        }
    }

    private func prose(_ lines: String...) -> String { lines.map { "    " + $0 }.joined(separator: "\n") }

    @Test func `a deck is pictures of 1920 × 1080, a page and Markdown`() async throws {
        let lines = prose(
            "//: ## A heading", "figure(\"See.\", alt: \"A line.\") { f() }", "//: > Remember *this*.",
            "//: ## Words", "//: - **word**: what it means.")
        try await deck(lines) { deck, output in
            let index = try deck.write(to: output.appending(path: "slides"))
            #expect(deck.count == 3)
            let files = try content(of: output.appending(path: "slides"))
            #expect(
                files == [
                    ".nabla.json", "01.png", "02.png", "03.png", "figures", "figures/1.png", "index.html",
                    "slides.md",
                ])
            for file in files.dropFirst().prefix(3) {
                let picture = try Picture(contentsOf: output.appending(path: "slides/\(file)").path)
                #expect((picture.width, picture.height) == (1920, 1080))
                #expect(picture.metadata["Description"]?.isEmpty == false)
            }
            let page = try String(contentsOf: index, encoding: .utf8)
            #expect(page.contains("alt=\"A heading. Figure: See. A line. Remember this.\""))
            // Each slide has its number and its text, which paper keeps below the picture.
            #expect(page.matches(of: />A heading<\/text>/).count == 1)
            for number in 1...3 { #expect(page.contains(">\(number)</text>")) }
        }
    }

    @Test func `a folder of slides is whole wherever it is copied`() async throws {
        let lines = prose(
            "//: ## A heading", "figure(\"See.\", alt: \"A line.\") { f() }", "//: > Remember *this*.")
        try await deck(lines) { deck, output in
            let slides = output.appending(path: "slides")
            _ = try deck.write(to: slides)
            let copy = output.appending(path: "elsewhere")
            try FileManager.default.copyItem(at: slides, to: copy)
            for file in ["index.html", "slides.md"] {
                let text = try String(contentsOf: copy.appending(path: file), encoding: .utf8)
                #expect(!text.contains("../"))
                let named = text.matches(of: /(?:src="|\]\(<)([^">]+)/).map { String($0.1) }
                #expect(!named.isEmpty)
                for name in named {
                    #expect(
                        FileManager.default.fileExists(atPath: copy.appending(path: name).path),
                        "\(file): \(name)")
                }
            }
        }
    }

    @Test func `an equation that has no room beside the figure has a slide of its own`() async throws {
        let lines = prose(
            "//: ## A heading", "//: Two wishes:", "//:", "//:     b < 0", "//:     w + b ≥ 0", "//:",
            "figure(\"See.\", alt: \"A line.\") { f() }", "//: > Remember this.")
        try await deck(lines) { deck, output in
            #expect(deck.count == 3)
            let page = try String(
                contentsOf: deck.write(to: output.appending(path: "slides")), encoding: .utf8)
            #expect(page.contains(">b &lt; 0</text>") || page.contains(">&lt; 0</text>"))
            #expect(page.contains("<p>Two wishes:</p>"))
        }
    }

    @Test func `a low figure stands beside the takeaway and needs no slide of its own`() async throws {
        let lines = prose(
            "//: ## A heading", "figure(\"See.\", alt: \"A line.\") { f() }", "//: > Remember this.")
        try await deck(lines, figureHeight: 560) { deck, _ in #expect(deck.count == 2) }
    }

    @Test func `a slide made too full is an error that names lesson and line`() async throws {
        let many = (1...14).map {
            "//: > Takeaway \($0) says at some length what nobody will remember of it.\n    //:"
        }
        let lines = prose("//: ## A heading") + "\n" + prose(many.joined(separator: "\n    "))
        let error = await #expect(throws: CommandError.self) { try await deck(lines) }
        #expect(error?.status == .badData)
        #expect(
            error?.message.wholeMatch(
                of: #/Lessons/97-slides/Slides\.swift:4: the takeaways end \d+ px below the edge .*/#) != nil,
            "\(error?.message ?? "")")
        #expect(error?.hint == "say it in fewer words, or put a heading before it")
    }

    @Test func `every slide that is too full is named, each with its line`() async throws {
        let long = String(repeating: "many words ", count: 20)
        let lines = prose(
            "//: ## \(long)", "//: > Fine.", "//: ## Short", "//: > \(String(repeating: long, count: 9))")
        let error = await #expect(throws: CommandError.self) { try await deck(lines) }
        let places = error?.message.split(separator: "\n").map { $0.split(separator: " ")[0] }
        #expect(places == ["Lessons/97-slides/Slides.swift:3:", "Lessons/97-slides/Slides.swift:6:"])
    }

    @Test func `frames of a figure that moves stand in one place, whatever is empty on each`() throws {
        /// A white picture with a black block.
        func png(rows: Range<Int>, columns: Range<Int>) throws -> [UInt8] {
            var pixels = [UInt8](repeating: 255, count: 1920 * 800)
            for row in rows { for column in columns { pixels[1920 * row + column] = 0 } }
            return try Picture(width: 1920, height: 800, channels: 1, pixels: pixels).png()
        }
        func figure(_ name: String) -> FigureImage {
            FigureImage(source: name, caption: "See.", alternative: "A block.", width: 1920, height: 800)
        }
        func slide(_ name: String, line: Int) -> OutlinedSlide {
            OutlinedSlide(
                kind: .figure, heading: [SlideSpan("Blocks")], line: line,
                parts: [SlidePart(content: .figure(figure(name)), line: line)])
        }
        var record = RunRecord(Session.Options(Lesson("97-slides/Slides.swift", title: "S", minutes: 1, function: "n")))
        for (name, rows) in [("a.png", 100..<300), ("b.png", 100..<700), ("c.png", 50..<400)] {
            let drawn = RunRecord.Figure(
                file: name, caption: "See.", alt: "A block.", width: 1920, height: 800, line: 5)
            record.add(.figure(drawn, png: try png(rows: rows, columns: 200..<1000)), line: 5)
        }
        var pictures = FigureCache(record.events)
        let slides = [slide("a.png", line: 5), slide("b.png", line: 5), slide("c.png", line: 9)]
        let arranged = SlideArrangement.arrange(slides, &pictures).slides
        let common = Insets(left: 200, right: 920, top: 100, bottom: 100)
        #expect(arranged.map { $0.drawn.blocks[0].margins } == [common, common, nil])
        // Both blocks begin in one row, so the shorter one ends 400 rows above the other.
        let free = try arranged.prefix(2).map { try $0.drawn.render().margins.bottom }
        #expect(free[0] == free[1] + 400)
    }

    @Test func `an unknown lesson has no slides`() async throws {
        try await withTemporaryFolder { folder in
            let slides = try await LessonCommandProcess("slides", "99", "--output", folder.path)
            #expect(slides.status == 64)
            #expect(slides.complaint.contains("no lesson called '99'"))
            #expect(try content(of: folder).isEmpty)
        }
    }

    @Test func `slides of a lesson that was not run are made after a run`() async throws {
        try await withTemporaryFolder { folder in
            let slides = try await LessonCommandProcess(
                "slides", "04", "--quick", "--offline", "--output", folder.path)
            #expect(slides.status == 0, "\(slides.complaint)")
            #expect(slides.output.contains("running it first"))
            let record = try RunRecord(contentsOf: folder.appending(path: "04-perceptron/record.json"))
            #expect(record.quick)
            let files = try content(of: folder.appending(path: "04-perceptron/slides"))
            #expect(files.contains("index.html") && files.contains("30.png") && files.contains("figures"))
            let again = try await LessonCommandProcess(
                "slides", "04", "--quick", "--offline", "--output", folder.path)
            #expect(again.status == 0)
            #expect(!again.output.contains("running it first"))
        }
    }
}
