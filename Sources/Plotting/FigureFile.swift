/// A figure as a file for somebody's own slides and papers: of which kind, how wide, and how it looks.
public struct FigureFile: Equatable, Sendable {
    /// The letters of a PDF and an SVG stay letters: they can be searched, copied and enlarged. A PDF brings its fonts along.
    public enum Kind: String, CaseIterable, Sendable { case pdf, svg, png }

    public var kind: Kind
    /// Inches.
    public var width: Double
    /// Pixels of a PNG to the inch. A pixel of an SVG is a 96th of an inch, whatever this says.
    public var pixelsPerInch: Double
    /// Nothing is painted behind the figure.
    public var isTransparent: Bool
    /// Light lines and letters, for a dark page.
    public var isDark: Bool
    /// A font of this machine that goes before the kit's own, wherever it has the character. Code keeps its font.
    public var font: String?

    public init(
        _ kind: Kind, width: Double, pixelsPerInch: Double = 300, isTransparent: Bool = false, isDark: Bool = false,
        font: String? = nil
    ) {
        (self.kind, self.width, self.pixelsPerInch) = (kind, width, pixelsPerInch)
        (self.isTransparent, self.isDark, self.font) = (isTransparent, isDark, font)
    }
}

extension Figure {
    /// Draws the figure as a file. All of it grows with the width: the layout is that of a page 1920 wide.
    ///
    /// - Parameter aspect: height over width.
    public func bytes(
        of file: FigureFile, aspect: Double = 1080.0 / 1920, title: String = "", description: String = ""
    ) throws(PictureError) -> [UInt8] {
        require(
            file.width > 0 && aspect > 0 && file.width.isFinite && aspect.isFinite,
            "Figure.bytes: expected a positive width and aspect, but got \(file.width) and \(aspect); try 6.3 inches")
        var figure = self
        if file.isDark { figure.theme = theme.dark }
        func drawn(_ units: Double, _ medium: Canvas.Medium) -> Canvas {
            let width = file.width * units
            return figure.drawn(
                width: width, height: width * aspect, medium: medium, isTransparent: file.isTransparent, font: file.font
            )
        }
        switch file.kind {
        case .pdf: return drawn(72, .pdf).file(title: title, description: description)
        case .svg: return drawn(96, .svg).file(title: title, description: description)
        case .png:
            var metadata = ["Software": "Nabla"]
            if !title.isEmpty { metadata["Title"] = title }
            if !description.isEmpty { metadata["Description"] = description }
            return try drawn(file.pixelsPerInch, .pixels).picture()
                .png(metadata: metadata, pixelsPerInch: file.pixelsPerInch)
        }
    }
}
