import Nabla

/// A box as the checks reckon with it.
struct Frame: Sendable {
    var left: Scalar, top: Scalar, right: Scalar, bottom: Scalar

    init(_ left: Scalar, _ top: Scalar, _ right: Scalar, _ bottom: Scalar) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    init(_ row: Tensor) {
        let numbers = row.scalars
        self.init(numbers[0], numbers[1], numbers[2], numbers[3])
    }

    var width: Scalar { right - left }
    var height: Scalar { bottom - top }
    var area: Scalar { width * height }
    var numbers: [Scalar] { [left, top, right, bottom] }

    /// The sides of what two boxes have in common; below 0 where they are apart.
    func sides(_ other: Frame) -> (across: Scalar, down: Scalar) {
        (min(right, other.right) - max(left, other.left), min(bottom, other.bottom) - max(top, other.top))
    }

    func common(_ other: Frame) -> Scalar {
        let (across, down) = sides(other)
        return max(0, across) * max(0, down)
    }

    func overlap(_ other: Frame) -> Scalar { common(other) / (area + other.area - common(other)) }
}

/// Another unit and another origin for both axes: no overlap changes, and no box stays square.
struct Stretch {
    let across: Scalar, down: Scalar, right: Scalar, below: Scalar

    init(using generator: inout SeededGenerator) {
        across = Scalar([5, 6, 7, 8, 9].randomElement(using: &generator)!) / 4
        down = Scalar([10, 11, 12, 13].randomElement(using: &generator)!) / 4
        right = Scalar(Int.random(in: 1...9, using: &generator))
        below = Scalar(Int.random(in: 1...9, using: &generator))
    }

    func callAsFunction(_ left: Scalar, _ top: Scalar, _ right: Scalar, _ bottom: Scalar) -> Frame {
        Frame(
            across * left + self.right, down * top + below, across * right + self.right, down * bottom + below)
    }
}

/// Rows of a list in another order.
func rows(_ frames: [Frame]) -> Tensor { Tensor(stacking: frames.map { Tensor($0.numbers) }) }
func frames(_ boxes: Tensor) -> [Frame] { (0..<boxes.shape[0]).map { Frame(boxes[$0]) } }

/// Falling certainties, in hundredths.
func certainties(_ count: Int, from highest: Int, using generator: inout SeededGenerator) -> [Scalar] {
    var hundredths = highest
    return (0..<count).map { _ in
        hundredths -= Int.random(in: 3...8, using: &generator)
        return Scalar(hundredths) / 100
    }
}
