/// Something a running lesson made, and the line that made it.
public struct Attachment: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// Text exactly as printed, terminator included.
        case output(String)
        case figure(FigureImage)
        /// `value` and `condition` are ready to be read: “0.981”, “at least 0.975”.
        case claim(name: String, value: String, condition: String, held: Bool)
        /// All four may be Markdown. On the page, all but the question is folded.
        case prediction(question: String, answer: String, tempting: String? = nil, why: String? = nil)
        /// What the reader must know about this run, such as that the built-in digits stand in for MNIST.
        case note(String)
        /// The lesson stopped here; the text says why.
        case failure(String)
    }

    public let line: Int
    public let kind: Kind

    public init(line: Int, kind: Kind) {
        (self.line, self.kind) = (line, kind)
    }
}

/// A picture beside the text that describes it.
public struct FigureImage: Equatable, Sendable {
    /// Where the picture is: a data URI for a page in one file, a relative path elsewhere.
    public let source: String
    public let caption: String
    /// What a reader who cannot see the picture is told.
    public let alternative: String
    public let width: Int
    public let height: Int
    /// What moves in it; nil for a picture that stands still.
    public let film: Film?

    public init(
        source: String, caption: String, alternative: String, width: Int, height: Int, film: Film? = nil
    ) {
        (self.source, self.caption, self.alternative) = (source, caption, alternative)
        (self.width, self.height, self.film) = (width, height, film)
    }

    /// A frame for each value of something.
    public struct Film: Equatable, Sendable {
        /// What changes, such as “learning rate”.
        public let label: String
        public let frames: [Frame]
        /// The frames that stand side by side where nothing moves.
        public let shownOnPaper: [Int]

        public struct Frame: Equatable, Sendable {
            /// What is read beside it, such as “0.1”.
            public let value: String
            public let image: FigureImage

            public init(value: String, image: FigureImage) { (self.value, self.image) = (value, image) }
        }

        public init(label: String, frames: [Frame], shownOnPaper: [Int]) {
            (self.label, self.frames, self.shownOnPaper) = (label, frames, shownOnPaper)
        }
    }

    /// The picture, or the frames of one that moves, each by itself.
    var stills: [FigureImage] { film?.frames.map(\.image) ?? [self] }
}
