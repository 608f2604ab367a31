/// One image of a grid, with what stands around it.
public struct Tile {
    let values: [Double]
    let width: Int
    let height: Int
    let caption: String
    let frame: Ink?
    let bars: [Double]
    let highlighted: Int?
    let picture: Picture?

    /// An image of grey levels, row by row from the top left.
    ///
    /// - Parameters:
    ///   - caption: a line or several below the image.
    ///   - frame: the colour of a frame, such as `.error`.
    ///   - bars: shares from 0 to 1 drawn as small bars beside the image: a network's answer.
    ///   - highlighted: the bar that stands out; without it the tallest does.
    public init(
        _ values: some Collection<some Plottable>, width: Int, caption: String = "", frame: Ink? = nil,
        bars: [some Plottable] = [Double](), highlighted: Int? = nil
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
    }

    /// A picture in colour.
    public init(
        _ picture: Picture, caption: String = "", frame: Ink? = nil,
        bars: [some Plottable] = [Double](), highlighted: Int? = nil
    ) {
        values = []
        width = picture.width
        height = picture.height
        self.caption = caption
        self.frame = frame
        self.bars = bars.plotValues
        self.highlighted = highlighted
        self.picture = picture
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
