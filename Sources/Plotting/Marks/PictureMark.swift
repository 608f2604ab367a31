/// A picture at a place in the units of the axes: a digit in a diagram, a thumbnail beside a point.
public struct PictureMark: Mark {
    private let picture: Picture
    private let center: Point
    private let width: Double
    private let frame: Ink?

    /// Sets a picture around a middle. The width is in units of the x axis; the height keeps the pixels square.
    public init(
        _ picture: Picture, at center: (some Plottable, some Plottable), width: some Plottable,
        frame: Ink? = nil
    ) {
        self.picture = picture
        self.center = Point(center.0.plotValue, center.1.plotValue)
        self.width = width.plotValue
        self.frame = frame
    }

    public func prepare(_ request: inout PlotRequest) {
        request.include(area: [center - Point(width / 2, 0), center + Point(width / 2, 0)])
    }

    public func draw(in plot: Plot) {
        guard let middle = plot.point(center), let left = plot.x.position(center.x - width / 2),
            let right = plot.x.position(center.x + width / 2)
        else { return }
        let side = abs(right - left)
        let box = Rectangle(
            center: middle, width: side, height: side * Double(picture.height) / Double(picture.width))
        // A picture may stand across an axis, as a name does, with its middle inside.
        guard plot.area.inset(by: -2).contains(middle) else { return }
        plot.canvas.draw(picture, in: box)
        if let frame {
            plot.canvas.stroke(.rectangle(box.inset(by: -3), radius: 2), plot.theme.color(frame), width: 6)
        } else {
            plot.canvas.stroke(.rectangle(box), plot.theme.axis, width: 1.5)
        }
        plot.labels.obstacles.insert(box)
    }
}
