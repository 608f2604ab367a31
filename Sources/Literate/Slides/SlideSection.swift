/// What stands under one heading of a lesson, in order.
struct SlideSection {
    enum Item {
        case prose(MarkdownNode, markdown: String)
        case cell(Cell)
    }

    /// Nil for what stands before the first heading after the title.
    let heading: Heading?
    let headingSpans: [SlideSpan]
    private(set) var items: [(line: Int, item: Item)] = []

    static func sections(of lesson: LessonSource, _ attachments: [Attachment]) -> [SlideSection] {
        var sections = [SlideSection(heading: nil, headingSpans: [SlideSpan(lesson.title)])]
        var folded = 0
        for block in Layout.blocks(of: lesson, attachments) {
            switch block {
            case .cell(let cell): sections[sections.count - 1].items.append((cell.firstLine, .cell(cell)))
            case .prose(let chunk):
                let nodes = MarkdownNode.parse(chunk.text).children
                let lines = chunk.text.sourceLines
                for (index, node) in nodes.enumerated() {
                    let line = chunk.firstTextLine + node.line - 1
                    let end = index + 1 < nodes.count ? nodes[index + 1].line - 1 : lines.count
                    let markdown = lines[(node.line - 1)..<max(end, node.line - 1)].joined(separator: "\n")
                    if case .heading = node.kind {
                        if line == lesson.titleLine { continue }
                        let heading = lesson.headings.first { $0.line == line }
                        sections.append(SlideSection(heading: heading, headingSpans: node.slideSpans))
                    } else {
                        // Inside a fold, prose is for the notes only; tags may close it.
                        var isFolded = folded > 0
                        if case .htmlBlock(let html) = node.kind {
                            folded += FoldingTag.depthChange(in: html)
                            isFolded = false
                        }
                        let kept = isFolded ? MarkdownNode(kind: .document, line: node.line) : node
                        sections[sections.count - 1].items.append((line, .prose(kept, markdown: markdown)))
                    }
                }
            }
        }
        return sections
    }

    var isVocabulary: Bool { heading?.text.lowercased() == "words" }

    // MARK: What there is

    private var nodes: [(line: Int, node: MarkdownNode)] {
        items.compactMap { line, item in
            if case .prose(let node, _) = item { (line, node) } else { nil }
        }
    }

    private var figures: [SlidePart] {
        items.flatMap { _, item -> [SlidePart] in
            guard case .cell(let cell) = item else { return [] }
            return cell.attachments.compactMap { attachment in
                guard case .figure(let image) = attachment.kind else { return nil }
                return SlidePart(content: .figure(image), line: attachment.line)
            }
        }
    }

    /// The takeaways, without those that only say the heading again, unless that is all there is.
    private var takeaways: SlidePart? {
        func letters(_ spans: [SlideSpan]) -> String {
            spans.plainText.lowercased().filter { $0.isLetter || $0.isNumber }
        }
        let quotes = nodes.filter { $0.node.kind == .quote }
        let all = quotes.flatMap { $0.node.children.map(\.slideSpans) }
        let others = all.filter { letters($0) != letters(headingSpans) }
        let hasMore = !figures.isEmpty || equation != nil || code != nil
        let texts = others.isEmpty && !hasMore ? all : others
        return texts.isEmpty ? nil : SlidePart(content: .takeaways(texts), line: quotes[0].line)
    }

    private var equation: SlidePart? {
        for (line, node) in nodes {
            if case .codeBlock(let text, _, fenced: false) = node.kind {
                return SlidePart(content: .equation(Equation(text).slideRows), line: line)
            }
        }
        return nil
    }

    /// The first short piece of code with what it printed: code that a hall can read.
    private var code: SlidePart? {
        for case .cell(let cell) in items.map(\.item) where cell.role == .code {
            guard case .output(let text) = cell.attachments.first?.kind else { continue }
            let code = cell.code.sourceLines
            let output = PrintedText.lines(text)
            let widest = (code + output).map(\.count).max() ?? 0
            if code.count <= 8, output.count <= 8, code.count + output.count <= 12, widest <= 92 {
                return SlidePart(
                    content: .code(slideCode(swift: cell.code), output: output), line: cell.firstLine)
            }
        }
        return nil
    }

    /// The items of a list, or else the summaries of what is folded, or else the sentences.
    private var points: SlidePart? {
        var questions: [[SlideSpan]] = []
        for (line, node) in nodes {
            if case .list = node.kind {
                return SlidePart(
                    content: .bullets(node.children.map { $0.children.first?.slideSpans ?? [] }), line: line)
            }
            guard case .htmlBlock(let html) = node.kind else { continue }
            for case .summary(let text) in FoldingTag.pieces(of: html) {
                questions += MarkdownNode.parse(text).children.map(\.slideSpans)
            }
        }
        let sentences = nodes.filter { $0.node.kind == .paragraph }.flatMap { $0.node.slideSpans.sentences }
        let points = questions.isEmpty ? sentences : questions
        return points.isEmpty ? nil : SlidePart(content: .bullets(points), line: nodes[0].line)
    }

    // MARK: Slides

    /// The title, with the figure that opens the lesson, and what its readers will be able to do.
    func openingSlides(of lesson: LessonSource) -> [OutlinedSlide] {
        var title = OutlinedSlide(
            kind: .title, kicker: "Lesson \(lesson.number)", heading: headingSpans, line: lesson.titleLine,
            parts: [])
        title.extras = Array(figures.prefix(1))
        var slides = figures.map(figureSlide)
        var goals: [SlideSpan]?
        for (line, node) in nodes {
            if case .list = node.kind, let heading = goals {
                let bullets = node.children.map { $0.children.first?.slideSpans ?? [] }
                slides.append(
                    OutlinedSlide(
                        kind: .section, heading: heading, line: line,
                        parts: [SlidePart(content: .bullets(bullets), line: line)]))
            }
            let isBoldLine =
                node.kind == .paragraph && node.children.count == 1
                && node.children[0].kind == .strong
            goals = isBoldLine ? [SlideSpan(node.plainText)] : nil
        }
        return withNotes([title] + slides.sorted { $0.line < $1.line })
    }

    /// What stands before the first question, the question and its answer, what comes after it, and so on: a slide that
    /// shows the answer never comes before the slide that asks.
    var slides: [OutlinedSlide] {
        guard let heading else { return [] }
        var slides: [OutlinedSlide] = []
        for (part, questions) in stretches {
            var shown = part.evidence
            // The first slide of a section also speaks of all that was said since its heading.
            if slides.isEmpty, !shown.isEmpty { shown[0].place = nil }
            slides += shown + questions
        }
        if slides.isEmpty {
            let parts = [points].compactMap { $0 }
            slides = [OutlinedSlide(kind: .section, heading: headingSpans, line: heading.line, parts: parts)]
        }
        return withNotes(slides)
    }

    /// The section cut after its questions, each with the slides that ask and answer.
    private var stretches: [(part: SlideSection, questions: [OutlinedSlide])] {
        let empty = SlideSection(heading: heading, headingSpans: headingSpans)
        var stretches = [(part: empty, questions: [OutlinedSlide]())]
        for (line, item) in items {
            let questions = Self.questions(in: item)
            if questions.isEmpty, !stretches[stretches.count - 1].questions.isEmpty {
                stretches.append((empty, []))
            }
            stretches[stretches.count - 1].part.items.append((line, item))
            stretches[stretches.count - 1].questions += questions
        }
        return stretches
    }

    /// The heading with its takeaways, a formula and code, then the figures; nothing if there is none of them.
    private var evidence: [OutlinedSlide] {
        let figures = figures
        let words = [equation, code].compactMap { $0 }
        guard let heading, takeaways != nil || !words.isEmpty else { return figures.map(figureSlide) }
        var first = OutlinedSlide(kind: .section, heading: headingSpans, line: heading.line, parts: [])
        if let takeaways { first.parts.append(takeaways) }
        first.extras = figures.prefix(1) + words
        first.place = (first.parts + first.extras).map(\.line).min()
        return [first] + figures.map(figureSlide)
    }

    var closingSlides: [OutlinedSlide] {
        guard let heading, case .bullets(let terms)? = points?.content else { return slides }
        let part = SlidePart(content: .terms(terms.map(Self.term)), line: points?.line ?? heading.line)
        return [OutlinedSlide(kind: .closing, heading: headingSpans, line: heading.line, parts: [part])]
    }

    /// A word and its meaning: the word is bold, however the lesson marks it, and no list goes on after it.
    private static func term(_ spans: [SlideSpan]) -> [SlideSpan] {
        var spans = spans
        if spans.first?.style == .emphasis {
            for index in spans.indices where spans[index].style == .emphasis { spans[index].style = .strong }
        }
        if let last = spans.indices.last, spans[last].text.hasSuffix(";") { spans[last].text.removeLast() }
        return spans
    }

    /// The caption says what to see: it is for the lecturer to say.
    private func figureSlide(_ figure: SlidePart) -> OutlinedSlide {
        var slide = OutlinedSlide(kind: .figure, heading: headingSpans, line: figure.line, parts: [figure])
        if case .figure(let image) = figure.content { slide.notes = ["**See:** " + image.caption] }
        return slide
    }

    /// For each question a slide that asks, and one that answers.
    private static func questions(in item: Item) -> [OutlinedSlide] {
        guard case .cell(let cell) = item else { return [] }
        return cell.attachments.flatMap { slides(asking: $0) }
    }

    private static func slides(asking attachment: Attachment) -> [OutlinedSlide] {
        guard case .prediction(let asked, let answer, let tempting, let why) = attachment.kind else {
            return []
        }
        let line = attachment.line
        func paragraph(_ spans: [SlideSpan], isQuiet: Bool = false) -> SlidePart {
            SlidePart(content: .paragraph(spans, isQuiet: isQuiet), line: line)
        }
        func spans(_ markdown: String) -> [SlideSpan] {
            MarkdownNode.parse(markdown.asParagraph).children.first?.slideSpans ?? []
        }
        var parts = [paragraph(spans(asked), isQuiet: true), paragraph(spans(answer))]
        if let tempting {
            let stop = tempting.last.map { ".?!”\"".contains($0) } == true ? " " : ". "
            let text = [SlideSpan("Tempting: ", .strong)] + spans(tempting)
            parts.append(paragraph(text + (why.map { [SlideSpan(stop)] + spans($0) } ?? []), isQuiet: true))
        } else if let why {
            parts.append(paragraph(spans(why), isQuiet: true))
        }
        return [
            OutlinedSlide(
                kind: .question, kicker: "Write it down", heading: [], line: line,
                parts: [paragraph(spans(asked))]),
            OutlinedSlide(kind: .answer, kicker: "The answer", heading: [], line: line, parts: parts),
        ]
    }

    /// Each piece of prose goes to the last slide whose line it follows. What a slide shows is not said again.
    private func withNotes(_ slides: [OutlinedSlide]) -> [OutlinedSlide] {
        var slides = slides
        for (line, item) in items {
            guard case .prose(let node, let markdown) = item, node.sourceLink == nil, node.kind != .quote,
                !slides.contains(where: { $0.says(node, atLine: line) })
            else { continue }
            let index = slides.lastIndex { ($0.place ?? $0.line) <= line } ?? 0
            slides[index].notes.append(markdown)
        }
        return slides
    }
}

extension OutlinedSlide {
    /// Whether a list or a bold line of the prose is the slide's own text.
    fileprivate func says(_ node: MarkdownNode, atLine line: Int) -> Bool {
        switch node.kind {
        case .list: parts.contains { $0.line == line }
        case .paragraph: node.children.first?.kind == .strong && node.plainText == heading.plainText
        default: false
        }
    }
}

extension FoldingTag {
    /// How many folds a piece of HTML opens, less those it closes.
    static func depthChange(in html: String) -> Int {
        pieces(of: html).reduce(0) { depth, piece in
            switch piece {
            case .open: depth + 1
            case .close: depth - 1
            default: depth
            }
        }
    }
}
