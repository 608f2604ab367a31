import Datasets
import Tensors
import Testing

@Suite struct ToyDataTests {
    @Test("the truth tables are those of and, or, exclusive or")
    func truthTables() {
        for (row, (a, b)) in [(0, 0), (0, 1), (1, 0), (1, 1)].enumerated() {
            #expect(ToyData.truthTableInputs[row].scalars == [Scalar(a), Scalar(b)])
            #expect(ToyData.and[row] == a * b)
            #expect(ToyData.or[row] == max(a, b))
            #expect(ToyData.xor[row] == (a + b) % 2)
        }
    }

    @Test("separable blobs keep the margin, on the side of their label", arguments: [0, 0.5, 2] as [Scalar])
    func margin(margin: Scalar) {
        var generator = SeededGenerator(seed: 3)
        let blobs = ToyData.separableBlobs(count: 400, margin: margin, using: &generator)
        #expect(blobs.points.shape == [400, 2])
        #expect(blobs.labels.reduce(0, +) == 200)
        var nearest = Scalar.infinity
        for (index, label) in blobs.labels.enumerated() {
            let point = blobs.points[index].scalars
            let distance = (point[0] + point[1]) / Scalar(2).squareRoot() * (label == 1 ? 1 : -1)
            nearest = min(nearest, distance)
        }
        // Rounding a point to the grid of 32-bit numbers may move it by some 1e-7.
        #expect(nearest >= margin - 1e-6)
        #expect(nearest < margin + 0.5)
    }

    @Test("no line separates the exclusive-or clouds, and each lies around its corner")
    func xorClouds() {
        var generator = SeededGenerator(seed: 4)
        let clouds = ToyData.xorClouds(count: 400, spread: 0.1, using: &generator)
        var sums: [[Int]: (Int, Scalar, Scalar)] = [:]
        for (index, label) in clouds.labels.enumerated() {
            let point = clouds.points[index].scalars
            let corner = point.map { Int($0.rounded()) }
            #expect((corner[0] + corner[1]) % 2 == label)
            let sum = sums[corner] ?? (0, 0, 0)
            sums[corner] = (sum.0 + 1, sum.1 + point[0], sum.2 + point[1])
        }
        #expect(sums.count == 4)
        for (corner, (count, x, y)) in sums {
            #expect(count == 100)
            // The mean of 100 draws with spread 0.1 has a spread of 0.01; five times that is never exceeded.
            #expect(abs(x / 100 - Scalar(corner[0])) < 0.05 && abs(y / 100 - Scalar(corner[1])) < 0.05)
        }
    }

    @Test("the same seed gives the same points, another seed others")
    func seeds() {
        func draw(_ seed: UInt64) -> [LabelledPoints] {
            var generator = SeededGenerator(seed: seed)
            return [
                ToyData.separableBlobs(count: 20, using: &generator),
                ToyData.xorClouds(count: 20, using: &generator),
            ]
        }
        #expect(draw(1) == draw(1))
        #expect(draw(1)[0] != draw(2)[0])
        #expect(draw(1)[1] != draw(2)[1])
    }
}
