import COpenBLAS
import CSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

// The only file that talks to OpenBLAS.

/// What the linear-algebra library says of itself. `lesson doctor` shows it.
public enum LinearAlgebraLibrary {
    /// The processor family whose kernels are in use, such as "Haswell", "Zen" or "SkylakeX".
    public static var coreName: String {
        _ = count
        return String(cString: openblas_get_corename())
    }

    /// The kernels that this processor can use, where those in use are for one with narrower registers; nil if they are right.
    ///
    /// OpenBLAS knows a processor by its model. One that is newer than the library it may take for a very old one: version
    /// 0.3.21 was seen to choose "Prescott" and "Haswell" (128 and 256 bits) for processors with registers of 512. The engine
    /// chooses better ones by itself; it cannot where OPENBLAS_CORETYPE says which to take.
    public static var betterKernels: String? { betterKernels(than: coreName) }

    private static func betterKernels(than core: String) -> String? {
        var flags: Set<String> = []
        if nabla_processor_has_avx512() != 0 { flags.insert("avx512f") }
        if nabla_processor_has_avx2() != 0 { flags.formUnion(["avx2", "fma"]) }
        return betterKernels(than: core, flags: flags)
    }

    package static func betterKernels(than core: String, flags: Set<String>) -> String? {
        let on512Bits: Set = ["skylakex", "cooperlake", "sapphirerapids"]
        let on256Bits: Set = ["haswell", "zen", "excavator"]
        let core = core.lowercased()
        if on512Bits.contains(core) { return nil }
        if flags.contains("avx512f") { return "SkylakeX" }
        if on256Bits.contains(core) { return nil }
        return flags.isSuperset(of: ["avx2", "fma"]) ? "Haswell" : nil
    }

    /// The width of the vector registers, in bits, that the engine's own kernels were compiled for: those of the processor that
    /// it was built on.
    public static var registerBits: Int { Int(nabla_register_bits) }

    /// Version and build options.
    public static var configuration: String { String(cString: openblas_get_config()) }

    /// How many cores loops and matrix products are spread over. To be set before the first computation; from then on
    /// it is only read.
    ///
    /// The library itself works on one thread, and `parallel` gives each core its half of a product. Two
    /// groups of threads would be in each other's way: OpenBLAS's idle workers spin in `sched_yield` and would take the
    /// cores that the loops between two products need.
    public static var threads: Int {
        get { count }
        set {
            require(
                newValue > 0, "threads: expected at least one, but got \(newValue); one is the caller's own")
            count = newValue
        }
    }

    private nonisolated(unsafe) static var count: Int = {
        if let better = betterKernels(than: String(cString: openblas_get_corename())) {
            nabla_choose_openblas_kernels(better)
        }
        // A library that was built for one thread says nothing about the processor.
        let isSerial = openblas_get_parallel() == 0
        let threads = isSerial ? sysconf(Int32(_SC_NPROCESSORS_ONLN)) : Int(openblas_get_num_threads())
        openblas_set_num_threads(1)
        nabla_keep_freed_memory()
        return max(threads, 1)
    }()
}

/// One factor of a matrix product: a row-major matrix, read as it lies or transposed.
struct Factor {
    let pointer: UnsafePointer<Scalar>
    let isTransposed: Bool
    /// Distance between the starts of two stored rows.
    let rowStride: Int

    /// The matrix that lies in the same way `distance` elements further on.
    func starting(at distance: Int) -> Factor {
        Factor(pointer: pointer + distance, isTransposed: isTransposed, rowStride: rowStride)
    }
}

/// Computes `c = a·b + beta·c`.
///
/// Shapes: a [M, K], b [K, N], c [M, N], as read after transposition.
func multiply(
    _ a: Factor, _ b: Factor, m: Int, k: Int, n: Int, beta: Scalar, into c: UnsafeMutablePointer<Scalar>
) {
    // The first question sets the library up, so it comes before the first call, whichever that is.
    _ = LinearAlgebraLibrary.threads
    if k > longestSum { return multiplyInPieces(a, b, m: m, k: k, n: n, beta: beta, into: c) }
    if m == 1 || n == 1 {
        return withDenormalsFlushed { multiplyVector(a, b, m: m, k: k, n: n, beta: beta, into: c) }
    }
    // Each core computes its part of the rows of c, or of the columns where there are more of them.
    let (splitsRows, longer) = (m > n, max(m, n))
    let strips = (longer + 15) / 16
    parallel(strips, grain: max(1, strips * 1_000_000 / (m * k * n)), flushingDenormals: true) { range in
        let start = 16 * range.lowerBound
        let length = min(16 * range.upperBound, longer) - start
        if splitsRows {
            multiplyOnOneCore(
                a.starting(at: start * (a.isTransposed ? 1 : a.rowStride)), b, m: length, k: k, n: n, beta: beta,
                into: c + start * n, rowStride: n)
        } else {
            multiplyOnOneCore(
                a, b.starting(at: start * (b.isTransposed ? b.rowStride : 1)), m: m, k: k, n: length, beta: beta,
                into: c + start, rowStride: n)
        }
    }
}

/// So many products are added up in 32 bits, and the totals of such pieces in 64. In longer sums the total is at last too large to
/// notice the next product: of 4 million alike one in a hundred was lost.
let longestSum = 16_384

/// The same, with the totals of pieces of the sums added up in 64 bits.
private func multiplyInPieces(
    _ a: Factor, _ b: Factor, m: Int, k: Int, n: Int, beta: Scalar, into c: UnsafeMutablePointer<Scalar>
) {
    withScratch(m * n, cleared: false) { piece in
        var totals = (0..<m * n).map { beta == 0 ? 0 : Double(beta * c[$0]) }
        for start in stride(from: 0, to: k, by: longestSum) {
            multiply(
                a.starting(at: start * (a.isTransposed ? a.rowStride : 1)),
                b.starting(at: start * (b.isTransposed ? 1 : b.rowStride)), m: m, k: min(longestSum, k - start), n: n,
                beta: 0, into: piece)
            for i in 0..<m * n { totals[i] += Double(piece[i]) }
        }
        for i in 0..<m * n { c[i] = Scalar(totals[i]) }
    }
}

/// Computes `c = a·b` for many pairs of matrices, which begin at these distances from `a` and `b`, one result behind the
/// other. Few large products are each spread over the cores; of many, each core computes some.
func multiply(
    _ a: Factor, _ b: Factor, at starts: [(a: Int, b: Int)], m: Int, k: Int, n: Int,
    into c: UnsafeMutablePointer<Scalar>
) {
    if starts.count < LinearAlgebraLibrary.threads || k > longestSum {
        for (number, start) in starts.enumerated() {
            multiply(
                a.starting(at: start.a), b.starting(at: start.b), m: m, k: k, n: n, beta: 0, into: c + number * m * n)
        }
        return
    }
    parallel(starts.count, grain: max(1, 500_000 / (m * k * n)), flushingDenormals: true) { range in
        for number in range {
            let (a, b) = (a.starting(at: starts[number].a), b.starting(at: starts[number].b))
            let c = c + number * m * n
            if m == 1 || n == 1 {
                multiplyVector(a, b, m: m, k: k, n: n, beta: 0, into: c)
            } else {
                multiplyOnOneCore(a, b, m: m, k: k, n: n, beta: 0, into: c, rowStride: n)
            }
        }
    }
}

/// A product with a single row or column, by the library's routine for a matrix and a vector: the general one would first
/// copy the whole matrix into an order of its own (one sample through the MLP of the course: 130 against 45 µs).
private func multiplyVector(
    _ a: Factor, _ b: Factor, m: Int, k: Int, n: Int, beta: Scalar, into c: UnsafeMutablePointer<Scalar>
) {
    if beta == 0 {
        // Some versions of the library compute 0 · y, which is NaN where y is NaN or infinite.
        for i in 0..<(m * n) { c[i] = 0 }
    }
    if m == 1 {
        // One row: c = bᵀ·a. The stored matrix has K rows, or N when b is read transposed.
        multiply(
            b, storedRows: b.isTransposed ? n : k, storedColumns: b.isTransposed ? k : n,
            transposed: !b.isTransposed, a.pointer, step: a.isTransposed ? a.rowStride : 1, beta: beta, into: c)
    } else {
        multiply(
            a, storedRows: a.isTransposed ? k : m, storedColumns: a.isTransposed ? m : k,
            transposed: a.isTransposed, b.pointer, step: b.isTransposed ? 1 : b.rowStride, beta: beta, into: c)
    }
}

private func multiplyOnOneCore(
    _ a: Factor, _ b: Factor, m: Int, k: Int, n: Int, beta: Scalar, into c: UnsafeMutablePointer<Scalar>,
    rowStride: Int
) {
    let transposeA = a.isTransposed ? CblasTrans : CblasNoTrans
    let transposeB = b.isTransposed ? CblasTrans : CblasNoTrans
    #if NABLA_DOUBLE
        cblas_dgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.pointer,
            Int32(a.rowStride), b.pointer, Int32(b.rowStride), beta, c, Int32(rowStride))
    #else
        cblas_sgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.pointer,
            Int32(a.rowStride), b.pointer, Int32(b.rowStride), beta, c, Int32(rowStride))
    #endif
}

/// Computes `y = matrix·x + beta·y`, or with the matrix transposed; `step` is the distance between elements of x.
private func multiply(
    _ matrix: Factor, storedRows: Int, storedColumns: Int, transposed: Bool, _ x: UnsafePointer<Scalar>,
    step: Int,
    beta: Scalar, into y: UnsafeMutablePointer<Scalar>
) {
    let transpose = transposed ? CblasTrans : CblasNoTrans
    #if NABLA_DOUBLE
        cblas_dgemv(
            CblasRowMajor, transpose, Int32(storedRows), Int32(storedColumns), 1, matrix.pointer,
            Int32(matrix.rowStride), x, Int32(step), beta, y, 1)
    #else
        cblas_sgemv(
            CblasRowMajor, transpose, Int32(storedRows), Int32(storedColumns), 1, matrix.pointer,
            Int32(matrix.rowStride), x, Int32(step), beta, y, 1)
    #endif
}

/// Eigenvalues, ascending, and eigenvectors, one behind the other, of a symmetric matrix of which the lower triangle is read.
func symmetricEigenDecomposition(_ matrix: [Double], n: Int) -> (values: [Double], vectors: [Double]) {
    if n == 0 { return ([], []) }
    _ = LinearAlgebraLibrary.threads
    var (vectors, values) = (matrix, [Double](repeating: 0, count: n))
    var (size, leading, info) = (Int32(n), Int32(n), Int32(0))
    // The room that the documentation of dsyevd asks for.
    var (workLength, integerLength) = (Int32(1 + 6 * n + 2 * n * n), Int32(3 + 5 * n))
    var work = [Double](repeating: 0, count: Int(workLength))
    var integerWork = [Int32](repeating: 0, count: Int(integerLength))
    // Column by column, as Fortran reads it, our lower triangle is the upper one.
    dsyevd_("V", "U", &size, &vectors, &leading, &values, &work, &workLength, &integerWork, &integerLength, &info, 1, 1)
    require(info == 0, "eigenDecomposition: expected that LAPACK converges, but dsyevd returned \(info)")
    return (values, vectors)
}
