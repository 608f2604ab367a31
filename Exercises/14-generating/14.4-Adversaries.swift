import Exercises
import Nabla

// 14.4  The losses of discriminator and generator
//
// A discriminator has given each image the probability that it is real.
//
//     real    [N], the probabilities of real images
//     fake    [M], those of generated images
//     returns the discriminator's loss, −mean ln(real) − mean ln(1 − fake): the two means are added;
//             the generator's loss, −mean ln(fake);
//             and gradient [M], the derivative of the generator's loss with respect to each entry of `fake`
//
// Example: real [½], fake [½, ½]. The discriminator's loss is 2·ln 2 = 1.3863, the generator's ln 2 = 0.6931, and the gradient
//     [−1, −1].

func losses(real: Tensor, fake: Tensor) throws -> (discriminator: Scalar, generator: Scalar, gradient: Tensor) {
    throw notAttempted()
}
