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
        var arranged: [(outlined: OutlinedSlide, drawn: Slide)] = []
        var overflows: [SlideOverflow] = []
        var slides = SlideOutline(run.source, attachments).slides[...]
        while let slide = slides.popFirst() {
            do throws(SlideOverflow) {
                arranged.append(try SlideArrangement.arrange(slide, absorbing: &slides, &pictures))
            } catch { overflows.append(error) }
        }
        if let problem = pictures.problem {
            throw CommandError(.badData, "\(problem)", hint: "swift run lesson \(lesson.number)")
        }
        if let first = overflows.first {
            let path = ProjectFolder.sourcePath(lesson.file)
            let lines = overflows.map { "\(path):\($0.line): \($0.description)" }
            throw CommandError(.badData, lines.joined(separator: "\n"), hint: first.hint)
        }
        outlined = arranged.map(\.outlined)
        drawn = arranged.enumerated().map { index, slide in
            var slide = slide.drawn
            slide.footer = index == 0 ? "Nabla ∇" : lesson.name
            slide.number = index == 0 ? "" : "\(index + 1)"
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
                "Title": heading.isEmpty ? outlined[index].kicker : heading, "Description": alternative,
                "Lesson": run.lesson.folder, "Software": "Nabla",
            ]
            files.append((name, Data(try slide.render().png(metadata: metadata))))
            if let code = try codePicture(slide) {
                files.append((slideCodeFile(index), Data(try code.png(metadata: metadata))))
            }
            deck.append(
                DeckSlide(
                    file: name, heading: heading, alternative: alternative, notes: outlined[index].notes))
        }
        files.append(("index.html", Data(slideDeckHTML(run.source, deck, page: "../index.html").utf8)))
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
