import Nabla

/// k nearest neighbours (kNN): the commonest label among the k training images with the smallest distance |x − m|². In a
/// tie the nearest of them decides. Nothing is learned; all images are kept, and every answer looks at all of them.
///
/// The distance is |x|² − 2 x·m + |m|², so the nearest has the largest x·m − |m|²/2.
///
/// Source: T. Cover, P. Hart, “Nearest neighbor pattern classification”, 1967.
struct NearestNeighbours: DigitMethod {
    let k: Int
    let known: Tensor  // [M, 784]
    let labels: [Int]
    private let halfSquares: Tensor  // [M]

    init(_ k: Int, of training: ImageSet) {
        (self.k, known, labels) = (k, training.images.flattened(), training.labels)
        halfSquares = square(known).sum(alongAxes: 1) / 2
    }

    var numbersKept: Int { known.size }

    func digits(in pixels: Tensor) -> [Int] {
        stride(from: 0, to: pixels.shape[0], by: 200).flatMap { start in
            let part = pixels[start..<min(start + 200, pixels.shape[0])]
            var nearness = matmul(part, known.transposed()) - halfSquares  // [200, M]
            var votes = [[Int]](repeating: [], count: part.shape[0])
            for _ in 0..<k {
                for (row, nearest) in nearness.argmax(alongAxis: 1).enumerated() {
                    votes[row].append(labels[nearest])
                    nearness[row, nearest] = Tensor(-Scalar.infinity)  // not again
                }
            }
            return votes.map { votes in votes.max { a, b in votes.count { $0 == a } < votes.count { $0 == b } }! }
        }
    }
}
