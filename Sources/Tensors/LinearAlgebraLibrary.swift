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

/// Computes `c = a·b`, or with `adding` `c = c + a·b`; the rows or the columns of both factors lie without gaps.
///
/// Shapes: a [M, K], b [K, N], c [M, N], with `step` numbers from row to row.
func multiplyByLibrary(
    _ a: StridedMatrix, _ b: StridedMatrix, m: Int, k: Int, n: Int, adding: Bool,
    into c: UnsafeMutablePointer<Scalar>, step: Int
) {
    let (storedA, storedB) = (Stored(a, rows: m, columns: k), Stored(b, rows: k, columns: n))
    #if NABLA_DOUBLE
        let gemm = cblas_dgemm
    #else
        let gemm = cblas_sgemm
    #endif
    gemm(
        CblasRowMajor, storedA.isTransposed ? CblasTrans : CblasNoTrans,
        storedB.isTransposed ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k), 1, a.pointer, storedA.step,
        b.pointer, storedB.step, adding ? 1 : 0, c, Int32(step))
}

/// Computes `y = x·matrix`, or with `adding` `y = y + x·matrix`, where `step` is the distance between elements of x.
///
/// Shapes: x [K], matrix [K, N], y [N].
func multiplyVectorByLibrary(
    _ x: UnsafePointer<Scalar>, step: Int, _ matrix: StridedMatrix, k: Int, n: Int, adding: Bool,
    into y: UnsafeMutablePointer<Scalar>
) {
    let stored = Stored(matrix, rows: k, columns: n)
    // Some versions of the library compute 0 · y, which is NaN where y is NaN or infinite.
    if !adding { y.update(repeating: 0, count: n) }
    #if NABLA_DOUBLE
        let gemv = cblas_dgemv
    #else
        let gemv = cblas_sgemv
    #endif
    gemv(
        CblasRowMajor, stored.isTransposed ? CblasNoTrans : CblasTrans, stored.rows, stored.columns, 1, matrix.pointer,
        stored.step, x, Int32(max(1, step)), adding ? 1 : 0, y, 1)
}

/// A matrix as the library is told of it: rows without gaps, which are the columns of a transposed one.
private struct Stored {
    let isTransposed: Bool
    let rows, columns, step: Int32

    init(_ matrix: StridedMatrix, rows: Int, columns: Int) {
        isTransposed = matrix.columnStep != 1
        (self.rows, self.columns) = isTransposed ? (Int32(columns), Int32(rows)) : (Int32(rows), Int32(columns))
        // The step of a matrix with a single row may be anything; the library expects one that is long enough.
        step = max(Int32(isTransposed ? matrix.columnStep : matrix.rowStep), self.columns)
    }
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
