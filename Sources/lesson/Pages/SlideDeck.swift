import Foundation
import Literate
import Notebook
import Plotting

/// The slides of a lesson, arranged and drawn.
struct SlideDeck {
    private let run: SavedRun
    private let outlined: [OutlinedSlide]
    private let drawn: [Slide]

    /// Arranges the slides of a run. Throws with file and line of everything that does not fit.
    init(_ run: SavedRun) throws {
        self.run = run
        let lesson = run.lesson
        let attachments = run.record.events.compactMap { $0.attachment { figure, _ in figure.file } }
        var pictures = FigureCache(run.record.events)
        let outline = SlideOutline(run.source, attachments)
        let (arranged, overflows) = SlideArrangement.arrange(outline.slides, &pictures)
        if let problem = pictures.problem {
            throw CommandError(.badData, "\(problem)", hint: "swift run lesson \(lesson.number)")
        }
        if let first = overflows.first {
            let path = ProjectFolder.sourcePath(lesson.file)
            let lines = overflows.map { "\(path):\($0.line): \($0.description)" }
            throw CommandError(.badData, lines.joined(separator: "\n"), hint: first.hint)
        }
        outlined = outline.withNotes(arranged.map(\.outlined))
        drawn = arranged.enumerated().map { index, slide in
            var slide = slide.drawn
            slide.footer = index == 0 ? "Nabla ∇" : lesson.name
            slide.number = "\(index + 1)"
            return slide
        }
    }

    var count: Int { drawn.count }

    /// Draws everything into a folder, in the place of an earlier deck. Returns the deck.
    func write(to place: URL) throws -> URL {
        var files: [(name: String, content: Data)] = []
        var deck: [DeckSlide] = []
        for (index, slide) in drawn.enumerated() {
            let name = String(format: "%02d.png", index + 1)
            let (heading, alternative) = (outlined[index].heading.plainText, outlined[index].alternative)
            let metadata = [
                "Title": heading, "Description": alternative, "Lesson": run.lesson.folder,
                "Software": "Nabla",
            ]
            let (picture, texts) = try slide.renderWithText()
            files.append((name, Data(try picture.png(metadata: metadata))))
            if let code = try codePicture(slide) {
                files.append((slideCodeFile(index), Data(try code.png(metadata: metadata))))
            }
            deck.append(
                DeckSlide(
                    file: name, heading: heading, alternative: alternative, notes: outlined[index].notes,
                    answer: outlined[index].answer,
                    lines: texts.map {
                        .init($0.text, x: $0.x, baseline: $0.baseline, width: $0.width, size: $0.size)
                    }))
        }
        files.append(("index.html", Data(slideDeckHTML(run.source, deck).utf8)))
        // The Markdown names the figures as they were drawn: the folder is whole wherever it is copied.
        for (figure, png) in run.record.events.flatMap(\.pictures) {
            files.append((figure.file, Data(png)))
        }
        files.append(("slides.md", Data(slidesMarkdown(run.source, outlined).utf8)))
        do {
            let folder = try OutputFolder(place)
            OutputPlace.tell(of: try folder.write(files))
            return folder.url.appending(path: "index.html")
        } catch let error as OutputError {
            throw CommandError(error)
        }
    }

    /// The code of a slide by itself, for programs whose own letters are too large for it.
    private func codePicture(_ slide: Slide) throws -> Picture? {
        let code = slide.blocks.filter { if case .code = $0.content { true } else { false } }
        guard !code.isEmpty else { return nil }
        return try Slide(.question, line: slide.line, blocks: code).render().trimmed
    }
}
