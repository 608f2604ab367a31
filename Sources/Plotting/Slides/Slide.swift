/// A page for a lecture hall, 1920 × 1080, drawn with the fonts and colours of the figures.
///
/// Text is as large as its slide allows and never smaller than `smallestText`; what does not fit is an error.
public struct Slide: Sendable {
    public enum Kind: Sendable {
        /// The first slide of a deck: a very large heading.
        case title
        /// A heading above its content.
        case content
        /// A figure as large as the page allows below its heading, which is one line.
        case figure
        /// A question or an answer: the content alone, in the middle, under a kicker.
        case question
    }

    /// No letter of a slide is smaller, in pixels.
    public static let smallestText = 28.0
    public static let width = 1920.0
    public static let height = 1080.0

    public var kind: Kind
    /// A word or two above the heading.
    public var kicker: String
    public var heading: [TextSpan]
    /// Line of the lesson that holds the heading.
    public var line: Int
    public var blocks: [SlideBlock]
    /// What stands at the foot of the slide.
    public var footer: String
    /// What stands at the top right.
    public var number: String

    public init(
        _ kind: Kind, kicker: String = "", heading: [TextSpan] = [], line: Int, blocks: [SlideBlock] = [],
        footer: String = "", number: String = ""
    ) {
        (self.kind, self.kicker, self.heading, self.line) = (kind, kicker, heading, line)
        (self.blocks, self.footer, self.number) = (blocks, footer, number)
    }

    /// Draws the slide. Throws if something does not fit, with the line of the lesson that it comes from.
    public func render(theme: Theme = .light) throws(SlideOverflow) -> Picture {
        try renderWithText(theme: theme).picture
    }

    /// Draws the slide, and says where each line of its text stands.
    public func renderWithText(
        theme: Theme = .light
    ) throws(SlideOverflow) -> (picture: Picture, texts: [PlacedText]) {
        let canvas = Canvas(width: Self.width, height: Self.height, background: theme.background)
        let layout = SlideLayout(self, on: canvas, theme: theme)
        try layout.draw()
        return (canvas.picture(), layout.layer.texts)
    }

    /// Finds out whether everything fits, without drawing it: at any size, or at one of the largest.
    public func requireThatItFits(
        largestSteps: Int? = nil, theme: Theme = .light
    ) throws(SlideOverflow) {
        let canvas = Canvas(width: 8, height: 8)
        _ = try SlideLayout(self, on: canvas, theme: theme).arrangement(steps: largestSteps)
    }
}
