/// What a slide shows, in words and pictures, without saying how it looks.
public struct OutlinedSlide: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case title
        /// A heading with its takeaways; `extras` are shown too where there is room.
        case section
        /// A figure that did not fit beside the takeaways of its heading.
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
    public var extras: [SlidePart] = []
    /// What the lecturer may say here: the lesson's prose, in Markdown.
    public var notes: [String] = []
    /// Where in the lesson it is shown, if that is not where its heading stands.
    var place: Int?

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
    }

    public var content: Content
    public var line: Int

    public var isFigure: Bool { if case .figure = content { true } else { false } }

    /// What it says, without its looks.
    var sentences: [String] {
        switch content {
        case .takeaways(let all), .bullets(let all), .terms(let all): all.map(\.plainText)
        case .paragraph(let spans, _): [spans.plainText]
        case .equation(let rows): rows.map { ($0.left + [SlideSpan(" ")] + $0.right).plainText }
        case .code(let lines, let output):
            ["Code: " + lines.map(\.plainText).joined(separator: "; ")]
                + (output.isEmpty ? [] : ["Output: " + output.joined(separator: "; ")])
        case .figure(let image): ["Figure: " + image.caption, image.alternative]
        }
    }
}

/// The slides of a lesson: a title, one for each heading with its takeaways, one for each figure and question, and
/// the vocabulary at the end.
public struct SlideOutline: Equatable, Sendable {
    public let slides: [OutlinedSlide]

    /// Outlines a lesson and what its run attached, which must be in the order in which it happened.
    public init(_ lesson: LessonSource, _ attachments: [Attachment]) {
        let sections = SlideSection.sections(of: lesson, attachments)
        let spoken = sections.dropFirst().filter { !$0.isVocabulary }
        let closing = sections.filter(\.isVocabulary)
        let opening = sections.first.map { $0.openingSlides(of: lesson) } ?? []
        slides = opening + spoken.flatMap(\.slides) + closing.flatMap(\.closingSlides)
    }
}
