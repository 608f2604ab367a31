/// What a slide shows, in words and pictures, without saying how it looks.
public struct OutlinedSlide: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case title
        /// A heading with what stands under it. What does not fit goes on, on slides with the same heading.
        case section
        /// A figure by itself.
        case figure
        case question
        case answer
        /// The vocabulary, at the end.
        case closing
    }

    public var kind: Kind
    public var kicker = ""
    public var heading: [SlideSpan]
    /// Line of the lesson that the slide is about.
    public var line: Int
    public var parts: [SlidePart]
    /// What is shown too where there is room: the first of them that fits.
    public var extras: [SlidePart] = []
    /// What the lecturer may say here, in Markdown: what the slide brings with it, and the lesson's prose around it.
    public var notes: [String] = []
    /// What a question's slide keeps for the presenter, in Markdown: notes that the class must not see yet.
    public var answer: [String] = []
    /// The section it belongs to, from 0.
    public internal(set) var section = 0

    /// The line from which on the prose speaks of it.
    var place: Int { kind == .title ? line : parts.map(\.line).min() ?? line }

    /// All that the slide says, for those who cannot see it.
    public var alternative: String {
        var sentences = [kicker, heading.plainText] + parts.flatMap(\.sentences)
        sentences = sentences.map(\.trimmed).filter { !$0.isEmpty }
        return sentences.map { $0.last.map { ".?!:…".contains($0) } == true ? $0 : $0 + "." }.joined(
            separator: " ")
    }
}

/// A part of a slide, and the line of the lesson it comes from.
public struct SlidePart: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        case takeaways([[SlideSpan]])
        case bullets([[SlideSpan]])
        case paragraph([SlideSpan], isQuiet: Bool = false)
        /// Rows of a display equation, each cut before its relation; an empty left side for one that has none.
        case equation([Row])
        case code([[SlideSpan]], output: [String])
        case figure(FigureImage)
        case terms([[SlideSpan]])
    }

    public struct Row: Equatable, Sendable {
        public var left: [SlideSpan]
        public var right: [SlideSpan]
        /// Names before the equation and what is said behind it, each in a column of its own.
        public var before: [[SlideSpan]] = []
        public var behind: [[SlideSpan]] = []

        /// All of it, from left to right.
        var spans: [SlideSpan] {
            let cells = before + [left, right] + behind
            return Array(cells.filter { !$0.isEmpty }.joined(separator: [SlideSpan(" ")]))
        }
    }

    public var content: Content
    public var line: Int

    public var isFigure: Bool { if case .figure = content { true } else { false } }

    /// What it says, without its looks.
    var sentences: [String] {
        switch content {
        case .takeaways(let all), .bullets(let all), .terms(let all): all.map(\.plainText)
        case .paragraph(let spans, _): [spans.plainText]
        case .equation(let rows): rows.map(\.spans.plainText)
        case .code(let lines, let output):
            ["Code: " + lines.map(\.plainText).joined(separator: "; ")]
                + (output.isEmpty ? [] : ["Output: " + output.joined(separator: "; ")])
        case .figure(let image): ["Figure: " + image.caption, image.alternative]
        }
    }
}

/// The slides of a lesson: a title, for each heading what stands under it, with its questions, and the vocabulary at the end.
public struct SlideOutline: Equatable, Sendable {
    public let slides: [OutlinedSlide]
    /// The prose of each section, with its lines.
    let prose: [[SlideSection.Prose]]

    /// Outlines a lesson and what its run attached, which must be in the order in which it happened.
    public init(_ lesson: LessonSource, _ attachments: [Attachment]) {
        let all = SlideSection.sections(of: lesson, attachments)
        let sections = all.filter { !$0.isVocabulary } + all.filter(\.isVocabulary)
        slides = sections.enumerated().flatMap { index, section in
            let slides =
                index == 0
                ? section.openingSlides(of: lesson)
                : section.isVocabulary ? section.closingSlides : section.slides
            return slides.map { slide in
                var slide = slide
                slide.section = index
                return slide
            }
        }
        prose = sections.map(\.prose)
    }

    /// The slides as they were arranged, each with notes: what it brings with it, and the prose from its place on up to that
    /// of the next. A slide that comes to nothing so takes what leads up to it.
    public func withNotes(_ slides: [OutlinedSlide]) -> [OutlinedSlide] {
        var slides = slides
        var given = slides.map { _ in [String]() }
        for (section, pieces) in prose.enumerated() {
            let own = slides.indices.filter { slides[$0].section == section }
            for piece in pieces {
                let place = own.last { slides[$0].place <= piece.line } ?? own.first
                guard let place, !own.contains(where: { slides[$0].says(piece) }) else { continue }
                given[place].append(piece.markdown)
            }
            for (index, slide) in zip(own.indices, own)
            where given[slide].isEmpty && slides[slide].notes.isEmpty && slides[slide].answer.isEmpty {
                // What was said last before it leads up to it; whoever has more to say gives it away.
                if index > 0, let lead = given[own[index - 1]].last {
                    given[slide] = [lead]
                    if given[own[index - 1]].count > 1 { given[own[index - 1]].removeLast() }
                } else if let shown = pieces.filter({ slides[slide].says($0) }).map(\.markdown).nonEmpty {
                    given[slide] = shown
                } else if let next = own.dropFirst(index + 1).prefix(while: { slides[$0].kind != .answer })
                    .compactMap({ given[$0].first }).first
                {
                    given[slide] = [next]
                } else {
                    given[slide] = [slides[slide].alternativeInMarkdown]
                }
            }
        }
        for index in slides.indices { slides[index].notes += given[index] }
        return slides
    }
}

extension OutlinedSlide {
    /// Whether a piece of prose is the slide's own text.
    fileprivate func says(_ piece: SlideSection.Prose) -> Bool {
        switch piece.node.kind {
        case .list, .codeBlock: parts.contains { $0.line == piece.line }
        case .paragraph:
            piece.node.children.first?.kind == .strong && piece.node.plainText == heading.plainText
        default: false
        }
    }

    fileprivate var alternativeInMarkdown: String { MarkdownWriter(reader: .markdown).escaped(alternative) }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
