#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

// Functions that treat the elements of one tensor one by one.
//
// An operation is a type, not a closure: the loop is generic over it, and the compiler makes one loop of vector
// instructions for each. (A closure that is handed to another thread is called once for every element: measured, five
// times slower.) For this, loop and operations must stand in one file.

/// What happens to each element.
private protocol ElementOperation: Sendable {
    func callAsFunction(_ x: Scalar) -> Scalar
}

private func map(_ x: Tensor, _ operation: some ElementOperation, grain: Int = 32_768) -> Tensor {
    let size = x.size
    return Tensor(filling: x.shape) { y in
        x.withElements { x in
            parallel(size, grain: grain) { range in
                for i in range { y[i] = operation(x[i]) }
            }
        }
    }
}

private struct Negate: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { -x }
}

/// Negation, −x of every element.
public prefix func - (x: Tensor) -> Tensor {
    map(x, Negate())
}

private struct Exponential: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastExp(x) }
}

/// Exponential, eˣ of every element.
public func exp(_ x: Tensor) -> Tensor {
    map(x, Exponential(), grain: 8_192)
}

private struct ExponentialMinusOne: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastExpm1(x) }
}

/// eˣ − 1 of every element, exact for small x too.
public func expm1(_ x: Tensor) -> Tensor {
    map(x, ExponentialMinusOne(), grain: 8_192)
}

private struct Logarithm: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryLog(x) }
}

/// Natural logarithm of every element.
public func log(_ x: Tensor) -> Tensor {
    map(x, Logarithm(), grain: 4_096)
}

private struct LogarithmOfOnePlus: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryLog1p(x) }
}

/// ln(1 + x) of every element, exact for small x too.
public func log1p(_ x: Tensor) -> Tensor {
    map(x, LogarithmOfOnePlus(), grain: 4_096)
}

private struct SquareRoot: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x.squareRoot() }
}

/// Square root, √x of every element.
public func sqrt(_ x: Tensor) -> Tensor {
    map(x, SquareRoot())
}

private struct Square: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x * x }
}

/// Square, x² of every element.
public func square(_ x: Tensor) -> Tensor {
    map(x, Square())
}

private struct Magnitude: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x.magnitude }
}

/// Absolute value, |x| of every element.
public func abs(_ x: Tensor) -> Tensor {
    map(x, Magnitude())
}

private struct Sine: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { librarySin(x) }
}

/// Sine of every element, x in radians.
public func sin(_ x: Tensor) -> Tensor {
    map(x, Sine(), grain: 4_096)
}

private struct Cosine: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryCos(x) }
}

/// Cosine of every element, x in radians.
public func cos(_ x: Tensor) -> Tensor {
    map(x, Cosine(), grain: 4_096)
}

private struct HyperbolicTangent: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastTanh(x) }
}

/// Hyperbolic tangent of every element: a smooth step from −1 to 1.
public func tanh(_ x: Tensor) -> Tensor {
    map(x, HyperbolicTangent(), grain: 4_096)
}

private struct LogisticSigmoid: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastSigmoid(x) }
}

/// Sigmoid, 1 / (1 + e⁻ˣ) of every element: a smooth step from 0 to 1.
public func sigmoid(_ x: Tensor) -> Tensor {
    map(x, LogisticSigmoid(), grain: 8_192)
}

private struct Softplus: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { (x < 0 ? 0 : x) + softplusBeyondRelu(x) }
}

/// Softplus, ln(1 + eˣ) of every element: a smooth ReLU.
public func softplus(_ x: Tensor) -> Tensor {
    map(x, Softplus(), grain: 8_192)
}

private struct ErrorFunction: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryErf(x) }
}

/// Error function, erf x = 2/√π · ∫ e^−t² dt from 0 to x, of every element.
public func erf(_ x: Tensor) -> Tensor {
    map(x, ErrorFunction(), grain: 2_048)
}

private struct NormalDistributionFunction: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { 0.5 * libraryErfc(x * -0.707_106_781_186_547_5) }
}

/// Standard normal distribution function, Φ(x) = ½·(1 + erf(x/√2)), of every element: the probability that a draw from
/// N(0, 1) is at most x. Computed as ½·erfc(−x/√2), which keeps the digits of small probabilities.
public func normalDistributionFunction(_ x: Tensor) -> Tensor {
    map(x, NormalDistributionFunction(), grain: 2_048)
}

/// Standard normal density, φ(x) = e^−x²/2 / √(2π), of every element.
public func normalDensity(_ x: Tensor) -> Tensor {
    exp(square(x) * -0.5) * 0.398_942_280_401_432_7
}

/// Writes the hyperbolic tangents of `count` numbers to another place. For kernels in other files, which call it row by
/// row.
func tanh(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = fastTanh(x[i]) }
}

/// Writes the sigmoids of `count` numbers to another place.
func sigmoid(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = fastSigmoid(x[i]) }
}

/// Writes what softplus is above ReLU, ln(1 + e^−|x|), of `count` numbers to another place.
func softplusBeyondRelu(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = softplusBeyondRelu(x[i]) }
}

/// Writes e^(x − shift) of `count` numbers to another place.
func exp(of x: UnsafePointer<Scalar>, minus shift: Scalar, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = fastExp(x[i] - shift) }
}

private struct Rectify: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x < 0 ? 0 : x }
}

/// ReLU (rectified linear unit), max(x, 0) of every element.
public func relu(_ x: Tensor) -> Tensor {
    map(x, Rectify())
}

private struct LeakyRectify: ElementOperation {
    let slope: Scalar
    func callAsFunction(_ x: Scalar) -> Scalar { x > 0 ? x : slope * x }
}

/// Leaky ReLU of every element: x where positive, slope·x elsewhere.
public func leakyRelu(_ x: Tensor, slope: Scalar = 0.01) -> Tensor {
    map(x, LeakyRectify(slope: slope))
}

private struct Clamp: ElementOperation {
    let lower: Scalar
    let upper: Scalar
    func callAsFunction(_ x: Scalar) -> Scalar { x < lower ? lower : (x > upper ? upper : x) }
}

/// Clamp, min(max(x, lower), upper) of every element; NaN stays NaN. Requires lower ≤ upper.
public func clamp(_ x: Tensor, min lower: Scalar = -.infinity, max upper: Scalar = .infinity) -> Tensor {
    require(
        lower <= upper, "clamp: expected a min that is not above the max, but got \(lower) and \(upper); swap them")
    return map(x, Clamp(lower: lower, upper: upper))
}

private struct Step: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x >= 0 ? 1 : (x < 0 ? 0 : x) }
}

/// Unit step: 1 where the element is at least zero and 0 where it is negative; NaN stays NaN.
public func step(_ x: Tensor) -> Tensor {
    map(x, Step())
}

private struct Sign: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x > 0 ? 1 : (x < 0 ? -1 : (x == 0 ? 0 : x)) }
}

/// Sign of every element, −1, 0 or 1; NaN stays NaN.
public func sign(_ x: Tensor) -> Tensor {
    map(x, Sign())
}

private struct Power: ElementOperation {
    let exponent: Scalar
    func callAsFunction(_ x: Scalar) -> Scalar { libraryPow(x, exponent) }
}

/// Power, xᵖ of every element, with a fixed exponent p.
public func pow(_ x: Tensor, _ exponent: Scalar) -> Tensor {
    exponent == 2 ? square(x) : map(x, Power(exponent: exponent), grain: 2_048)
}

// MARK: - Functions of one number

/// σ(x) = 1 / (1 + e⁻ˣ), for negative x as eˣ / (1 + eˣ): the exponential of a number above 0 would overflow, and with it
/// would go the small values of σ.
@inline(__always)
private func fastSigmoid(_ x: Scalar) -> Scalar {
    let e = fastExp(-x.magnitude)
    return (x < 0 ? e : 1) / (1 + e)
}

/// ln(1 + e^−|x|)
@inline(__always)
private func softplusBeyondRelu(_ x: Scalar) -> Scalar { fastLog1p(fastExp(-x.magnitude)) }

#if NABLA_DOUBLE
    @inline(__always) private func fastLog1p(_ x: Double) -> Double { log1p(x) }
    @inline(__always) private func fastExp(_ x: Double) -> Double { exp(x) }
    @inline(__always) private func fastExpm1(_ x: Double) -> Double { expm1(x) }
    @inline(__always) private func fastTanh(_ x: Double) -> Double { tanh(x) }
    @inline(__always) private func libraryLog(_ x: Double) -> Double { log(x) }
    @inline(__always) private func libraryLog1p(_ x: Double) -> Double { log1p(x) }
    @inline(__always) private func librarySin(_ x: Double) -> Double { sin(x) }
    @inline(__always) private func libraryCos(_ x: Double) -> Double { cos(x) }
    @inline(__always) private func libraryPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
    @inline(__always) private func libraryErf(_ x: Double) -> Double { erf(x) }
    @inline(__always) private func libraryErfc(_ x: Double) -> Double { erfc(x) }
#else
    @inline(__always) private func libraryLog(_ x: Float) -> Float { logf(x) }
    @inline(__always) private func libraryLog1p(_ x: Float) -> Float { log1pf(x) }
    @inline(__always) private func librarySin(_ x: Float) -> Float { sinf(x) }
    @inline(__always) private func libraryCos(_ x: Float) -> Float { cosf(x) }
    @inline(__always) private func libraryPow(_ x: Float, _ y: Float) -> Float { powf(x, y) }
    @inline(__always) private func libraryErf(_ x: Float) -> Float { erff(x) }
    @inline(__always) private func libraryErfc(_ x: Float) -> Float { erfcf(x) }

    /// eˣ within 2 units in the last place, about ten times as fast as the C library because the compiler can
    /// vectorise it: nothing in it branches, calls or traps. Multiplying and adding is one instruction.
    ///
    /// x = n·ln 2 + r with |r| ≤ ½ ln 2, so that eˣ = 2ⁿ·eʳ. Adding 1.5·2²³ rounds to the whole number n and
    /// leaves it in the low bits. eʳ is a Taylor polynomial. 2ⁿ is made in two steps, since neither 2¹²⁸ nor the denormal
    /// numbers below 2⁻¹²⁶ have an exponent: n − 1 is shifted into the exponent, and the result doubled; for small
    /// results n + 63, and the result divided by 2⁶³. Below −104 even the smallest denormal number is too large.
    @inline(__always)
    private func fastExp(_ x: Float) -> Float {
        let magic: Float = 12_582_912
        let clamped = x < -104 ? -104 : (x > 88.722_84 ? 88.722_84 : x)
        let shifted = magic.addingProduct(clamped, 1.442_695_1)
        let n = shifted - magic
        let r = clamped.addingProduct(n, -0.693_359_4).addingProduct(n, 2.121_944_4e-4)
        let p = 1 + r.addingProduct(expPolynomial(r), r * r)
        let isSmall = x < -86
        let exponent: UInt32 = isSmall ? 0x5f00_0000 : 0x3f00_0000
        let power = Float(bitPattern: (shifted.bitPattern &<< 23) &+ exponent)
        let result = p * power * (isSmall ? 0x1p-63 : 2)
        return x > 88.722_84 ? .infinity : result
    }

    /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2: ½ + r/3! + r²/4! + … + r⁵/7!
    @inline(__always)
    private func expPolynomial(_ r: Float) -> Float {
        var p: Float = 1.0 / 5040
        p = Float(1.0 / 720).addingProduct(p, r)
        p = Float(1.0 / 120).addingProduct(p, r)
        p = Float(1.0 / 24).addingProduct(p, r)
        p = Float(1.0 / 6).addingProduct(p, r)
        return Float(0.5).addingProduct(p, r)
    }

    /// eˣ − 1: near 0 the polynomial without its 1, which would round the digits away.
    @inline(__always)
    private func fastExpm1(_ x: Float) -> Float {
        let near = x.addingProduct(expPolynomial(x), x * x)
        return x.magnitude < 0.34 ? near : fastExp(x) - 1
    }

    /// ln(1 + x) for 0 ≤ x ≤ 1, within 2 units in the last place and without a branch.
    ///
    /// ln(1 + x) = 2·artanh s = 2·(s + s³/3 + s⁵/5 + …) with s = x / (2 + x), which is at most ⅓: what is left out after
    /// s¹⁵ is less than two billionths.
    @inline(__always)
    private func fastLog1p(_ x: Float) -> Float {
        let s = x / (2 + x)
        let z = s * s
        var p: Float = 1.0 / 15
        p = Float(1.0 / 13).addingProduct(p, z)
        p = Float(1.0 / 11).addingProduct(p, z)
        p = Float(1.0 / 9).addingProduct(p, z)
        p = Float(1.0 / 7).addingProduct(p, z)
        p = Float(1.0 / 5).addingProduct(p, z)
        p = Float(1.0 / 3).addingProduct(p, z)
        return 2 * s.addingProduct(p * z, s)
    }

    /// tanh x: a polynomial near 0, where the exponential form would lose digits, and 1 − 2/(e²ˣ + 1) elsewhere.
    /// The polynomial is that of the Cephes library, for |x| < 0.625.
    @inline(__always)
    private func fastTanh(_ x: Float) -> Float {
        let z = x * x
        var p: Float = -5.704_988_7e-3
        p = Float(2.063_908_9e-2).addingProduct(p, z)
        p = Float(-5.373_971_6e-2).addingProduct(p, z)
        p = Float(1.333_144_2e-1).addingProduct(p, z)
        p = Float(-3.333_328_2e-1).addingProduct(p, z)
        let near = x.addingProduct(p * z, x)
        let far = 1 - 2 / (fastExp(2 * x) + 1)
        return z < 0.390_625 ? near : far
    }
#endif
