import Nabla

/// The arguments of an exercise, which know the right answer.
protocol Question {
    associatedtype Answer
    var right: Answer { get }
}

extension Question {
    /// The right answer with something changed.
    func but(_ change: (inout Answer) -> Void) -> Answer {
        var answer = right
        change(&answer)
        return answer
    }
}

extension Tensor {
    /// The first entries along axis 0, and zeros in the place of the others.
    func only(first count: Int) -> Tensor {
        let kept = Tensor((0..<shape[0]).map { $0 < count ? Scalar(1) : 0 })
        return self * kept.reshaped(to: [shape[0]] + shape.dropFirst().map { _ in 1 })
    }
}
