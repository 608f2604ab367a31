import Exercises
import Nabla

// 6.4  How large should random weights be?
//
// If weights are too large, values grow from layer to layer; too small, and they fade. Two recipes keep their size:
//
//     He, for layers followed by ReLU    variance 2 / fanIn
//     Xavier, for tanh and linear ones   variance 2 / (fanIn + fanOut)
//
// fanIn is the number of inputs that one unit sums over, fanOut the number of units that one input goes to. An
// output of a convolution, the layer of lesson 07, sums over a square window of the input, its kernel, in every channel.
//
//     fanIn, fanOut   of a dense layer
//     inChannels      channels that enter a convolution with a kernel of kernel × kernel
//     returns heStd           standard deviation of normal weights after He, dense layer
//             xavierStd       the same after Xavier
//             heUniformBound  the a for which uniform weights in -a ... a have He's variance
//             heConvStd       standard deviation after He for the convolution
//
// Example: fanIn 8, fanOut 24, inChannels 2, kernel 1 gives 0.5, 0.25, 0.8660, 1.
//
// `.squareRoot()` takes the root of a number. Turn whole numbers into `Scalar(fanIn)` before you divide: 2 / 8 is 0 for
// whole numbers.

func scales(
    fanIn: Int, fanOut: Int, inChannels: Int, kernel: Int
) throws -> (heStd: Scalar, xavierStd: Scalar, heUniformBound: Scalar, heConvStd: Scalar) {
    let he = 2 / Scalar(fanIn)
    let xavier = 2 / Scalar(fanIn + fanOut)
    let heConvolution = 2 / Scalar(inChannels * kernel * kernel)
    return (he.squareRoot(), xavier.squareRoot(), (3 * he).squareRoot(), heConvolution.squareRoot())
}

// Why: a sum of fanIn terms has fanIn times the variance of one, and ReLU throws half of it away, hence 2 / fanIn. A
// uniform spread over -a ... a has variance a²/3. Xavier averages what forward and backward passes would like.
