/// A part of a slide's content, and the line of the lesson it comes from.
public struct SlideBlock: Sendable {
    public enum Content: Sendable {
        /// Sentences worth repeating, each behind a bar.
        case takeaways([[TextSpan]])
        case bullets([[TextSpan]])
        case paragraph([TextSpan])
        /// Rows of a display equation, aligned where their right sides begin.
        case equation([EquationRow])
        /// Lines of a program and what they printed.
        case code([[TextSpan]], output: [[TextSpan]])
        /// A figure. It is shown at the size it was drawn for, so that its letters do not shrink.
        case picture(Picture)
        /// Words and what they mean, in two columns.
        case terms([[TextSpan]])
    }

    public var content: Content
    public var line: Int
    /// Secondary text: greyer, smaller.
    public var isQuiet = false
    /// What a figure shows, in words: they stand below the picture, to be searched for.
    public var words = ""
    /// The empty room around a picture that stands in the same place as others; nil if it is measured.
    public var margins: Insets?

    public init(_ content: Content, line: Int, isQuiet: Bool = false) {
        (self.content, self.line, self.isQuiet) = (content, line, isQuiet)
    }
}

/// A row of a display equation: what stands before its first relation, and the rest; names before both and what is said
/// behind them, each in a column of its own.
public struct EquationRow: Equatable, Sendable {
    public var left: [TextSpan]
    public var right: [TextSpan]
    public var before: [[TextSpan]]
    public var behind: [[TextSpan]]

    public init(
        left: [TextSpan] = [], right: [TextSpan], before: [[TextSpan]] = [], behind: [[TextSpan]] = []
    ) {
        (self.left, self.right, self.before, self.behind) = (left, right, before, behind)
    }
}

/// What does not fit on its slide, so that the author can mend it.
public struct SlideOverflow: Error, Equatable, CustomStringConvertible, Sendable {
    /// Line of the lesson.
    public let line: Int
    /// “the heading takes 3 lines of at least 52 px, there is room for 2”
    public let description: String
    public let hint: String
}
