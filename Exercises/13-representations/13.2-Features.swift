import Exercises
import Nabla

// 13.2  The features behind a kernel
//
// The kernel k(x, y) = (x·y)² is the dot product of two longer vectors: the features of x and the features of y. Write the
// function that makes these features, the same for every sample:
//
//     x [d]      a sample of any length
//     returns its features, a list of numbers. For all x and y, the dot product of features(x) and features(y) is (x·y)².
//
// Example: x = [1, 2] and y = [3, 1] have x·y = 5, so the dot product of their features has to be 25.
//
// You choose the order of the features. The check takes some samples and compares the dot products of all pairs.

func features(_ x: Tensor) throws -> [Scalar] {
    throw notAttempted()
}
