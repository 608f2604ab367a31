import Grading
import Nabla

func batches(x: Tensor, y: [Int], order: [Int], size: Int) throws -> [(x: Tensor, y: [Int])] {
    stride(from: 0, to: order.count, by: size).map { start in
        let samples = Array(order[start..<min(start + size, order.count)])
        return (x.gathering(samples), samples.map { y[$0] })
    }
}

// Why: cutting the order, not the data, keeps image and label together: the same numbers pick both. The last piece
// ends where the order ends, so no sample is lost and none comes twice.
