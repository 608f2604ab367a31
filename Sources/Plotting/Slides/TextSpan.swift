/// A stretch of running text that is set in one way.
public struct TextSpan: Equatable, Sendable {
    public enum Cut: Equatable, Sendable { case plain, strong, emphasis, code }
    /// On the line, above it or below it.
    public enum Script: Equatable, Sendable { case none, raised, lowered }

    public var text: String
    public var cut: Cut
    public var script = Script.none
    /// The text as it is searched for and copied, where that is not the text that is drawn: “⁻³⁸” for a raised “−38”.
    public var copied: String?
    /// Nil for the colour of the text around it.
    public var ink: Ink?

    public init(_ text: String, _ cut: Cut = .plain, ink: Ink? = nil) {
        (self.text, self.cut, self.ink) = (text, cut, ink)
    }

    /// The face of the span in a text that is bold or not.
    func face(inBold isBold: Bool) -> Typeface {
        switch cut {
        case .plain: Typeface(isBold: isBold)
        case .strong: Typeface(isBold: true)
        case .emphasis: Typeface(isBold: isBold, isItalic: true)
        case .code: Typeface(isBold: isBold, isMonospaced: true)
        }
    }
}
