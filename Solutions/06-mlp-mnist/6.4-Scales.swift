import Grading
import Nabla

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
