import Nabla

/// Kernels made by hand, each with the pattern it looks for.
struct HandMadeKernel {
    let name: String
    let weights: Tensor

    static let all = [
        HandMadeKernel(
            name: "edge: right minus left", weights: [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
        HandMadeKernel(name: "flipped: signs flip", weights: [[1, 0, -1], [1, 0, -1], [1, 0, -1]]),
        HandMadeKernel(
            name: "edge: below minus above", weights: [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
        HandMadeKernel(name: "blur: the mean", weights: Tensor(ones: [3, 3]) / 9),
        HandMadeKernel(name: "sharpen: more contrast", weights: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    ]

    /// What the kernel answers at every place of an image. Shapes: [H, W] → [H, W].
    func applied(to image: Tensor) -> Tensor {
        let (height, width) = (image.shape[0], image.shape[1])
        return convolution(
            image.reshaped(to: [1, 1, height, width]), weights.reshaped(to: [1, 1, 3, 3]), bias: [0],
            padding: 1
        ).reshaped(to: [height, width])
    }
}

extension Picture {
    /// A matrix of numbers of both signs: blue above 0, orange below, white at 0.
    static func signed(_ x: Tensor, largest: Scalar? = nil) -> Picture {
        let bound = Double(max(largest ?? abs(x).max(), 1e-6))
        return Picture(x.scalars, width: x.shape[1], map: .diverging, range: -bound...bound)
    }

    /// A matrix of amounts: white at 0, black at the largest.
    static func ink(_ x: Tensor) -> Picture {
        Picture(x.scalars, width: x.shape[1], map: .ink, range: 0...Double(max(x.max(), 1e-6)))
    }
}

/// Each kernel, the identity first, and below it what it answers everywhere. All kernels share one scale, on which 1 and
/// more are darkest.
func zooFigure(_ digit: Tensor) -> Figure {
    let kernels = HandMadeKernel.all
    return Figure(
        ImageGrid(
            columns: kernels.count + 1, rowTitles: ["kernel", "answers"],
            columnTitles: ["identity: the digit itself"] + kernels.map(\.name)
        ) {
            Tile(Picture.signed([[0, 0, 0], [0, 1, 0], [0, 0, 0]], largest: 1))
            kernels.map { Tile(Picture.signed($0.weights, largest: 1)) }
            Tile(Picture.ink(digit))
            kernels.map { Tile(Picture.signed($0.applied(to: digit))) }
        })
}

/// The edge kernel, right minus left, with its outer numbers moved clockwise round the middle: a place for every 45 degrees.
func edgeKernel(turnedBy degrees: Int) -> Tensor {
    let ring = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)]
    let numbers: [Scalar] = [-1, 0, 1, 1, 1, 0, -1, -1]
    var kernel = Tensor(zeros: [3, 3])
    for (place, number) in numbers.enumerated() {
        let (row, column) = ring[(place + degrees / 45) % 8]
        kernel[row, column] = Tensor(number)
    }
    return kernel
}

/// A kernel, a digit, and what the one answers everywhere on the other; 3 and more is darkest.
func turnedFigure(_ kernel: Tensor, _ digit: Tensor) -> Figure {
    Figure(
        ImageGrid(columns: 3, columnTitles: ["kernel", "digit", "answers"]) {
            Tile(Picture.signed(kernel, largest: 1))
            Tile(Picture.ink(digit))
            Tile(Picture.signed(HandMadeKernel(name: "", weights: kernel).applied(to: digit), largest: 3))
        })
}

/// Nine colours: a hue for each row of a kernel, a depth for each column.
private let tapColors: [Color] = {
    let hues = [Color(hex: 0x1E60BC), Color(hex: 0xDC5A0B), Color(hex: 0x089A78)]
    return hues.flatMap { hue in [0.0, 0.35, 0.65].map { hue.mixed(with: .white, share: $0) } }
}()

/// The matrix of a 3×3 convolution on a 5×5 image, a colour for each of its nine numbers, beside a dense one.
func matrixFigure(seed: UInt64) -> Figure {
    var generator = SeededGenerator(seed: seed)
    var shared = [Color](repeating: .white, count: 9 * 25)
    for window in 0..<9 {
        for tap in 0..<9 {
            let pixel = (window / 3 + tap / 3) * 5 + window % 3 + tap % 3
            shared[window * 25 + pixel] = tapColors[tap]
        }
    }
    let own = (0..<9 * 25).map { _ in
        let hue = tapColors[Int.random(in: 0..<3, using: &generator) * 3]
        let other = tapColors[Int.random(in: 0..<9, using: &generator)]
        return hue.mixed(with: other, share: Double.random(in: 0..<1, using: &generator))
            .mixed(with: .white, share: Double.random(in: 0..<0.6, using: &generator))
    }
    return Figure(columns: 2, columnWidths: [0.16, 0.84]) {
        ImageGrid(columns: 1) { Tile(cells(tapColors, columns: 3, side: 8), caption: "the kernel") }
        ImageGrid(columns: 1) {
            Tile(cells(shared, columns: 25, side: 8), caption: "convolution: 9 numbers, 81 uses")
            Tile(cells(own, columns: 25, side: 8), caption: "dense: 225 numbers, each used once")
        }
    }
}

/// Cells of colour with thin lines between them, as a picture of `side` pixels a cell.
private func cells(_ colors: [Color], columns: Int, side: Int) -> Picture {
    let (width, height) = (columns * side + 1, colors.count / columns * side + 1)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * width * height)
    for y in 0..<height {
        for x in 0..<width {
            let isLine = x % side == 0 || y % side == 0
            let color = isLine ? Color(hex: 0xC9CFD6) : colors[y / side * columns + x / side]
            pixels += [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
    }
    return Picture(width: width, height: height, channels: 3, pixels: pixels)
}

/// A kernel on its way: where it started, at some steps, and the one it was to find.
func learnedKernelFigure(_ path: [(step: Int, kernel: Tensor)], target: Tensor, digit: Tensor) -> Figure {
    let largest = target.scalars.map { Swift.abs($0) }.max()! * 1.2
    let shown =
        path.map { (name: "step \($0.step)", kernel: $0.kernel) } + [(name: "made by hand", kernel: target)]
    return Figure(
        ImageGrid(
            columns: shown.count, rowTitles: ["kernel", "answers"], columnTitles: shown.map(\.name)
        ) {
            shown.map { Tile(Picture.signed($0.kernel, largest: largest)) }
            shown.map {
                Tile(
                    Picture.signed(
                        HandMadeKernel(name: "", weights: $0.kernel).applied(to: digit), largest: 3))
            }
        })
}
