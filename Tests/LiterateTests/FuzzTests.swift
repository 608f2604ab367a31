import Foundation
import Testing

@testable import Literate

/// Lessons that somebody, or chance, has damaged: whatever they hold, nothing traps, no byte of them is lost, and what comes out
/// is well formed.
///
/// `NABLA_FUZZ=10000 NABLA_FUZZ_OUTPUT=DIR swift test --filter FuzzTests` tries more, and writes pages and notebooks for
/// `Tests/LiterateTests/check-outputs DIR`, which reads them as strictly as a browser's and Jupyter's own parsers can.
@Suite struct FuzzTests {
    private static let count = Int(ProcessInfo.processInfo.environment["NABLA_FUZZ"] ?? "") ?? 400
    private static let output = ProcessInfo.processInfo.environment["NABLA_FUZZ_OUTPUT"].map {
        URL(fileURLWithPath: $0)
    }

    private static let lessons: [String] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Lessons")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        let texts = paths.sorted().filter { $0.hasSuffix(".swift") }.compactMap {
            try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        return texts.filter { $0.contains("//: # ") } + [SampleLesson.text]
    }()

    /// What has a meaning to one of the parsers, or to a browser, a terminal, Jupyter or pandoc.
    private static let nasty = [
        "<!--", "-->", "<script>alert(1)</script>", "<details>", "</details>", "<summary>", "</summary>",
        "<b", "</p>", "<![CDATA[", "<?x", "&lt;", "&#27;", "&#0;", "&", "$", "$$", "\\(", "\\begin{x}", "`",
        "```", "~~~", "*", "**", "_", "[", "](", "](javascript:x)", "![source](",
        "![x](data:image/png;base64,\">)", "<https://a.b>", "www.a.b", "|", "|---|", "\"\"\"", "#\"", "\"#",
        "\"\\(", "/*", "*/", "//:", "//: ", "//: # ", "//: ## ", "//: > ", "//:     ", "//: - ", "{", "}",
        "(",
        ")", "\u{1b}[2J", "\u{0}", "\u{7f}", "\u{9b}", "\u{202e}", "\r", "\u{2028}", "\u{feff}", "\u{301}",
        "\u{ffff}", "🙂", "∂⁻³⁸₁", "::: notes", "---", "'", "%", "#if", "#/", "/#", "**Change one line.** ",
        "**Careful.** ", "predict(\"", "claim(\"", "figure(\"", "print(", "\n", "\n\n", "\t", "    ",
    ]

    private func damaged(_ random: inout Lehmer) -> String {
        var lines = Self.lessons.randomElement(using: &random)!.components(separatedBy: "\n")
        // A part is enough, and is read faster.
        let start = Int.random(in: 0..<lines.count, using: &random)
        let end = min(lines.count, start + Int.random(in: 1...120, using: &random))
        lines = Array(lines[start..<end])
        var scalars = Array(lines.joined(separator: "\n").unicodeScalars)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 0...scalars.count, using: &random)
            let other = Int.random(in: 0...scalars.count, using: &random)
            let mark = Self.nasty.randomElement(using: &random)!
            switch Int.random(in: 0..<5, using: &random) {
            case 0: scalars.removeSubrange(place..<min(scalars.count, place + 40))
            case 1:
                let copied = Array(scalars[min(place, other)..<max(place, other)].prefix(300))
                scalars.insert(contentsOf: copied, at: place)
            case 2:
                let times = Int.random(in: 1...60, using: &random)
                scalars.insert(
                    contentsOf: Array(String(repeating: mark, count: times).unicodeScalars), at: place)
            default: scalars.insert(contentsOf: Array(mark.unicodeScalars), at: place)
            }
        }
        var text = "import Nabla\npublic func f() {\n    //: # 05 · A <title> & $1\n"
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// What a run could have attached to lines of the lesson, made of the same pieces.
    private func attachments(_ lines: Int, _ random: inout Lehmer) -> [Attached] {
        func text(_ random: inout Lehmer) -> String {
            (0..<Int.random(in: 0...6, using: &random)).map { _ in
                [Self.nasty.randomElement(using: &random)!, "word", " "].randomElement(using: &random)!
            }.joined()
        }
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in
            let (a, b, c, d) = (text(&random), text(&random), text(&random), text(&random))
            let image = FigureImage(
                source: "data:image/png;base64,AAAA", caption: a, alternative: b, width: 1920, height: 1080)
            let kinds: [Attached.Kind] = [
                .output(a), .note(a), .failure(a), .figure(image),
                .claim(name: a, value: b, condition: c, held: Bool.random(using: &random)),
                .prediction(question: a, answer: b, tempting: c.isEmpty ? nil : c, why: d.isEmpty ? nil : d),
            ]
            return Attached(
                line: Int.random(in: 0...(lines + 3), using: &random),
                kind: kinds.randomElement(using: &random)!)
        }
    }

    @Test(arguments: 0..<8) func `damaged lessons become pages, texts, slides and notebooks`(part: Int) throws {
        var random = Lehmer(state: UInt64(1000 + part))
        for number in 0..<(Self.count / 8) {
            let text = damaged(&random)
            let chunks = Chunk.chunks(of: text)
            #expect(Array(chunks.map(\.source).joined().utf8) == Array(text.utf8), "\(text.debugDescription)")
            guard let lesson = try? LessonSource(text) else { continue }
            let attached = attachments(text.sourceLines.count, &random)
            let outputs = try Outputs(lesson, attached)
            outputs.check("\(part)-\(number)")
            if let folder = Self.output { try outputs.write(to: folder, name: "\(part)-\(number)") }
        }
    }
}

/// Everything that is made of a lesson and its run.
private struct Outputs {
    var page: String?
    var notebook: String?
    var markdown: String?
    let deck: String
    let slides: [OutlinedSlide]
    let slidesText: String
    var terminal: [String]

    init(_ lesson: LessonSource, _ attached: [Attached]) throws {
        let read = { (_: String) in "func f() {}\nstruct g {}" }
        let info = PageInfo(seed: 1)
        // A source that names nothing is an error, and said so; all else has an answer.
        func made(_ make: () throws -> String) throws -> String? {
            do { return try make() } catch is LessonError { return nil }
        }
        page = try made { try htmlPage(lesson, attached, info, reading: read) }
        notebook = try made { try jupyterNotebook(lesson, attached, info, reading: read) }
        markdown = try made { try markdownPage(lesson, attached, info, reading: read) }
        let outline = SlideOutline(lesson, attached)
        slides = outline.withNotes(outline.slides)
        slidesText = slidesMarkdown(lesson, slides)
        deck = slideDeckHTML(
            lesson,
            slides.map { slide in
                DeckSlide(
                    file: "01.png", heading: slide.heading.plainText, alternative: slide.alternative,
                    notes: slide.notes,
                    lines: [.init(slide.alternative, x: 1, baseline: 2, width: 3, size: 4)])
            })
        terminal = attached.map { terminalText($0, width: 40, colour: false) }
        if var playback = try? Playback(lesson, width: 37, colour: false, reading: read) {
            for attachment in attached { terminal += playback.advance(throughLine: attachment.line) }
            terminal += playback.finish()
        }
    }

    func check(_ name: String) {
        for slide in slides { #expect(!(slide.notes + slide.answer).isEmpty, "\(name)") }
        #expect(slidesText.hasPrefix("---\ntitle: '"))
        for html in [page, deck.replacing(slideDeckScript, with: "")].compactMap({ $0 }) {
            #expect(!html.contains("<script>a") && !html.contains("\"javascript:"), "\(name)")
        }
        if let notebook {
            #expect((try? JSONSerialization.jsonObject(with: Data(notebook.utf8))) != nil, "\(name)")
        }
        for text in terminal {
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                [0x0a, 0x09].contains(scalar.value)
                    || (scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value)
                        && scalar.value != 0x202e)
            }
            #expect(isPlain, "\(name): \(text.debugDescription)")
        }
    }

    func write(to folder: URL, name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = [(page, "html"), (deck, "deck.html"), (notebook, "ipynb"), (markdown, "md")]
        for case (let text?, let suffix) in files {
            try Data(text.utf8).write(to: folder.appending(path: "\(name).\(suffix)"))
        }
    }
}
