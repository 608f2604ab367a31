extension Picture {
    /// Sets the frames of a figure that moves beside each other, two in a row, each with a line above it: for paper.
    ///
    /// The sheet is `width` wide; a frame is half as wide and half as high as the figure is alone.
    public static func sheet(
        _ frames: [(figure: Figure, text: String)], width: Int = 1920, height: Int = 1080
    ) -> Picture {
        require(
            !frames.isEmpty && width > 1 && height > 1,
            "Picture.sheet: expected at least one frame and sides of at least 2 pixels, but got \(frames.count), "
                + "\(width) × \(height)")
        let theme = frames[0].figure.theme
        let scale = Double(width) / 1920
        let (side, rise, strip) = (width / 2, height / 2, Int(56 * scale))
        let rows = (frames.count + 1) / 2
        let canvas = Canvas(
            width: 1920, height: Double(rows * (rise + strip)) / scale, scale: scale,
            background: theme.background)
        let style = TextStyle(size: theme.tickSize, color: theme.foreground, isBold: true)
        for (number, frame) in frames.enumerated() {
            let (left, top) = (Double(number % 2 * side) / scale, Double(number / 2 * (rise + strip)) / scale)
            let middle = Point(left + 480, top + Double(strip) / scale / 2 + 4)
            canvas.draw(canvas.fitted(frame.text, style, width: 900, lines: 1), style, at: middle, anchor: .center)
            let box = Rectangle(
                x: left, y: top + Double(strip) / scale, width: Double(side) / scale, height: Double(rise) / scale)
            // Of its final size: drawn pixel on pixel.
            canvas.draw(frame.figure.render(width: side, height: rise), in: box)
        }
        return canvas.picture()
    }
}
