import NeuralNetworks
import Tensors
import Testing

@Suite("k-means")
struct KMeansTests {
    @Test("two pairs far apart: centers, labels and inertia by hand", arguments: 1...5 as ClosedRange<UInt64>)
    func byHand(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (centers, labels, inertia) = kMeans([[0, 0], [10, 1], [0, 2], [10, 3]], clusters: 2, using: &generator)
        #expect(labels[0] == labels[2] && labels[1] == labels[3] && labels[0] != labels[1])
        #expect(abs(centers[labels[0]] - [0, 1]).max() < 1e-5 && abs(centers[labels[1]] - [10, 2]).max() < 1e-5)
        #expect((inertia - 4).magnitude < 1e-4)
    }

    @Test("clusters side by side, far from the others, stay apart", arguments: 1...5 as ClosedRange<UInt64>)
    func sideBySide(seed: UInt64) {
        // Squares of 10⁴ have no digits left for the distances of ½.
        let points: Tensor = [
            [-10000, 0], [-10000, 0.5], [10000, 0], [10000, 0.5], [-10000, 0.01], [10000, 0.51],
        ]
        let best = (0..<5 as Range<UInt64>).map { number -> Scalar in
            var generator = SeededGenerator(seed: 5 * seed + number)
            return kMeans(points, clusters: 4, using: &generator).inertia
        }.min()!
        // Two pairs whose points lie 0.01 apart: 2 · 0.01²/2.
        #expect(abs(best - 1e-4) < 1e-5)
    }

    @Test("every label is that of the nearest center, every center the mean of its points, and more centers cost less")
    func fixedPoint() {
        var generator = SeededGenerator(seed: 2)
        // Far from the origin, where differences of squares are worth little.
        let points = Tensor(randomNormal: [200, 3], using: &generator) + 500
        var last = Scalar.infinity
        for clusters in [1, 2, 5, 20] {
            let (centers, labels, inertia) = kMeans(points, clusters: clusters, using: &generator)
            #expect(inertia < last)
            last = inertia
            for (point, label) in labels.enumerated() {
                let distances = square(centers - points[point]).sum(alongAxes: 1)
                #expect(distances[label].item <= distances.min() + 1e-3)
            }
            for label in 0..<clusters {
                let own = labels.indices.filter { labels[$0] == label }
                #expect(abs(points.gathering(own).mean(alongAxes: 0) - centers[label]).max() < 1e-3)
            }
        }
    }

    @Test("as many centers as points cost nothing, equal points do not stop it, and the seed decides")
    func edges() {
        var generator = SeededGenerator(seed: 4)
        let points = Tensor(randomNormal: [6, 2], using: &generator)
        #expect(kMeans(points, clusters: 6, using: &generator).inertia < 1e-10)
        #expect(kMeans(Tensor(ones: [4, 2]), clusters: 3, using: &generator).centers == Tensor(ones: [3, 2]))
        func centers() -> Tensor {
            var generator = SeededGenerator(seed: 8)
            return kMeans(points, clusters: 3, using: &generator).centers
        }
        #expect(centers() == centers())
    }
}
