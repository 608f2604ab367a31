import Text

/// What stands under one heading of a lesson, in order.
struct SlideSection {
    /// A block of prose.
    struct Prose: Equatable, Sendable {
        var line: Int
        var node: MarkdownNode
        /// As it is said: no part of it is folded then.
        var markdown: String
        /// Inside a fold, prose is for the notes only.
        var isFolded: Bool
    }

    enum Item {
        case prose(Prose)
        case cell(Cell)
    }

    /// Nil for what stands before the first heading after the title.
    let heading: Heading?
    let headingSpans: [SlideSpan]
    private(set) var items: [(line: Int, item: Item)] = []

    static func sections(of lesson: LessonSource, _ attachments: [Attachment]) -> [SlideSection] {
        var sections = [SlideSection(heading: nil, headingSpans: [SlideSpan(lesson.title)])]
        let writer = MarkdownWriter(reader: .slides)
        var folded = 0
        for block in Layout.blocks(of: lesson, attachments) {
            switch block.content {
            case .cell(let cell): sections[sections.count - 1].items.append((cell.firstLine, .cell(cell)))
            case .prose(let chunk):
                for node in MarkdownNode.parse(chunk.text).children {
                    let line = chunk.firstTextLine + node.line - 1
                    switch node.kind {
                    case .heading where line == lesson.titleLine: break
                    case .heading:
                        let heading = lesson.headings.first { $0.line == line }
                        sections.append(SlideSection(heading: heading, headingSpans: node.slideSpans))
                    case .foldStart: folded += 1
                    case .foldEnd: folded = max(0, folded - 1)
                    default:
                        let markdown = node.sourceLink == nil ? (try? writer.blocks([node])) ?? "" : ""
                        let prose = Prose(line: line, node: node, markdown: markdown, isFolded: folded > 0)
                        sections[sections.count - 1].items.append((line, .prose(prose)))
                    }
                }
            }
        }
        return sections
    }

    var isVocabulary: Bool { ["words", said("Words").lowercased()].contains(heading?.text.lowercased()) }

    // MARK: What there is

    /// What is said: takeaways are shown.
    var prose: [Prose] {
        items.compactMap { _, item in
            if case .prose(let prose) = item, prose.node.kind != .quote, !prose.markdown.isEmpty {
                prose
            } else {
                nil
            }
        }
    }

    /// The prose that can be shown.
    private var nodes: [(line: Int, node: MarkdownNode)] {
        items.compactMap { line, item in
            if case .prose(let prose) = item, !prose.isFolded, prose.node.sourceLink == nil {
                (line, prose.node)
            } else {
                nil
            }
        }
    }

    private var figures: [SlidePart] {
        items.flatMap { _, item -> [SlidePart] in
            guard case .cell(let cell) = item else { return [] }
            return cell.attachments.flatMap { attachment -> [SlidePart] in
                guard case .figure(let image) = attachment.kind else { return [] }
                return image.stills.map { SlidePart(content: .figure($0), line: attachment.line) }
            }
        }
    }

    /// The takeaways, without those that only say the heading again, unless that is all there is.
    private func takeaways(beside evidence: [SlidePart]) -> SlidePart? {
        func letters(_ spans: [SlideSpan]) -> String {
            spans.plainText.lowercased().filter { $0.isLetter || $0.isNumber }
        }
        let quotes = nodes.filter { $0.node.kind == .quote }
        let all = quotes.flatMap { $0.node.children.map(\.slideSpans) }
        let others = all.filter { letters($0) != letters(headingSpans) }
        let texts = others.isEmpty && evidence.isEmpty ? all : others
        return texts.isEmpty ? nil : SlidePart(content: .takeaways(texts), line: quotes[0].line)
    }

    private var equations: [SlidePart] {
        nodes.compactMap { line, node in
            guard case .codeBlock(let text, _, fenced: false) = node.kind else { return nil }
            return SlidePart(content: .equation(Equation(text).slideRows), line: line)
        }
    }

    /// The first short piece of code with what it printed: code that a hall can read. Of a long output the beginning is
    /// enough.
    private var code: SlidePart? {
        for case .cell(let cell) in items.map(\.item) where cell.role == .code {
            guard case .output(let text) = cell.attachments.first?.kind else { continue }
            let code = cell.code.sourceLines
            var output = PrintedText.lines(text)
            if output.count > 9 { output = output.prefix(8) + ["…"] }
            let widest = (code + output).map(\.count).max() ?? 0
            // Numbers that nobody rounded are for the page.
            let isRounded = !output.contains { $0.contains(#/\d\.\d{7}/#) }
            if code.count <= 8, code.count + output.count <= 15, widest <= 92, isRounded {
                return SlidePart(
                    content: .code(slideCode(swift: cell.code), output: output), line: cell.firstLine)
            }
        }
        return nil
    }

    /// The items of the first list.
    private var list: SlidePart? {
        for (line, node) in nodes {
            if case .list = node.kind {
                return SlidePart(
                    content: .bullets(node.children.map { $0.children.first?.slideSpans ?? [] }), line: line)
            }
        }
        return nil
    }

    /// The items of a list, or else the summaries of what is folded, or else the sentences.
    private var points: SlidePart? {
        if let list { return list }
        var questions: [[SlideSpan]] = []
        for case .prose(let prose) in items.map(\.item) where prose.node.kind == .foldSummary {
            questions.append(prose.node.slideSpans)
        }
        let sentences = nodes.filter { $0.node.kind == .paragraph }.flatMap { $0.node.slideSpans.sentences }
        let points = questions.isEmpty ? sentences : questions
        return points.isEmpty ? nil : SlidePart(content: .bullets(points), line: items[0].line)
    }

    // MARK: Slides

    /// The title, with the figure that opens the lesson, what its readers will be able to do, and the questions between.
    func openingSlides(of lesson: LessonSource) -> [OutlinedSlide] {
        let title = OutlinedSlide(
            kind: .title, kicker: said("Lesson %1", lesson.number), heading: headingSpans, line: lesson.titleLine,
            parts: [])
        let slides = stretches.flatMap { part, questions in
            (part.figures.map(figureSlide) + part.goals).sorted { $0.line < $1.line }
                + questions.flatMap { asking($0, kicker: "") }
        }
        return [title] + slides
    }

    /// A list under a bold line.
    private var goals: [OutlinedSlide] {
        zip(nodes, nodes.dropFirst()).compactMap { heading, list in
            guard case .list = list.node.kind, heading.node.kind == .paragraph,
                heading.node.children.map(\.kind) == [.strong]
            else { return nil }
            let bullets = list.node.children.map { $0.children.first?.slideSpans ?? [] }
            return OutlinedSlide(
                kind: .section, heading: [SlideSpan(heading.node.plainText)], line: list.line,
                parts: [SlidePart(content: .bullets(bullets), line: list.line)])
        }
    }

    /// What stands before the first question, the question and its answer, what comes after it, and so on: a slide that
    /// shows the answer never comes before the slide that asks.
    var slides: [OutlinedSlide] {
        guard let heading else { return [] }
        var slides: [OutlinedSlide] = []
        for (part, questions) in stretches {
            if let evidence = part.evidence { slides.append(evidence) }
            // A heading may give the answer away: a question that opens its section stands without it.
            let kicker = slides.isEmpty ? "" : heading.text
            slides += questions.flatMap { asking($0, kicker: kicker) }
        }
        if slides.isEmpty {
            let parts = [points].compactMap { $0 }
            slides = [OutlinedSlide(kind: .section, heading: headingSpans, line: heading.line, parts: parts)]
        }
        return slides
    }

    /// The section cut after its questions.
    private var stretches: [(part: SlideSection, questions: [Attachment])] {
        let empty = SlideSection(heading: heading, headingSpans: headingSpans)
        var stretches = [(part: empty, questions: [Attachment]())]
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

    /// The heading with formulas, code and figures in the order of the lesson, and last what is to be remembered of them; nil
    /// if there is none of them.
    private var evidence: OutlinedSlide? {
        guard let heading else { return nil }
        let shown = (equations + figures).sorted { $0.line < $1.line }
        var extras = [code].compactMap { $0 }
        let parts = shown + [takeaways(beside: shown + extras)].compactMap { $0 }
        // What is to be remembered should not stand alone: a list in the prose says why.
        if shown.isEmpty, !parts.isEmpty, let list { extras.append(list) }
        guard !(parts + extras).isEmpty else { return nil }
        // Code that stands alone is no extra.
        return OutlinedSlide(
            kind: .section, heading: headingSpans, line: heading.line, parts: parts.isEmpty ? extras : parts,
            extras: parts.isEmpty ? [] : extras)
    }

    /// The words with their meanings, few enough on a slide to be read from the back row.
    var closingSlides: [OutlinedSlide] {
        guard let heading, case .bullets(let terms)? = points?.content else { return slides }
        let line = points?.line ?? heading.line
        let all = terms.map(Self.term)
        let slideCount = (all.count + Self.termsOnASlide - 1) / Self.termsOnASlide
        return (0..<slideCount).map { index in
            let some = all[(index * all.count / slideCount)..<((index + 1) * all.count / slideCount)]
            let part = SlidePart(content: .terms(Array(some)), line: line)
            return OutlinedSlide(kind: .closing, heading: headingSpans, line: heading.line, parts: [part])
        }
    }

    private static let termsOnASlide = 8

    /// A word and its meaning: the word is bold, however the lesson marks it, and no list goes on after it.
    private static func term(_ spans: [SlideSpan]) -> [SlideSpan] {
        var spans = spans
        if spans.first?.style == .emphasis {
            for index in spans.indices where spans[index].style == .emphasis { spans[index].style = .strong }
        }
        if let last = spans.indices.last, spans[last].text.hasSuffix(";") { spans[last].text.removeLast() }
        return spans
    }

    private func figureSlide(_ figure: SlidePart) -> OutlinedSlide {
        OutlinedSlide(kind: .figure, heading: headingSpans, line: figure.line, parts: [figure])
    }

    private static func questions(in item: Item) -> [Attachment] {
        guard case .cell(let cell) = item else { return [] }
        return cell.attachments.filter { if case .prediction = $0.kind { true } else { false } }
    }

    /// A slide that asks, and stands alone, and one that answers.
    private func asking(_ attachment: Attachment, kicker: String) -> [OutlinedSlide] {
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
        let writer = MarkdownWriter(reader: .slides)
        var told = ["**\(said("The answer")):** " + writer.line(answer)]
        if let tempting {
            let stop = tempting.last.map { ".?!”\"".contains($0) } == true ? " " : ". "
            let text = [SlideSpan(said("Tempting:") + " ", .strong)] + spans(tempting)
            parts.append(paragraph(text + (why.map { [SlideSpan(stop)] + spans($0) } ?? []), isQuiet: true))
            told.append(
                "**\(said("Tempting:"))** " + writer.line(tempting.withStop) + (why.map { " " + writer.line($0) } ?? "")
            )
        } else if let why {
            parts.append(paragraph(spans(why), isQuiet: true))
            told.append(writer.line(why))
        }
        return [
            OutlinedSlide(
                kind: .question, kicker: kicker, heading: [SlideSpan(said("Write it down"))], line: line,
                parts: [paragraph(spans(asked))], answer: told),
            OutlinedSlide(
                kind: .answer, kicker: headingSpans.plainText, heading: [SlideSpan(said("The answer"))], line: line,
                parts: parts),
        ]
    }
}

extension SlidePart {
    /// What to say of a figure: its caption says what to see.
    public var notes: [String] {
        guard case .figure(let image) = content else { return [] }
        return ["**\(said("See:"))** " + MarkdownWriter(reader: .slides).line(image.caption)]
    }
}
