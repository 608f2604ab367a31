import Autodiff
import Tensors

/// x̂ = c / √(variance + ε), the core of batch normalization, for numbers c whose mean is 0 along some axes;
/// `mean` and `maximum` are taken along these axes and keep them. Returns the variance, mean(c²), too.
///
/// The square of a number beyond 10¹⁹ is ∞ in 32 bits, and x̂ would be 0. There c is divided by its largest number s
/// first: (c/s) / √(mean((c/s)²) + ε/s²) is the same.
func normalized(
    _ c: Variable, epsilon: Scalar, mean: (Variable) -> Variable, maximum: (Tensor) -> Tensor
) -> (result: Variable, variance: Tensor) {
    let variance = mean(square(c))
    guard variance.value.scalars.contains(.infinity) else {
        return (c / sqrt(variance + epsilon), variance.value)
    }
    let s = Tensors.maximum(maximum(abs(c.value)), Tensor(1))
    let scaled = c / .constant(s)
    return (scaled / sqrt(mean(square(scaled)) + .constant(epsilon / s / s)), variance.value)
}
