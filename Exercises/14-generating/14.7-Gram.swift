import Exercises
import Nabla

// 14.7  Which features go together
//
// The Gram matrix of an image's features: for every two channels the mean, over the pixels, of the product of both. Where
// something is does not matter any more; what goes with what does.
//
//     features [N, C, H, W]
//     returns  [N, C, C]: entry c, d of image n is the mean of features[n, c]·features[n, d] over the H·W pixels
//
// Example: one image with two channels of two pixels, [[[[1, 3]], [[2, 0]]]]. The products of the first channel with itself are
//     1 and 9, of the first with the second 2 and 0, of the second with itself 4 and 0: the answer is [[[5, 1], [1, 2]]].
//
// `matmul` multiplies stacks of matrices, [N, A, B] · [N, B, C], and `transposed(permutation: [0, 2, 1])` turns each one.

func gram(features: Tensor) throws -> Tensor {
    throw notAttempted()
}
