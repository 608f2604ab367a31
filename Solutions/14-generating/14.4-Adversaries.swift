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
    let discriminator = -log(real).mean() - log(1 - fake).mean()
    let generator = -log(fake).mean()
    return (discriminator, generator, -1 / (Scalar(fake.size) * fake))
}

// Why: the generator asks for a high probability of its own images. With −ln(fake) the derivative is the larger the surer the
// discriminator is; with ln(1 − fake) it would be 1/(1 − fake), nearly 1, however small `fake` is.
