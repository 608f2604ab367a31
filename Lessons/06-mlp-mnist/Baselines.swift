import Nabla

/// A way to name digits: how often it is right on the test set, and a picture of what it goes by.
struct Rung {
    var name: String
    var accuracy: Scalar
    var picture: Picture
}

/// Simple rules that a network has to beat, each measured on the whole test set.
struct Baselines {
    let training: ImageSet
    let test: ImageSet

    /// The digit that comes most often.
    var commonest: Int {
        let counts = (0..<10).map { digit in training.labels.count { $0 == digit } }
        return counts.indices.max { counts[$0] < counts[$1] }!
    }

    /// One answer for every image.
    var alwaysTheCommonest: Scalar {
        let commonest = commonest
        return Scalar(test.labels.count { $0 == commonest }) / Scalar(test.count)
    }

    /// The pixel that tells most on the training set, and how far one gets with it: a digit for inked, another
    /// for blank.
    var onePixel: (row: Int, column: Int, accuracy: Scalar) {
        var inked = Tensor(zeros: [10, 784])
        for start in stride(from: 0, to: training.count, by: 5000) {
            let part = training.part(start..<min(start + 5000, training.count))
            let belongs = Tensor(oneHot: part.labels, classes: 10).transposed()
            inked += matmul(belongs, part.images.flattened() .> 0.5)
        }
        let all = Tensor(oneHot: training.labels, classes: 10).sum(alongAxes: 0).reshaped(to: [10, 1])
        let blank = all - inked
        let hits = inked.max(alongAxes: 0) + blank.max(alongAxes: 0)
        let best = hits.argmax()
        let answers = (
            inked[.all, best].argmax(),
            blank[.all, best].argmax()
        )
        let ink = test.images.flattened()[.all, best].scalars
        let right = zip(ink, test.labels).count { ($0 > 0.5 ? answers.0 : answers.1) == $1 }
        return (best / 28, best % 28, Scalar(right) / Scalar(test.count))
    }

    /// The digit whose average amount of ink is nearest.
    var darkness: Scalar {
        func ink(_ set: ImageSet) -> Tensor { set.images.flattened().mean(alongAxes: 1) }
        let belongs = Tensor(oneHot: training.labels, classes: 10).transposed()
        let means =
            matmul(belongs, ink(training).reshaped(to: [training.count, 1])).reshaped(to: [10])
            / belongs.sum(alongAxes: 1)
        let distances = abs(ink(test).reshaped(to: [test.count, 1]) - means)
        return accuracy(scores: -distances, labels: test.labels)
    }

    /// The label of the most similar of some training images.
    func nearestNeighbour(among count: Int) -> Scalar {
        let known = training.images[0..<count].flattened()
        let halfSquares = square(known).sum(alongAxes: 1) / 2
        let transposed = known.transposed()
        var right = 0
        for start in stride(from: 0, to: test.count, by: 500) {
            let part = test.part(start..<min(start + 500, test.count))
            // Nearest means largest x·k − |k|²/2: the square of x is the same for every k.
            let likeness = matmul(part.images.flattened(), transposed) - halfSquares
            let answers = likeness.argmax(alongAxis: 1).map { training.labels[$0] }
            right += zip(answers, part.labels).count { $0 == $1 }
        }
        return Scalar(right) / Scalar(test.count)
    }

    /// All of them, the weakest first. The nearest average is measured on the page.
    func ladder(
        averages: Tensor, nearest: Scalar, neighbours: Int, regression: LinearScores
    ) -> [Rung] {
        let (row, column, pixel) = onePixel
        let drawn = RungPictures(averages: averages, sample: training.images[0])
        return [
            Rung(
                name: "always “\(commonest)”", accuracy: alwaysTheCommonest,
                picture: drawn.average(commonest)),
            Rung(name: "one pixel", accuracy: pixel, picture: drawn.pixel(row: row, column: column)),
            Rung(name: "amount of ink", accuracy: darkness, picture: drawn.darkness),
            Rung(name: "nearest average", accuracy: nearest, picture: drawn.average(3)),
            Rung(
                name: "no hidden layer", accuracy: regression.accuracy(on: test),
                picture: RungPictures.weights(regression.weights[.all, 3])),
            Rung(
                name: "nearest neighbour", accuracy: nearestNeighbour(among: neighbours),
                picture: drawn.image),
        ]
    }
}
