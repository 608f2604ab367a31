extension Picture {
    /// Sets the frames of a figure that moves beside each other, two in a row: for paper.
    ///
    /// The sheet is `width` wide; a frame is half as wide and half as high as the figure is alone.
    public static func sheet(_ frames: [Figure], width: Int = 1920, height: Int = 1080) -> Picture {
        require(
            !frames.isEmpty && width > 1 && height > 1,
            "Picture.sheet: expected at least one frame and sides of at least 2 pixels, but got \(frames.count), "
                + "\(width) × \(height)")
        let (side, rise) = (width / 2, height / 2)
        let canvas = Canvas(
            width: Double(width), height: Double((frames.count + 1) / 2 * rise),
            background: frames[0].theme.background)
        for (number, frame) in frames.enumerated() {
            let box = Rectangle(
                x: Double(number % 2 * side), y: Double(number / 2 * rise), width: Double(side), height: Double(rise))
            // Of its final size: drawn pixel on pixel.
            canvas.draw(frame.render(width: side, height: rise), in: box)
        }
        return canvas.picture()
    }
}
