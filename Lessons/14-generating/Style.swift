import Nabla
import Notebook

/// The Gram matrix of features [1, C, H, W]: for every two channels the mean of their product over the pixels, [C, C].
func gram(_ features: Variable) -> Variable {
    let (channels, pixels) = (features.shape[1], features.shape[2] * features.shape[3])
    let rows = features.reshaped(to: [channels, pixels])
    return matmul(rows, rows.transposed()) / Scalar(pixels)
}

/// Gram matrices of random filters, on a picture and on the same picture at half the size.
struct RandomFilters {
    let filters: Tensor
    private var margin: Int { filters.shape[2] / 2 }

    /// Draws filters of `size` × `size` for three colors, each with mean 0 and length 1.
    init(_ count: Int, size: Int = 11, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let drawn = Tensor(randomNormal: [count, 3 * size * size], using: &generator)
        let centered = drawn - drawn.mean(alongAxes: 1, keepingAxes: true)
        let lengths = sqrt(square(centered).sum(alongAxes: 1, keepingAxes: true))
        filters = (centered / lengths).reshaped(to: [count, 3, size, size])
    }

    /// What the filters answer at every pixel, after ReLU. At the edge a picture goes on at the opposite one.
    func features(_ picture: Variable) -> Variable {
        let (height, width) = (picture.shape[2], picture.shape[3])
        let tall = concatenate(
            [
                picture[.all, .all, (height - margin)..<height, .all], picture, picture[.all, .all, 0..<margin, .all],
            ], alongAxis: 2)
        let whole = concatenate(
            [
                tall[.all, .all, .all, (width - margin)..<width], tall, tall[.all, .all, .all, 0..<margin],
            ], alongAxis: 3)
        return relu(convolution(whole, weight: .constant(filters)))
    }

    /// The Gram matrices at both sizes.
    func grams(_ picture: Variable) -> [Variable] {
        [picture, averagePooling(picture, size: 2, stride: 2)].map { gram(features($0)) }
    }

    /// How far two pictures' Gram matrices are apart: Σ|G − G*|²/|G*|² over both sizes.
    func styleLoss(_ picture: Variable, style: [Tensor]) -> Variable {
        zip(grams(picture), style).reduce(.constant(0)) { loss, pair in
            loss + square(pair.0 - .constant(pair.1)).sum() / square(pair.1).sum()
        }
    }
}

/// What is left of a content: the brightness of blocks of 4 × 4 pixels. Shape: [1, 3, H, W] → [H/4, W/4].
func blocks(_ picture: Variable) -> Variable {
    let pooled = averagePooling(picture, size: 4, stride: 4)
    return pooled.mean(alongAxes: 1).reshaped(to: [pooled.shape[2], pooled.shape[3]])
}

extension RandomFilters {
    /// Changes the pixels of a picture, by Adam, until its Gram matrices are those of a style.
    ///
    /// - Parameters:
    ///   - start: the picture to begin with; random noise around the style's mean color when nil.
    ///   - contentWeight: with it the picture also has to keep the blocks of `start`.
    /// - Returns: the picture, and the style loss before every step and at the end.
    func paint(
        like style: Tensor, from start: Tensor? = nil, contentWeight: Scalar = 0, steps: Int, seed: UInt64,
        onStep: (Int, Tensor) -> Void = { _, _ in }
    ) -> (picture: Tensor, losses: [Scalar]) {
        var generator = SeededGenerator(seed: seed)
        let goal = grams(.constant(style)).map(\.value)
        let mean = style.mean(alongAxes: 2, 3, keepingAxes: true)
        let begin =
            start ?? mean + Tensor(randomNormal: style.shape, standardDeviation: 0.2, using: &generator)
        let pixels = Parameter("pixels", clamp(begin, min: 0, max: 1))
        let content = blocks(.constant(begin)).value
        let spread = content.variance()
        let optimizer = Adam([pixels], learningRate: 0.02)
        var losses: [Scalar] = []
        for step in 0..<steps {
            let styleLoss = styleLoss(pixels, style: goal)
            losses.append(styleLoss.item)
            onStep(step, pixels.value)
            var loss = styleLoss
            if contentWeight > 0 {
                let moved = square(blocks(pixels) - .constant(content)).mean() / spread
                loss = loss + contentWeight * moved
            }
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
            pixels.value = clamp(pixels.value, min: 0, max: 1)
        }
        losses.append(self.styleLoss(.constant(pixels.value), style: goal).item)
        return (pixels.value, losses)
    }
}
