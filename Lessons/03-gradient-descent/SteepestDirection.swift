import Foundation
import Nabla

/// In which of 360 directions a loss of two parameters rises most on a short way, in degrees.
func steepestDirection(from place: Tensor, of loss: (Tensor) -> Scalar) -> Double {
    let rises = (0..<360).map { degrees -> Scalar in
        let angle = Double(degrees) * .pi / 180
        return loss(place + 0.05 * Tensor([Scalar(cos(angle)), Scalar(sin(angle))]))
    }
    return Double(rises.indices.max { rises[$0] < rises[$1] }!)
}
