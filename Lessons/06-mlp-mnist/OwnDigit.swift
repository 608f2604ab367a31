import Foundation
import Nabla

/// A digit from a picture file: the reader's own, or one that the kit draws in its place.
enum OwnDigit {
    /// Where the reader's picture is looked for.
    static var path: String { DataLocation.current.workingFolder + "/Data/my-digit.png" }

    /// A picture, the digit that was found on it, and what the reader must know of both.
    struct Drawing {
        let picture: Picture
        let sheet: DigitSheet
        let isReaders: Bool
        var remarks: [String]

        init(contentsOf file: String, isReaders: Bool) throws {
            picture = try Picture(contentsOf: file)
            sheet = try DigitSheet(
                pixels: picture.pixels, width: picture.width, height: picture.height,
                channels: picture.channels, name: file)
            self.isReaders = isReaders
            remarks = sheet.remarks.map { "On your sheet, \($0)." }
        }
    }

    /// The reader's picture if there is one with a digit on it. Otherwise draws a 3 as a paint program would, reads it back
    /// from its file, and says that it is ours.
    static func read() throws -> Drawing {
        var problem: String?
        if FileManager.default.fileExists(atPath: path) {
            do {
                return try Drawing(contentsOf: path, isReaders: true)
            } catch let error as DataError {
                problem = "\(error.message); \(error.hint). Our own 3 is used instead."
            } catch let error as PictureError {
                problem = "\(error). Our own 3 is used instead."
            }
        }
        let file = NSTemporaryDirectory() + "nabla-digit-\(ProcessInfo.processInfo.processIdentifier).png"
        try threeInTheCorner().write(to: file)
        defer { try? FileManager.default.removeItem(atPath: file) }
        var drawing = try Drawing(contentsOf: file, isReaders: false)
        if let problem { drawing.remarks.append(problem) }
        return drawing
    }

    /// A 3 in a corner of a sheet, drawn with a round black brush.
    private static func threeInTheCorner() -> Picture {
        let canvas = Canvas(width: 640, height: 480)
        let ink = Color(hex: 0x101010)
        let strokes: [Shape] = [
            .curve(from: Point(60, 82), Point(100, 30), Point(215, 40), to: Point(196, 122)),
            .curve(from: Point(196, 122), Point(186, 160), Point(140, 172), to: Point(112, 172)),
            .curve(from: Point(112, 172), Point(180, 166), Point(232, 205), to: Point(214, 262)),
            .curve(from: Point(214, 262), Point(192, 334), Point(86, 330), to: Point(52, 284)),
        ]
        for stroke in strokes { canvas.stroke(stroke, ink, width: 24) }
        return canvas.picture()
    }

    /// Squeezes the whole sheet into 28×28 and leaves it as it is: black on white, off the middle.
    static func squeezed(_ picture: Picture) -> Tensor {
        resized(grey(picture), width: 28, height: 28)
    }

    /// Does to the picture what was done to every digit of MNIST: ink 1 on paper 0, cropped to the ink, the longer
    /// side scaled to 20 pixels, the centre of mass put in the middle of 28×28. Each step can be left out.
    static func prepared(_ sheet: DigitSheet, invert: Bool, crop: Bool, centre: Bool) -> Tensor {
        let ink = crop ? sheet.digit : sheet.ink
        let (height, width) = (ink.shape[0], ink.shape[1])
        let scale = 20 / Double(max(height, width))
        let small = resized(
            ink, width: max(1, Int((Double(width) * scale).rounded())),
            height: max(1, Int((Double(height) * scale).rounded())))
        let sheet = centre ? centred(small) : atTopLeft(small)
        return invert ? sheet : 1 - sheet
    }

    /// Shapes: → [height, width], 0 black and 1 white.
    private static func grey(_ picture: Picture) -> Tensor {
        Tensor(scalars: picture.greyLevels.map { Scalar($0) }, shape: [picture.height, picture.width])
    }

    /// Each new pixel is the mean of the old ones under it: a product with one averaging matrix for each axis.
    private static func resized(_ image: Tensor, width: Int, height: Int) -> Tensor {
        matmul(
            matmul(averaging(from: image.shape[0], to: height), image),
            averaging(from: image.shape[1], to: width).transposed())
    }

    /// Shapes: → [to, from]; a row says which fraction of each old pixel goes into a new one.
    private static func averaging(from old: Int, to new: Int) -> Tensor {
        let step = Double(old) / Double(new)
        let rows = (0..<new).map { row in
            (0..<old).map { column in
                let (start, end) = (Double(row) * step, Double(row + 1) * step)
                return Scalar(max(0, min(end, Double(column + 1)) - max(start, Double(column))) / step)
            }
        }
        return Tensor(rows)
    }

    /// Puts a small image into the corner of a blank 28×28 sheet.
    private static func atTopLeft(_ small: Tensor) -> Tensor {
        var sheet = Tensor(zeros: [28, 28])
        sheet[0..<small.shape[0], 0..<small.shape[1]] = small
        return sheet
    }

    /// Puts a small image on a blank 28×28 sheet with its centre of mass in the middle.
    private static func centred(_ small: Tensor) -> Tensor {
        let (height, width) = (small.shape[0], small.shape[1])
        let total = max(small.sum(), 1e-6)
        let rowMass = (small.sum(alongAxes: 1) * (Tensor(arange: 0..<height) + 0.5)).sum() / total
        let columnMass = (small.sum(alongAxes: 0) * (Tensor(arange: 0..<width) + 0.5)).sum() / total
        func start(_ mass: Scalar, _ length: Int) -> Int {
            min(max(0, Int((14 - mass).rounded())), 28 - length)
        }
        let (top, left) = (start(rowMass, height), start(columnMass, width))
        var sheet = Tensor(zeros: [28, 28])
        sheet[top..<top + height, left..<left + width] = small
        return sheet
    }
}

/// The sheet as it came and its ink, what the network saw of them, and its ten probabilities each time.
func ownDigitFigure(_ own: OwnDigit.Drawing, squeezed: Tensor, prepared: Tensor, probabilities: Tensor) -> Figure {
    let ink = own.sheet.digit
    let steps = [
        ("the file", Tile(own.picture), "squeezed to 28×28", squeezed, probabilities[0]),
        ("its ink, cropped", Tile(ink.scalars, width: ink.shape[1]), "20 high, centred", prepared, probabilities[1]),
    ]
    return Figure(columns: 3, columnWidths: [0.9, 0.8, 1.7]) {
        steps.flatMap { before, tile, after, image, probabilities -> [any Panel] in
            [
                ImageGrid(title: before, columns: 1, range: 0...1) { tile },
                ImageGrid(title: after, columns: 1, range: 0...1) { Tile(image.scalars, width: 28) },
                Axes(
                    title: "ten probabilities (%)", yRange: 0...100,
                    yTicks: [Tick(0, "0"), Tick(50, "50"), Tick(100, "100")]
                ) {
                    Bars(
                        (0..<10).map(String.init), probabilities.scalars.map { 100 * $0 }, colors: inks(probabilities),
                        decimals: 0)
                },
            ]
        }
    }
}

private func inks(_ probabilities: Tensor) -> [Ink] {
    let strongest = probabilities.argmax()
    return (0..<10).map { $0 == strongest ? .prediction : .neutral }
}
