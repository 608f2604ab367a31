import Nabla

func convBackward(
    x: Tensor, kernel: Tensor, g: Tensor
) throws -> (dx: Tensor, dk: Tensor, db: Scalar) {
    let (images, kernels) = (x.reshaped(to: [1, 1] + x.shape), kernel.reshaped(to: [1, 1] + kernel.shape))
    let arriving = g.reshaped(to: [1, 1] + g.shape)
    return (
        convolutionInputGradient(arriving, kernels, inputShape: images.shape)[0, 0],
        convolutionWeightGradient(images, arriving, weightShape: kernels.shape)[0, 0],
        convolutionBiasGradient(arriving).sum()
    )
}
