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

    private func share(of digit: Int, _ images: Tensor) -> Tensor {
        softmax(model.predict(images))[.all, digit]
    }

    /// The share left to the digit when a blank square covers the image around each pixel.
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
        return share(of: digit, covered).reshaped(to: [28, 28])
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
                picture(1 - occlusion), caption: "occlusion: what is lost\nwhen a 7×7 square here\nis covered"
            )
            Tile(picture(blocks), caption: "local linear model:\nwhat each block\nadds to the score")
        })
}

/// First-layer weights as images on one scale around 0: as they started, and as they ended.
func weightsFigure(start: Tensor, trained: Tensor, units: [Int]) -> Figure {
    let largest = Double(max(abs(start.gathering(units)).max(), abs(trained.gathering(units)).max()))
    func row(_ weights: Tensor) -> [Tile] { units.map { Tile(weights[$0].scalars, width: 28) } }
    let rows = units.count / 8
    return Figure(
        ImageGrid(
            columns: 8,
            rowTitles: ["at the start"] + Array(repeating: "trained", count: rows),
            map: .diverging, range: -0.6 * largest...0.6 * largest
        ) {
            units.prefix(8).map { Tile(start[$0].scalars, width: 28) }
            row(trained)
        })
}
