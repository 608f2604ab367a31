import Nabla

/// Three ways of asking a network which pixels of one image its answer hangs on.
struct Explanations {
    let model: Sequential
    /// Shapes: [28, 28].
    let image: Tensor
    let digit: Int

    /// How fast the score of the digit changes with each pixel.
    ///
    /// Shapes: → [28, 28].
    var saliency: Tensor {
        let x = Variable(image.reshaped(to: [1, 28, 28]))
        model(x, mode: .inference)[0, digit].backward()
        return x.gradient!.reshaped(to: [28, 28])
    }

    /// How far the score of the digit falls when a blank square covers the image around each pixel.
    ///
    /// Shapes: → [28, 28].
    func occlusion(side: Int = 7) -> Tensor {
        var covered = image.reshaped(to: [1, 28, 28]).broadcast(to: [784, 28, 28]) * 1
        let half = side / 2
        for row in 0..<28 {
            for column in 0..<28 {
                let rows = max(0, row - half)..<min(28, row + half + 1)
                let columns = max(0, column - half)..<min(28, column + half + 1)
                covered[row * 28 + column, rows, columns] = 0
            }
        }
        let whole = model.predict(image.reshaped(to: [1, 28, 28]))[0, digit].item
        return whole - model.predict(covered)[.all, digit].reshaped(to: [28, 28])
    }

    /// A linear model of what the network does near this image: one number for each of 7×7 blocks, and how much
    /// of the variation of fresh answers it explains.
    ///
    /// Blocks are blanked at random; the score of the digit is fitted by least squares, with descent as in
    /// lesson 03.
    func localLinear(samples: Int, seed: UInt64) -> (blocks: Tensor, explained: Scalar) {
        var generator = SeededGenerator(seed: seed)
        func draw(_ count: Int) -> (present: Tensor, score: Tensor) {
            let present = Tensor(randomUniform: [count, 7, 7], using: &generator) .> 0.25
            let mask = present.reshaped(to: [count, 7, 1, 7, 1]).broadcast(to: [count, 7, 4, 7, 4])
                .reshaped(to: [count, 28, 28])
            let scores = model.predict(mask * image)[.all, digit]
            return (present.reshaped(to: [count, 49]) - 0.75, scores)
        }
        let (x, y) = draw(samples)
        let mean = y.mean()
        let target = (y - mean).reshaped(to: [samples, 1])
        var weights = Tensor(zeros: [49, 1])
        for _ in 0..<300 {
            weights -= matmul(x.transposed(), matmul(x, weights) - target) * (3 / Scalar(samples))
        }
        let (freshX, freshY) = draw(samples)
        let left = freshY.reshaped(to: [samples, 1]) - mean - matmul(freshX, weights)
        return (weights.reshaped(to: [7, 7]), 1 - square(left).mean() / freshY.variance())
    }
}

/// The image, and the three answers to "which pixels?" beside it.
func explanationFigure(_ image: Tensor, saliency: Tensor, occlusion: Tensor, blocks: Tensor) -> Figure {
    func picture(_ values: Tensor) -> Picture {
        let largest = Double(abs(values).max())
        return Picture(
            values.scalars, width: values.shape[1], map: .diverging, range: -largest...max(largest, 1e-6))
    }
    return Figure(
        ImageGrid(columns: 4) {
            Tile(Picture(image.scalars, width: 28), caption: "the image")
            Tile(
                picture(saliency),
                caption: "saliency: more ink here\nraises (blue) or lowers\n(orange) the score")
            Tile(
                picture(occlusion),
                caption: "occlusion: covering this\nplace lowers (blue)\nor raises the score")
            Tile(
                picture(blocks),
                caption: "local linear model: what\nthis block adds to (blue)\nor takes from the score")
        })
}

/// First-layer weights as images on one scale around 0: eight units as they started, the same eight trained, and
/// more of the trained ones.
func weightsFigure(start: Tensor, trained: Tensor, rows: Int = 4) -> Figure {
    let largest = Double(abs(trained[0..<8 * (rows - 1)]).max())
    func tiles(_ weights: Tensor, _ units: Range<Int>) -> [Tile] {
        units.map { Tile(weights[$0].scalars, width: 28) }
    }
    return Figure(
        ImageGrid(
            columns: 8,
            rowTitles: ["8 units\nat the start", "the same 8,\ntrained"]
                + Array(repeating: "8 others,\ntrained", count: rows - 2),
            map: .diverging, range: -0.6 * largest...0.6 * largest
        ) {
            tiles(start, 0..<8)
            tiles(trained, 0..<8 * (rows - 1))
        })
}
