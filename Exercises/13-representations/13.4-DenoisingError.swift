import Exercises
import Nabla

// 13.4  The denoising autoencoder's error
//
// A denoising autoencoder learns to give back the clean image of a noisy one. Its error on a set of images: the mean, over
// all pixels of all images, of the squared difference between what comes out and what should come out.
//
//     clean [n, d]    the images as they were
//     noisy [n, d]    the same images with noise
//     reconstruct     the network: takes images [n, d], returns images [n, d]
//     returns the error, one number
//
// Example: reconstruct { x in x + 1 }, clean [[1, 2]], noisy [[1, 4]] gives ((2 − 1)² + (5 − 2)²) / 2 = 5.

func denoisingError(clean: Tensor, noisy: Tensor, reconstruct: (Tensor) throws -> Tensor) throws -> Scalar {
    throw notAttempted()
}
