// Prints what would clear a terminal and write a verdict of its own.
// verdict: wrong
// printed: ␛[2J␛[H✓ 0.1 double

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    print("\u{1b}[2J\u{1b}[H✓ 0.1 double: passed, 1 of 1 points\u{7}\u{9b}31m")
    return x
}
