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
    let x = x.rowMajor()
    let size = x.size
    let storage = [Scalar](unsafeUninitializedCapacity: size) { result, count in
        if size > 0 {
            let y = result.baseAddress!
            x.storage.withUnsafeBufferPointer { elements in
                let x = elements.baseAddress! + x.offset
                parallel(size, grain: grain) { range in
                    for i in range { y[i] = operation(x[i]) }
                }
            }
        }
        count = size
    }
    return Tensor(storage: storage, shape: x.shape)
}

private struct Negate: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { -x }
}

/// Changes the sign of every element.
public prefix func - (x: Tensor) -> Tensor {
    map(x, Negate())
}

private struct Exponential: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastExp(x) }
}

/// Computes eˣ of every element.
public func exp(_ x: Tensor) -> Tensor {
    map(x, Exponential(), grain: 8_192)
}

private struct Logarithm: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryLog(x) }
}

/// Computes the natural logarithm of every element.
public func log(_ x: Tensor) -> Tensor {
    map(x, Logarithm(), grain: 4_096)
}

private struct LogarithmOfOnePlus: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryLog1p(x) }
}

/// Computes ln(1 + x) of every element, exact for small x too.
public func log1p(_ x: Tensor) -> Tensor {
    map(x, LogarithmOfOnePlus(), grain: 4_096)
}

private struct SquareRoot: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x.squareRoot() }
}

/// Computes the square root of every element.
public func sqrt(_ x: Tensor) -> Tensor {
    map(x, SquareRoot())
}

private struct Square: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x * x }
}

/// Computes the square of every element.
public func square(_ x: Tensor) -> Tensor {
    map(x, Square())
}

private struct Magnitude: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x.magnitude }
}

/// Computes the distance of every element from zero.
public func abs(_ x: Tensor) -> Tensor {
    map(x, Magnitude())
}

private struct Sine: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { librarySin(x) }
}

/// Computes the sine of every element, in radians.
public func sin(_ x: Tensor) -> Tensor {
    map(x, Sine(), grain: 4_096)
}

private struct Cosine: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { libraryCos(x) }
}

/// Computes the cosine of every element, in radians.
public func cos(_ x: Tensor) -> Tensor {
    map(x, Cosine(), grain: 4_096)
}

private struct HyperbolicTangent: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { fastTanh(x) }
}

/// Computes the hyperbolic tangent of every element: a smooth step from −1 to 1.
public func tanh(_ x: Tensor) -> Tensor {
    map(x, HyperbolicTangent(), grain: 4_096)
}

private struct LogisticSigmoid: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { 1 / (1 + fastExp(-x)) }
}

/// Computes the sigmoid 1 / (1 + e⁻ˣ) of every element: a smooth step from 0 to 1.
public func sigmoid(_ x: Tensor) -> Tensor {
    map(x, LogisticSigmoid(), grain: 8_192)
}

/// Writes the hyperbolic tangents of `count` numbers to another place. For kernels in other files, which call it row by
/// row.
func tanh(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = fastTanh(x[i]) }
}

/// Writes the sigmoids of `count` numbers to another place.
func sigmoid(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { y[i] = 1 / (1 + fastExp(-x[i])) }
}

private struct Rectify: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x < 0 ? 0 : x }
}

/// Replaces negative elements by zero: the rectified linear unit.
public func relu(_ x: Tensor) -> Tensor {
    map(x, Rectify())
}

private struct LeakyRectify: ElementOperation {
    let slope: Scalar
    func callAsFunction(_ x: Scalar) -> Scalar { x > 0 ? x : slope * x }
}

/// Multiplies negative elements by a small slope.
public func leakyRelu(_ x: Tensor, slope: Scalar = 0.01) -> Tensor {
    map(x, LeakyRectify(slope: slope))
}

private struct Step: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x >= 0 ? 1 : 0 }
}

/// Gives 1 where the element is at least zero and 0 elsewhere.
public func step(_ x: Tensor) -> Tensor {
    map(x, Step())
}

private struct Sign: ElementOperation {
    func callAsFunction(_ x: Scalar) -> Scalar { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}

/// Gives −1, 0 or 1: the sign of every element.
public func sign(_ x: Tensor) -> Tensor {
    map(x, Sign())
}

private struct Power: ElementOperation {
    let exponent: Scalar
    func callAsFunction(_ x: Scalar) -> Scalar { libraryPow(x, exponent) }
}

/// Raises every element to a power.
public func pow(_ x: Tensor, _ exponent: Scalar) -> Tensor {
    exponent == 2 ? square(x) : map(x, Power(exponent: exponent), grain: 2_048)
}

// MARK: - Softmax

/// Turns scores into shares that are positive and sum to 1 along the last axis.
///
/// Shapes: [N, K] → [N, K]. Each row is shifted by its maximum first: that changes no share, and no exponential
/// can overflow.
public func softmax(_ scores: Tensor) -> Tensor {
    rows(of: scores, "softmax", SoftmaxRow())
}

/// Computes the logarithm of the softmax along the last axis without ever forming the softmax.
///
/// Shapes: [N, K] → [N, K].
public func logSoftmax(_ scores: Tensor) -> Tensor {
    rows(of: scores, "logSoftmax", LogSoftmaxRow())
}

/// What happens to each row along the last axis: reads `count` numbers at `x`, writes as many at `y`.
private protocol RowOperation: Sendable {
    func callAsFunction(_ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ count: Int)
}

private struct SoftmaxRow: RowOperation {
    func callAsFunction(_ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ count: Int) {
        let shift = largest(x, count)
        var total: Scalar = 0
        for i in 0..<count { y[i] = fastExp(x[i] - shift) }
        for i in 0..<count { total += y[i] }
        for i in 0..<count { y[i] /= total }
    }
}

private struct LogSoftmaxRow: RowOperation {
    func callAsFunction(_ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ count: Int) {
        let shift = largest(x, count)
        var total: Scalar = 0
        for i in 0..<count { total += fastExp(x[i] - shift) }
        let logTotal = libraryLog(total)
        // Shift first: x − (shift + log total) would round away the digits of small differences.
        for i in 0..<count { y[i] = (x[i] - shift) - logTotal }
    }
}

private func rows(of x: Tensor, _ name: String, _ operation: some RowOperation) -> Tensor {
    require(x.rank > 0, "\(name): expected at least one axis, but got a scalar")
    let x = x.rowMajor()
    let (size, width) = (x.size, x.shape[x.rank - 1])
    let storage = [Scalar](unsafeUninitializedCapacity: size) { result, count in
        if size > 0 {
            x.storage.withUnsafeBufferPointer { elements in
                let (x, y) = (elements.baseAddress! + x.offset, result.baseAddress!)
                parallel(size / width, grain: max(1, 4_096 / width)) { range in
                    for row in range { operation(x + row * width, y + row * width, width) }
                }
            }
        }
        count = size
    }
    return Tensor(storage: storage, shape: x.shape)
}

private func largest(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    var best = x[0]
    for i in 0..<count where x[i] > best { best = x[i] }
    return best
}

// MARK: - Functions of one number

#if NABLA_DOUBLE
    @inline(__always) private func fastExp(_ x: Double) -> Double { exp(x) }
    @inline(__always) private func fastTanh(_ x: Double) -> Double { tanh(x) }
    @inline(__always) private func libraryLog(_ x: Double) -> Double { log(x) }
    @inline(__always) private func libraryLog1p(_ x: Double) -> Double { log1p(x) }
    @inline(__always) private func librarySin(_ x: Double) -> Double { sin(x) }
    @inline(__always) private func libraryCos(_ x: Double) -> Double { cos(x) }
    @inline(__always) private func libraryPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
#else
    @inline(__always) private func libraryLog(_ x: Float) -> Float { logf(x) }
    @inline(__always) private func libraryLog1p(_ x: Float) -> Float { log1pf(x) }
    @inline(__always) private func librarySin(_ x: Float) -> Float { sinf(x) }
    @inline(__always) private func libraryCos(_ x: Float) -> Float { cosf(x) }
    @inline(__always) private func libraryPow(_ x: Float, _ y: Float) -> Float { powf(x, y) }

    /// eˣ within 2 units in the last place, about ten times as fast as the C library because the compiler can
    /// vectorise it: nothing in it branches, calls or traps. Multiplying and adding is one instruction.
    ///
    /// x = n·ln 2 + r with |r| ≤ ½ ln 2, so that eˣ = 2ⁿ·eʳ. Adding 1.5·2²³ rounds to the whole number n and
    /// leaves it in the low bits. eʳ is a Taylor polynomial. Shifted into the exponent, n − 1 gives 2ⁿ⁻¹ (2¹²⁸
    /// would not fit). Below −86.6, where denormal numbers are near, the result is 0.
    @inline(__always)
    private func fastExp(_ x: Float) -> Float {
        let magic: Float = 12_582_912
        let clamped = x < -86.6 ? -86.6 : (x > 88.722_84 ? 88.722_84 : x)
        let shifted = magic.addingProduct(clamped, 1.442_695_1)
        let n = shifted - magic
        let r = clamped.addingProduct(n, -0.693_359_4).addingProduct(n, 2.121_944_4e-4)
        var p: Float = 1.0 / 5040
        p = Float(1.0 / 720).addingProduct(p, r)
        p = Float(1.0 / 120).addingProduct(p, r)
        p = Float(1.0 / 24).addingProduct(p, r)
        p = Float(1.0 / 6).addingProduct(p, r)
        p = Float(0.5).addingProduct(p, r)
        p = 1 + r.addingProduct(p, r * r)
        let halfPower = Float(bitPattern: (shifted.bitPattern &<< 23) &+ 0x3f00_0000)
        let result = p * halfPower * 2
        return x > 88.722_84 ? .infinity : (x < -86.6 ? 0 : result)
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
