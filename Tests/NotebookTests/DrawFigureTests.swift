import Foundation
import Plotting
import Synchronization
import Testing

@testable import Notebook

extension NotebookTests {
    @Suite struct DrawFigureTests {
        private func draw(_ caption: String) {
            figure(caption, alt: "A rising line.", width: 320, height: 180) {
                Figure(title: "Growth", xLabel: "time (s)", yLabel: "height (m)") { Line([0, 1], [0, 1]) }
            }
        }

        @Test func `a figure is on record with its file, its words, its size and its line`() {
            let line = #line + 2
            let record = session {
                figure("It rises.", alt: "A rising line.", width: 320, height: 180) {
                    Figure(title: "Growth") { Line([0, 1], [0, 1]) }
                }
                draw("It rises again.")
            }.record
            let figures = record.figures
            #expect(figures.map(\.file) == ["figures/01-it-rises.png", "figures/02-it-rises-again.png"])
            #expect(figures[0].caption == "It rises.")
            #expect(figures[0].alt == "A rising line.")
            #expect((figures[0].width, figures[0].height) == (320, 180))
            #expect(figures[0].line == line)
        }

        @Test
        func `the picture has the size asked for and carries title, description, lesson and resolution`()
            throws
        {
            let files = session { draw("It rises.") }.figureFiles
            try #require(files.count == 1)
            #expect(files[0].name == "figures/01-it-rises.png")
            let chunks = try PNGFile(files[0].content).chunks
            let header = try #require(chunks.first { $0.type == "IHDR" }).content
            #expect(header.prefix(8) == [0, 0, 1, 64, 0, 0, 0, 180])
            let texts = chunks.filter { ["tEXt", "iTXt"].contains($0.type) }
                .map { String(decoding: $0.content.map { $0 == 0 ? 32 : $0 }, as: UTF8.self) }
            #expect(texts.contains { $0.hasPrefix("Title ") && $0.hasSuffix("Growth") })
            #expect(
                texts.contains { $0.hasPrefix("Description ") && $0.hasSuffix("It rises. A rising line.") })
            #expect(texts.contains { $0.hasPrefix("Lesson ") && $0.hasSuffix("99-test") })
            #expect(chunks.contains { $0.type == "pHYs" })
        }

        /// A figure that moves over five rates: a line of that slope.
        private func drawFilm(_ values: [Double] = [0.01, 0.1, 0.5, 1, 2]) {
            figure(
                "It steepens.", alt: "A rising line.", over: values, label: "slope", width: 320, height: 180
            ) { slope in
                Figure(xRange: 0...1, yRange: 0...2) { Line([0, 1], [0, slope]) }
            }
        }

        @Test func `a figure that moves keeps a frame for each value, and a sheet of four for paper`() throws {
            let run = session { drawFilm() }
            let figure = try #require(run.record.figures.first)
            let film = try #require(figure.film)
            #expect(film.label == "slope" && film.frames.map(\.value) == ["0.01", "0.1", "0.5", "1", "2"])
            #expect(film.shownOnPaper == [0, 1, 3, 4])
            #expect(figure.file == "figures/01-it-steepens.png" && figure.width == 320)
            #expect(
                figure.stills.map(\.file)
                    == [figure.file] + (1...5).map { "figures/01-it-steepens-0\($0).png" })
            #expect(figure.stills[2].alt == "A rising line. slope: 0.1.")
            let files = run.figureFiles
            #expect(files.map(\.name) == figure.stills.map(\.file))
            let pictures = try files.map { try Picture(png: [UInt8]($0.content), name: $0.name) }
            #expect(pictures.dropFirst().allSatisfy { $0.width == 320 && $0.height == 180 })
            // Two rows of frames half as high.
            #expect(pictures[0].width == 320 && pictures[0].height == 180 && figure.height == 180)
            let texts = try PNGFile(files[2].content).chunks.filter { ["tEXt", "iTXt"].contains($0.type) }
                .map { String(decoding: $0.content.map { $0 == 0 ? 32 : $0 }, as: UTF8.self) }
            #expect(texts.contains { $0.hasPrefix("Title ") && $0.hasSuffix("slope: 0.1") })
            for (one, other) in zip(pictures.dropFirst(), pictures.dropFirst(2)) { #expect(one != other) }
        }

        @Test func `a figure that moves comes back from its record and its files`() throws {
            let record = session { drawFilm([1, 2]) }.record
            let files = Dictionary(
                uniqueKeysWithValues: record.events.flatMap(\.pictures).map { ($0.figure.file, $0.png) })
            #expect(files.count == 3)
            var read = try RunRecord(json: record.json())
            read.readFigures { files[$0.file] ?? [] }
            #expect(read.events == record.events)
            #expect(record.files.count == 5)
            let json = String(decoding: try record.json(), as: UTF8.self)
            #expect(json.replacing("-02.png", with: "/../x.png") != json)
            #expect(throws: RecordError.self) {
                try RunRecord(json: Data(json.replacing("-02.png", with: "/../x.png").utf8))
            }
        }

        @Test func `a session that takes the figures gets each of them, frames too, and keeps no picture`() {
            let taken = Mutex<[String]>([])
            var options = Session.Options()
            options.takesFigure = { figure, said in
                taken.withLock { $0.append("\(said.file): \(figure.title), \(said.width)") }
            }
            let session = Session(options) { _ in }
            session.run {
                draw("It rises.")
                drawFilm([1, 2])
            }
            #expect(
                taken.withLock { $0 } == [
                    "figures/01-it-rises.png: Growth, 320", "figures/02-it-steepens-01.png: slope: 1, 320",
                    "figures/02-it-steepens-02.png: slope: 2, 320",
                ])
            #expect(session.record.figures.map(\.caption) == ["It rises.", "It steepens."])
            #expect(session.figureFiles.allSatisfy { $0.content.isEmpty })
        }

        @Test func `what the drawing throws is thrown on, and nothing is recorded`() {
            struct Stop: Error {}
            let session = session {
                #expect(throws: Stop.self) { try figure("Never.", alt: "") { throw Stop() } }
            }
            #expect(session.record.figures.isEmpty)
        }

        @Test(arguments: [
            ("Left of 0.003 nothing moves.", "left-of-0-003-nothing-moves"),
            ("σ(z) and its slope", "s-z-and-its-slope"),
            (
                "A caption that goes on for so long that no file should be named after all of it",
                "a-caption-that-goes-on-for-so-long-that"
            ),
            ("∇", "figure"),
        ])
        func `a caption names its file`(caption: String, name: String) {
            #expect(slug(of: caption) == name)
        }
    }
}

/// The chunks of a PNG file: length, type, content, checksum (PNG specification, section 5.3).
private struct PNGFile {
    var chunks: [(type: String, content: [UInt8])] = []

    init(_ data: Data) throws {
        let bytes = [UInt8](data)
        try #require(bytes.prefix(8) == [137, 80, 78, 71, 13, 10, 26, 10])
        var start = 8
        while start < bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 + Int($1) }
            let type = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
            chunks.append((type, Array(bytes[start + 8..<start + 8 + length])))
            start += length + 12
        }
    }
}
