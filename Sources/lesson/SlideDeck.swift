import Foundation
import Literate
import Notebook
import Plotting

/// The slides of a lesson, arranged and drawn.
struct SlideDeck {
    private let lesson: Lesson
    private let source: LessonSource
    private let run: LastRun
    private let outlined: [OutlinedSlide]
    private let drawn: [Slide]

    /// Arranges the slides. Throws with file and line of everything that does not fit.
    init(_ lesson: Lesson, _ run: LastRun, _ project: ProjectFolder) throws {
        (self.lesson, self.run) = (lesson, run)
        let path = ProjectFolder.sourcePath(lesson.file)
        do { source = try LessonSource(project.text(path)) } catch let error as LessonError {
            throw CommandError(.badData, "\(path):\(error.line ?? 1): \(error.problem)", hint: error.hint)
        }
        var pictures = FigureShelf(folder: run.folder)
        let outline = SlideOutline(source, run.record.attachments)
        var arranged: [(outlined: OutlinedSlide, drawn: Slide)] = []
        var overflows: [SlideOverflow] = []
        var slides = outline.slides[...]
        while let slide = slides.popFirst() {
            do throws(SlideOverflow) {
                arranged.append(try SlideArrangement.arrange(slide, absorbing: &slides, &pictures))
            } catch { overflows.append(error) }
        }
        if let problem = pictures.problem {
            throw CommandError(.badData, problem, hint: "swift run lesson \(lesson.number)")
        }
        guard overflows.isEmpty else {
            let lines = overflows.map { "\(path):\($0.line): \($0.description)" }
            throw CommandError(.badData, lines.joined(separator: "\n"), hint: overflows[0].hint)
        }
        let footer = "\(lesson.number) · \(lesson.title)"
        outlined = arranged.map(\.outlined)
        drawn = arranged.enumerated().map { index, slide in
            var slide = slide.drawn
            slide.footer = index == 0 ? "Nabla ∇" : footer
            slide.number = index == 0 ? "" : "\(index + 1)"
            return slide
        }
    }

    var count: Int { drawn.count }

    /// Draws everything into the folder `slides` beside the lesson's page. Returns the deck.
    func write() throws -> URL {
        var files: [(name: String, content: Data)] = []
        var deck: [DeckSlide] = []
        for (index, slide) in drawn.enumerated() {
            let name = String(format: "%02d.png", index + 1)
            let alternative = outlined[index].alternative
            let metadata = [
                "Title": outlined[index].heading.plainText, "Description": alternative,
                "Lesson": lesson.folder,
                "Software": "Nabla",
            ].filter { !$0.value.isEmpty }
            files.append((name, Data(try slide.render().png(metadata: metadata))))
            deck.append(
                DeckSlide(
                    file: name, heading: outlined[index].heading.plainText, alternative: alternative,
                    notes: outlined[index].notes))
        }
        files.append(("index.html", Data(slideDeckHTML(source, deck, page: "../index.html").utf8)))
        files.append(("slides.md", Data(slidesMarkdown(source, outlined).utf8)))
        do {
            let folder = try OutputFolder(run.folder.appending(path: "slides"))
            try folder.write(files)
            return folder.url.appending(path: "index.html")
        } catch let error as OutputError {
            throw CommandError(.notReachable, "\(error)", hint: error.hint)
        }
    }
}

/// The figures of a run, read when they are needed.
struct FigureShelf {
    let folder: URL
    private var known: [String: Picture] = [:]
    /// Why a figure could not be read.
    private(set) var problem: String?

    init(folder: URL) { self.folder = folder }

    mutating func picture(_ name: String) -> Picture {
        if let picture = known[name] { return picture }
        do {
            let picture = try Picture(contentsOf: folder.appending(path: name).path)
            known[name] = picture
            return picture
        } catch {
            problem = "\(error)"
            return Picture(width: 1, height: 1, channels: 1, pixels: [255])
        }
    }
}

extension RunRecord {
    /// What the run attached to the lines of the lesson. The record keeps figures and outputs apart, so that within a
    /// line the outputs come first.
    var attachments: [Attachment] {
        let outputs = outputs.map { Attachment(line: $0.line, kind: .output($0.text)) }
        let figures = figures.map { figure in
            Attachment(
                line: figure.line,
                kind: .figure(
                    FigureImage(
                        source: figure.file, caption: figure.caption, alternative: figure.alt,
                        width: figure.width, height: figure.height)))
        }
        return (outputs + figures).enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        .map(\.element)
    }
}
