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
    let x = x.scalars
    var features: [Scalar] = []
    for i in x.indices {
        features.append(x[i] * x[i])
        for j in x.indices where j > i { features.append(Scalar(2).squareRoot() * x[i] * x[j]) }
    }
    return features
}

// Why: (Σ xᵢ·yᵢ)² is Σ xᵢ²·yᵢ² and, for each pair, 2·xᵢxⱼ·yᵢyⱼ. The 2 has to come from a factor in both vectors, so each has its root.
// Listing all d² products without the root is as good: there each mixed one stands twice.
