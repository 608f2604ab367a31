import Nabla

/// Prints and draws what was read.
enum Showing {
    /// Prints a tensor, writes it, reads it back, and draws it in one of several ways.
    static func show(_ tensor: Tensor) throws {
        _ = "\(tensor)"
        let again = try NPY.decode(NPY.encode(tensor), name: "again")
        guard again.shape == tensor.shape else { fatalError("\(tensor.shape) came back as \(again.shape)") }
        guard tensor.size > 0 else { return }
        // As many numbers as one can see.
        let numbers = Array(tensor.scalars.prefix(400))
        let ranks = tensor.rank > 1 ? tensor.shape[tensor.rank - 1] : 20
        switch tensor.size % 6 {
        case 0: draw(Axes { Line(numbers, label: "numbers") })
        case 1: draw(Axes { Histogram(numbers) })
        case 2: draw(Axes { Points(Array(0..<numbers.count), numbers) })
        case 3: draw(Axes { Bars(numbers.prefix(12).indices.map(String.init), Array(numbers.prefix(12))) })
        case 4:
            let width = min(max(ranks, 1), 24, numbers.count)
            let rows = (0..<min(numbers.count / width, 16)).map {
                Array(numbers[$0 * width..<($0 + 1) * width])
            }
            draw(Axes { HeatMap(rows) })
        default:
            let width = min(max(ranks, 1), numbers.count)
            draw(
                ImageGrid(columns: 2) {
                    Tile(Array(numbers.prefix(numbers.count / width * width)), width: width)
                })
        }
    }

    static func draw(_ panel: some Panel) {
        _ = Figure(panel).render(width: 192, height: 108)
    }

    /// Draws a picture, looks for a digit on it, and writes it.
    static func show(_ picture: Picture) throws {
        for (keyword, text) in picture.metadata { _ = "\(keyword): \(text)" }
        _ = picture.greyLevels.reduce(0, +)
        let sheet = try? DigitSheet(
            pixels: picture.pixels, width: picture.width, height: picture.height, channels: picture.channels,
            name: "sheet")
        if let sheet { _ = "\(sheet.digit) \(sheet.remarks)" }
        draw(ImageGrid(columns: 1) { Tile(picture, caption: picture.metadata["Title"] ?? "") })
        _ = try picture.png()
    }
}
