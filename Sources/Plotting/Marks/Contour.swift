import Text

/// Lines of equal height of a function of two variables, each with its height where there is room for it.
///
/// Where the axes' ranges are not given, the contour fills the ranges that other marks ask for.
public struct Contour: Mark {
    private let function: (Double, Double) -> Double
    private let levels: [Double]
    private let map: ColorMap?
    private let color: Ink
    private let weight: LineWeight
    /// The heights as they stand on their lines; empty for none.
    private let texts: [String]

    /// Lines only. `label` writes a height; nil leaves the heights out.
    public init(
        levels: [Double], color: Ink = .neutral, weight: LineWeight = .thin,
        label: ((Double) -> String)? = Contour.number, _ function: @escaping (Double, Double) -> Double
    ) {
        self.init(levels: levels, map: nil, color: color, weight: weight, label: label, function)
    }

    /// Bands of colour between the lines, pale at the bottom and darker with every level.
    public static func filled(
        levels: [Double], map: ColorMap = .height, color: Ink = .neutral, weight: LineWeight = .thin,
        label: ((Double) -> String)? = Contour.number, _ function: @escaping (Double, Double) -> Double
    ) -> Contour {
        Contour(levels: levels, map: map, color: color, weight: weight, label: label, function)
    }

    private init(
        levels: [Double], map: ColorMap?, color: Ink, weight: LineWeight, label: ((Double) -> String)?,
        _ function: @escaping (Double, Double) -> Double
    ) {
        require(
            !levels.isEmpty && levels.allSatisfy(\.isFinite)
                && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 },
            "Contour: expected rising levels, but got \(levels); try [1, 2, 4, 8]")
        self.levels = levels
        self.map = map
        self.color = color
        self.weight = weight
        let texts = label.map { levels.map($0) } ?? []
        // Where two numbers would read the same, they get the digits that tell them apart.
        let isAlike = Set(texts).count < texts.count && texts == levels.map(Contour.number)
        self.texts = isAlike ? written(levels) : texts
        self.function = function
    }

    /// A height as a reader would write it: no digits that say nothing.
    public static func number(_ level: Double) -> String {
        written(level)
    }

    public var layer: Int { MarkLayer.ground }

    public func prepare(_ request: inout PlotRequest) { request.hidesGrid = true }

    public func draw(in plot: Plot) {
        let field = sampled(in: plot)
        if let map { fill(field, map, in: plot) }
        let width = weight.width(plot.theme)
        for (index, level) in levels.enumerated() {
            let lines = LevelLines(of: field, level: level).lines
            plot.canvas.clipped(to: plot.area) {
                for line in lines {
                    plot.canvas.stroke(
                        .polyline(line), plot.theme.color(color), width: width,
                        opacity: map == nil ? 0.8 : 0.6)
                }
            }
            if texts.indices.contains(index), !texts[index].isEmpty { write(index, on: lines, in: plot) }
        }
    }

    /// The function at places of the page, 4 units apart: lines then look smooth.
    private func sampled(in plot: Plot) -> SampledField {
        func places(_ from: Double, _ length: Double) -> [Double] {
            let count = max(2, Int(length / 4))
            return (0...count).map { from + length * Double($0) / Double(count) }
        }
        return SampledField(
            x: places(plot.area.minX, plot.area.width), y: places(plot.area.minY, plot.area.height)
        ) { function(plot.x.value(at: $0), plot.y.value(at: $1)) }
    }

    /// Colours squares of 2 by 2 units by the band their height lies in; the lines between bands hide their corners.
    /// Neighbours mostly lie in one band, so the search for it starts from the last one found.
    private func fill(_ field: SampledField, _ map: ColorMap, in plot: Plot) {
        let (width, height) = (max(1, Int(plot.area.width / 2)), max(1, Int(plot.area.height / 2)))
        let tints = (0...levels.count).map { map.color(at: Double($0) / Double(levels.count)).bytes }
        let missing = map.color(at: .nan).bytes
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        let scale = Double(field.x.count - 1) / Double(width)
        let columns = (0..<width).map { (Double($0) + 0.5) * scale }
        let left = columns.map { min(Int($0), field.x.count - 2) }
        let across = columns.map { $0 - $0.rounded(.down) }
        var (band, place) = (0, 0)
        for row in 0..<height {
            let heights = field.values(row: (Double(row) + 0.5) / Double(height) * Double(field.y.count - 1))
            var column = 0
            while column < width {
                let from = heights[left[column]]
                let value = from + (heights[left[column] + 1] - from) * across[column]
                while band < levels.count, value >= levels[band] { band += 1 }
                while band > 0, value < levels[band - 1] { band -= 1 }
                let tint = value.isNaN ? missing : tints[band]
                pixels[place] = tint.0
                pixels[place + 1] = tint.1
                pixels[place + 2] = tint.2
                place += 3
                column += 1
            }
        }
        plot.canvas.draw(
            Picture(width: width, height: height, channels: 3, pixels: pixels), in: plot.area, isSmooth: true)
    }

    /// Sets a height once on each line that is long enough, where it covers nothing; else leaves it out.
    private func write(_ index: Int, on lines: [[Point]], in plot: Plot) {
        let text = texts[index]
        let ground = map.map { map in
            map.color(at: (Double(index) + 0.5) / Double(levels.count))
        }
        let color = ground.map { plot.theme.textColor(on: $0) } ?? plot.theme.muted
        let style = TextStyle(size: plot.theme.tickSize, color: color)
        let size = plot.canvas.size(of: text, style)
        for line in lines {
            let length = zip(line, line.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
            guard length > 4 * size.width else { continue }
            plot.later { [unowned plot] in
                let stride = max(1, line.count / 60)
                // Labels of neighbouring levels that start from different places rarely meet.
                let candidates = line.indices.filter { $0 % stride == 0 }
                    .map { line[($0 + line.count * (index % 3) / 3) % line.count] }
                    .map { Rectangle(center: $0, width: size.width + 14, height: 0.9 * size.height) }
                    .filter { plot.area.inset(by: 4).contains($0) }
                guard let free = plot.labels.free(candidates) else { return }
                plot.canvas.fill(.rectangle(free, radius: 8), ground ?? plot.theme.background)
                plot.canvas.draw(text, style, at: free.center, anchor: .center)
            }
        }
    }
}

extension ColorMap {
    /// White to a middle blue: heights below paths and labels, which stay readable on every shade.
    public static let height = ColorMap(
        stops: [0xFBFDFE, 0xE3EEF7, 0xC4DAED, 0x9DC2E1, 0x78A8D3].map(Color.init(hex:)))
}
