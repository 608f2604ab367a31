import Exercises
import Nabla

// 13.2  The features behind a kernel
//
// The kernel k(x, y) = (x·y)² is a product of longer vectors, its features. Write the function that makes them:
//
//     x [d]     a sample of any length
//     returns a list of numbers such that the product of features(x) and features(y) is (x·y)², for all x and y
//
// Example: x = [1, 2] and y = [3, 1] have x·y = 5, so the product of their features has to be 25.
//
// The order of the features does not matter, and neither do their signs: what is compared is the table of all products of two.

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
