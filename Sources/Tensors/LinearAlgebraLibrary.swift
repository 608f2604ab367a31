import COpenBLAS

// The only file that talks to OpenBLAS.

/// What the linear-algebra library says of itself. `lesson doctor` shows it.
public enum LinearAlgebraLibrary {
    /// The processor family whose kernels are in use, such as "Haswell", "Zen" or "SkylakeX".
    public static var coreName: String { String(cString: openblas_get_corename()) }

    /// Version and build options.
    public static var configuration: String { String(cString: openblas_get_config()) }

    /// How many threads a large matrix product uses. The loops over elements use as many as this was when the first of
    /// them ran.
    public static var threads: Int {
        get { Int(openblas_get_num_threads()) }
        set { openblas_set_num_threads(Int32(newValue)) }
    }
}

/// One factor of a matrix product: a row-major matrix, read as it lies or transposed.
struct Factor {
    let pointer: UnsafePointer<Scalar>
    let isTransposed: Bool
    /// Distance between the starts of two stored rows.
    let rowStride: Int
}

/// Computes `c = a·b + beta·c`.
///
/// Shapes: a [M, K], b [K, N], c [M, N], as read after transposition.
///
/// A product with a single row or column is left to the library's routine for a matrix and a vector: the general one
/// would first copy the whole matrix into an order of its own (one sample through the MLP of the course: 130 against
/// 45 µs).
func multiply(
    _ a: Factor, _ b: Factor, m: Int, k: Int, n: Int, beta: Scalar, into c: UnsafeMutablePointer<Scalar>
) {
    flushDenormalsToZero()
    if beta == 0 && (m == 1 || n == 1) {
        // Some versions of the library compute 0 · y, which is no number where y was none.
        for i in 0..<(m * n) { c[i] = 0 }
    }
    if m == 1 {
        // One row: c = bᵀ·a. The stored matrix has K rows, or N when b is read transposed.
        multiply(
            b, storedRows: b.isTransposed ? n : k, storedColumns: b.isTransposed ? k : n,
            transposed: !b.isTransposed, a.pointer, step: a.isTransposed ? a.rowStride : 1, beta: beta,
            into: c)
        return
    }
    if n == 1 {
        multiply(
            a, storedRows: a.isTransposed ? k : m, storedColumns: a.isTransposed ? m : k,
            transposed: a.isTransposed, b.pointer, step: b.isTransposed ? 1 : b.rowStride, beta: beta, into: c
        )
        return
    }
    let transposeA = a.isTransposed ? CblasTrans : CblasNoTrans
    let transposeB = b.isTransposed ? CblasTrans : CblasNoTrans
    #if NABLA_DOUBLE
        cblas_dgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.pointer,
            Int32(a.rowStride),
            b.pointer, Int32(b.rowStride), beta, c, Int32(n))
    #else
        cblas_sgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.pointer,
            Int32(a.rowStride),
            b.pointer, Int32(b.rowStride), beta, c, Int32(n))
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

/// Makes the calling thread treat numbers below about 10⁻³⁸ as zero, from now on.
///
/// Running averages that decay (RMSProp, Adam) would otherwise end among the denormal numbers, on which
/// processors are many times slower.
@usableFromInline
func flushDenormalsToZero() {
    nabla_flush_denormals_to_zero()
}
