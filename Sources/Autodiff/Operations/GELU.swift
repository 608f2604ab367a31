import Tensors

/// Gaussian error linear unit (GELU), x·Φ(x), where Φ(x) = ½·(1 + erf(x/√2)) is the standard normal distribution
/// function. The derivative is Φ(x) + x·φ(x), with the density φ(x) = e^−x²/2 / √(2π).
///
/// The exact form, as in PyTorch; many papers compute an approximation by tanh, which differs by up to 0.0005.
/// Source: Hendrycks and Gimpel 2016.
public func gelu(_ a: Variable) -> Variable {
    let x = a.value
    let Φ = normalDistributionFunction(x)
    return Variable("gelu", x * Φ, edges: [a.edge { dy in dy * (Φ + x * normalDensity(x)) }])
}
