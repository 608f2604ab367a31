/// One image of a grid, with what stands around it and the boxes that are drawn on it.
public struct Tile {
    /// A box around something in an image, with its name: what a detector found, or was to find.
    public struct Box: Sendable {
        let left: Double
        let top: Double
        let width: Double
        let height: Double
        let name: String
        let color: Ink
        let isDashed: Bool

        /// A box in pixels of the image, from its upper left corner; parts of pixels are fine. What lies outside of the image
        /// is cut off.
        public init(
            x left: some Plottable, y top: some Plottable, width: some Plottable, height: some Plottable,
            name: String = "", color: Ink = .prediction, isDashed: Bool = false
        ) {
            (self.left, self.top) = (left.plotValue, top.plotValue)
            (self.width, self.height) = (width.plotValue, height.plotValue)
            (self.name, self.color, self.isDashed) = (name, color, isDashed)
        }
    }

    let values: [Double]
    let width: Int
    let height: Int
    let caption: String
    let frame: Ink?
    let bars: [Double]
    let highlighted: Int?
    let picture: Picture?
    let boxes: [Box]

    /// An image of grey levels, row by row from the top left.
    ///
    /// - Parameters:
    ///   - caption: a line or several below the image.
    ///   - frame: the colour of a frame, such as `.error`.
    ///   - bars: shares from 0 to 1 drawn as small bars beside the image: a network's answer.
    ///   - highlighted: the bar that stands out; without it the tallest does.
    ///   - boxes: drawn on the image, the first below the others.
    public init(
        _ values: some Collection<some Plottable>, width: Int, caption: String = "", frame: Ink? = nil,
        bars: [some Plottable] = [Double](), highlighted: Int? = nil, boxes: [Box] = []
    ) {
        require(
            width > 0 && !values.isEmpty && values.count.isMultiple(of: width),
            "Tile: expected whole rows of \(width) numbers, but got \(values.count); check the width")
        self.values = values.plotValues
        self.width = width
        height = values.count / width
        self.caption = caption
        self.frame = frame
        self.bars = bars.plotValues
        self.highlighted = highlighted
        picture = nil
        self.boxes = boxes
    }

    /// A picture in colour.
    public init(
        _ picture: Picture, caption: String = "", frame: Ink? = nil,
        bars: [some Plottable] = [Double](), highlighted: Int? = nil, boxes: [Box] = []
    ) {
        values = []
        width = picture.width
        height = picture.height
        self.caption = caption
        self.frame = frame
        self.bars = bars.plotValues
        self.highlighted = highlighted
        self.picture = picture
        self.boxes = boxes
    }

    /// The pixels, coloured.
    func colored(_ map: ColorMap, range: ClosedRange<Double>) -> Picture {
        picture ?? Picture(values, width: width, height: height, map: map, range: range)
    }
}

extension Picture {
    /// Colours a grid of numbers, one pixel each, row by row from the top left.
    public init(
        _ values: some Collection<some Plottable>, width: Int, map: ColorMap = .ink,
        range: ClosedRange<Double> = 0...1
    ) {
        require(
            width > 0 && !values.isEmpty && values.count.isMultiple(of: width),
            "Picture: expected whole rows of \(width) numbers, but got \(values.count); check the width")
        self.init(
            values.plotValues, width: width, height: values.count / width, map: map, range: range)
    }
}

@resultBuilder
public enum TileBuilder {
    public static func buildExpression(_ tile: Tile) -> [Tile] { [tile] }
    public static func buildExpression(_ tiles: [Tile]) -> [Tile] { tiles }
    public static func buildBlock(_ parts: [Tile]...) -> [Tile] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [Tile]?) -> [Tile] { part ?? [] }
    public static func buildEither(first part: [Tile]) -> [Tile] { part }
    public static func buildEither(second part: [Tile]) -> [Tile] { part }
    public static func buildArray(_ parts: [[Tile]]) -> [Tile] { parts.flatMap { $0 } }
}
