// Matrix products: spread over the cores, and on each of them.
//
// On a core the first factor is read where it lies; the second is packed into panels, a pair at a time, unless it is used for a
// few rows only. The numbers that are needed next should lie in a cache that is quick enough: a pair of panels in the first one,
// and the part of the first factor that they are multiplied with in the second. Hence the sizes below.
//
// OpenBLAS, the library, packs both factors. That pays where each number is used very often, and such large products are left to
// it, as are those with hardly any columns or terms. It loses time where one factor has few rows: 128 × 784 by 784 × 512 took it
// 1.15 times as long, 8 × 784 by 784 × 512 twice as long (AVX-512; with AVX2 1.07 and 1.7).

/// How many rows of a panel are multiplied before the next panel's turn comes; also how many products are added up in one
/// sum.
let productDepth = 256

/// How many rows of the first factor are multiplied with a panel before it is packed anew.
private let productRows = 256

/// Up to so many rows it takes longer to pack the second factor than to read it where it lies.
private let fewRows = 32

/// So many products are added up in 32 bits, and the totals of such pieces in 64. In longer sums the total is at last too large to
/// notice the next product: of 4 million alike one in a hundred was lost.
let longestSum = 16_384

/// A matrix in memory, its rows and its columns any distance apart.
struct StridedMatrix {
    let pointer: UnsafePointer<Scalar>
    let rowStep: Int
    let columnStep: Int

    func starting(atRow row: Int = 0, atColumn column: Int = 0) -> StridedMatrix {
        StridedMatrix(
            pointer: pointer + row * rowStep + column * columnStep, rowStep: rowStep, columnStep: columnStep)
    }

    /// The matrix that lies in the same way so many numbers further on.
    func moved(_ distance: Int) -> StridedMatrix {
        StridedMatrix(pointer: pointer + distance, rowStep: rowStep, columnStep: columnStep)
    }

    var transposed: StridedMatrix { StridedMatrix(pointer: pointer, rowStep: columnStep, columnStep: rowStep) }
}

// MARK: - On all cores

/// Computes `c = a·b`, or with `adding` `c = c + a·b`.
///
/// Shapes: a [M, K], b [K, N], c [M, N].
func multiply(
    _ a: StridedMatrix, _ b: StridedMatrix, m: Int, k: Int, n: Int, adding: Bool,
    into c: UnsafeMutablePointer<Scalar>
) {
    // The first question sets the library up, so it comes before the first call, whichever that is.
    _ = LinearAlgebraLibrary.threads
    if k > longestSum { return multiplyInPieces(a, b, m: m, k: k, n: n, adding: adding, into: c) }
    // A matrix times a vector uses each number once, so that fetching takes most of its time: from so many numbers on, halves
    // that stay in the caches of two cores are there sooner.
    let grain = m == 1 || n == 1 ? 130_000 : 1_000_000
    // Each core computes its part of the rows of c, or of the columns where there are more of them.
    let (splitsRows, longer) = (m > n, max(m, n))
    if splitsRows && k <= productDepth && m * k * n >= 2 * grain && !isForLibrary(m: m, k: k, n: n) {
        return multiplySpreadingRows(a, b, m: m, k: k, n: n, adding: adding, into: c)
    }
    let strip = splitsRows ? 16 : 2 * RegisterTile.columns
    let strips = (longer + strip - 1) / strip
    // Each part of the rows packs all of the second factor; and halves of a vector's product stay in their caches.
    let perCore = splitsRows || m == 1 ? 1 : 2
    let smallest = max(1, strips * grain / (m * k * n))
    parallel(strips, grain: smallest, perCore: perCore, flushingDenormals: true) { range in
        let start = strip * range.lowerBound
        let length = min(strip * range.upperBound, longer) - start
        if splitsRows {
            multiplyOnOneCore(
                a.starting(atRow: start), b, m: length, k: k, n: n, adding: adding, into: c + start * n, step: n)
        } else {
            multiplyOnOneCore(
                a, b.starting(atColumn: start), m: m, k: k, n: length, adding: adding, into: c + start, step: n)
        }
    }
}

/// The same for up to `productDepth` terms: all cores pack the second factor, once, and share the rows of the first.
private func multiplySpreadingRows(
    _ a: StridedMatrix, _ b: StridedMatrix, m: Int, k: Int, n: Int, adding: Bool,
    into c: UnsafeMutablePointer<Scalar>
) {
    let pair = 2 * RegisterTile.columns
    withScratch(panelCount(n) * RegisterTile.columns * k, cleared: false) { panels in
        packOnAllCores(b, rows: k, columns: n, into: panels)
        parallel((m + 15) / 16, grain: 1, flushingDenormals: true) { range in
            let rows = 16 * range.lowerBound..<min(16 * range.upperBound, m)
            for row in stride(from: rows.lowerBound, to: rows.upperBound, by: productRows) {
                for column in stride(from: 0, to: n, by: pair) {
                    multiplyRows(
                        a.starting(atRow: row), rows: min(productRows, rows.upperBound - row), depth: k,
                        PanelPair(packed: panels + column * k, rows: k, columns: n - column),
                        columns: min(pair, n - column), adding: adding, to: c + row * n + column, step: n)
                }
            }
        }
    }
}

/// The same, with the totals of pieces of the sums added up in 64 bits.
private func multiplyInPieces(
    _ a: StridedMatrix, _ b: StridedMatrix, m: Int, k: Int, n: Int, adding: Bool,
    into c: UnsafeMutablePointer<Scalar>
) {
    withScratch(m * n, cleared: false) { piece in
        var totals = (0..<m * n).map { adding ? Double(c[$0]) : 0 }
        for start in stride(from: 0, to: k, by: longestSum) {
            multiply(
                a.starting(atColumn: start), b.starting(atRow: start), m: m, k: min(longestSum, k - start), n: n,
                adding: false, into: piece)
            for i in 0..<m * n { totals[i] += Double(piece[i]) }
        }
        for i in 0..<m * n { c[i] = Scalar(totals[i]) }
    }
}

/// Computes `c = a·b` for many pairs of matrices, which begin at these distances from `a` and `b`, one result behind the
/// other. Few large products are each spread over the cores; of many, each core computes some.
func multiply(
    _ a: StridedMatrix, _ b: StridedMatrix, at starts: [(a: Int, b: Int)], m: Int, k: Int, n: Int,
    into c: UnsafeMutablePointer<Scalar>
) {
    if starts.count < LinearAlgebraLibrary.threads || k > longestSum {
        for (number, start) in starts.enumerated() {
            multiply(
                a.moved(start.a), b.moved(start.b), m: m, k: k, n: n, adding: false, into: c + number * m * n)
        }
        return
    }
    parallel(starts.count, grain: max(1, 500_000 / (m * k * n)), flushingDenormals: true) { range in
        for number in range {
            multiplyOnOneCore(
                a.moved(starts[number].a), b.moved(starts[number].b), m: m, k: k, n: n, adding: false,
                into: c + number * m * n, step: n)
        }
    }
}

/// Whether OpenBLAS is quicker: at large products, and at those with hardly any columns or terms.
private func isForLibrary(m: Int, k: Int, n: Int) -> Bool {
    m * k * n >= 1 << 28 || n <= RegisterTile.columns || k <= 16
}

// MARK: - On one core

/// Computes `c = a·b`, or with `adding` `c = c + a·b`.
///
/// Shapes: a [M, K], b [K, N], c [M, N], with `step` numbers from row to row.
func multiplyOnOneCore(
    _ a: StridedMatrix, _ b: StridedMatrix, m: Int, k: Int, n: Int, adding: Bool,
    into c: UnsafeMutablePointer<Scalar>, step: Int
) {
    // A product with a single row or column is the library's routine for a matrix and a vector.
    if m == 1 {
        return multiplyVectorByLibrary(a.pointer, step: a.columnStep, b, k: k, n: n, adding: adding, into: c)
    }
    if n == 1 && step == 1 {
        return multiplyVectorByLibrary(b.pointer, step: b.rowStep, a.transposed, k: k, n: m, adding: adding, into: c)
    }
    if isForLibrary(m: m, k: k, n: n) {
        return multiplyByLibrary(a, b, m: m, k: k, n: n, adding: adding, into: c, step: step)
    }
    let pair = 2 * RegisterTile.columns
    // Parts of equal depth: of a short one that is left over, more would be stored than multiplied.
    let parts = (k + productDepth - 1) / productDepth
    withScratch(min(k, productDepth) * pair, cleared: false) { panels in
        for row in stride(from: 0, to: m, by: productRows) {
            for part in 0..<parts {
                let first = k * part / parts
                let depth = k * (part + 1) / parts - first
                for column in stride(from: 0, to: n, by: pair) {
                    let (block, columns) = (b.starting(atRow: first, atColumn: column), min(pair, n - column))
                    let isReadInPlace = m <= fewRows && columns == pair && b.columnStep == 1
                    let factor =
                        isReadInPlace
                        ? PanelPair(readingPair: block)
                        : pack(block, rows: depth, columns: columns, into: panels)
                    multiplyRows(
                        a.starting(atRow: row, atColumn: first), rows: min(productRows, m - row), depth: depth, factor,
                        columns: columns, adding: adding || first > 0, to: c + row * step + column, step: step)
                }
            }
        }
    }
}

/// The product of rows with one or two panels, in which so many columns are used.
func multiplyRows(
    _ x: StridedMatrix, rows: Int, depth: Int, _ panels: PanelPair, columns: Int, adding: Bool,
    to y: UnsafeMutablePointer<Scalar>, step: Int
) {
    let width = RegisterTile.columns
    var row = 0
    while row < rows {
        let height = rows - row > 4 ? RegisterTile.rows : rows - row > 1 ? 4 : 1
        let used = min(height, rows - row)
        let (source, target) = (x.starting(atRow: row), y + row * step)
        func multiply(adding: Bool, to tile: UnsafeMutablePointer<Scalar>, step: Int) {
            if height == 1 {
                multiplyRow(source, depth: depth, panels, adding: adding, to: tile)
            } else {
                multiplyTile(
                    source, rows: used, height: height, depth: depth, panels, adding: adding,
                    to: TilePlace(left: tile, right: tile + width, step: step))
            }
        }
        if used == height && columns % width == 0 {
            multiply(adding: adding, to: target, step: step)
        } else {
            // A tile that is not whole: it is computed as if it were, and what belongs to the result is taken from it.
            withUnsafeTemporaryAllocation(of: Scalar.self, capacity: height * 2 * width) { space in
                let tile = space.baseAddress!
                multiply(adding: false, to: tile, step: 2 * width)
                for i in 0..<used {
                    let (from, to) = (tile + i * 2 * width, target + i * step)
                    for j in 0..<columns { to[j] = adding ? to[j] + from[j] : from[j] }
                }
            }
        }
        row += used
    }
}
