// Between matrices and panels: the layout in which a product reads its second factor, and a convolution leaves its result. A
// panel holds `RegisterTile.columns` neighbouring columns of a matrix, row by row, so that a product reads it in one straight
// line. Whole blocks of 8 by 8 numbers are transposed in registers; the rest goes number by number.

/// The number of panels that hold so many columns.
func panelCount(_ columns: Int) -> Int {
    (columns + RegisterTile.columns - 1) / RegisterTile.columns
}

/// Writes the rows of a matrix as the columns of panels: panels[j / C][places[i]][j % C] = matrix[j][i], C being the columns
/// of a panel.
///
/// Shapes: matrix [columns, rows], `step` numbers from row to row, places [rows] → panels [⌈columns / C⌉, height, C], where
/// place 0 is row `first`.
/// Columns that fill the last panel are left as they are: start from zeros.
func pack(
    _ matrix: UnsafePointer<Scalar>, step: Int? = nil, columns: Int, rows: Int,
    into panels: UnsafeMutablePointer<Scalar>, height: Int, first: Int = 0, places: [Int]
) {
    let step = step ?? rows
    let (eightColumns, eightRows, width) = (columns / 8 * 8, rows / 8 * 8, RegisterTile.columns)
    places.withUnsafeBufferPointer { places in
        for j in stride(from: 0, to: eightColumns, by: 8) {
            let source = matrix + j * step
            let target = panels + place(ofColumn: j, height: height, first: first)
            for i in stride(from: 0, to: eightRows, by: 8) {
                store(transposed(load(source + i, step: step)), target, rows: places.baseAddress! + i, width: width)
            }
        }
        for j in 0..<columns {
            let source = matrix + j * step
            let target = panels + place(ofColumn: j, height: height, first: first)
            for i in (j < eightColumns ? eightRows : 0)..<rows {
                target[places[i] * width] = source[i]
            }
        }
    }
}

/// The inverse: from panels to the rows of a matrix [columns, rows]; a number of its own is added to each of these rows.
func unpack(
    _ panels: UnsafePointer<Scalar>, height: Int, first: Int, columns: Int, rows: Int, places: [Int],
    adding bias: UnsafePointer<Scalar>? = nil, into matrix: UnsafeMutablePointer<Scalar>
) {
    let (eightColumns, eightRows, width) = (columns / 8 * 8, rows / 8 * 8, RegisterTile.columns)
    places.withUnsafeBufferPointer { places in
        for j in stride(from: 0, to: eightColumns, by: 8) {
            let source = panels + place(ofColumn: j, height: height, first: first)
            let target = matrix + j * rows
            for i in stride(from: 0, to: eightRows, by: 8) {
                let block = transposed(load(source, rows: places.baseAddress! + i, width: width))
                store(bias.map { added(block, $0 + j) } ?? block, target + i, step: rows)
            }
        }
        for j in 0..<columns {
            let source = panels + place(ofColumn: j, height: height, first: first)
            let target = matrix + j * rows
            let own = bias?[j] ?? 0
            for i in (j < eightColumns ? eightRows : 0)..<rows {
                target[i] = source[places[i] * width] + own
            }
        }
    }
}

/// Where a column begins in the panels, at row `first`.
@inline(__always)
private func place(ofColumn j: Int, height: Int, first: Int) -> Int {
    (j / RegisterTile.columns * height + first) * RegisterTile.columns + j % RegisterTile.columns
}

private typealias Lanes = SIMD8<Scalar>
private typealias Block = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

/// Exchanges rows and columns of eight by eight numbers.
///
/// Write a number's row and column with three binary digits each. A round of interleaving passes the first digit of the
/// column to the end of the row, and the first of the row to the end of the column. After three rounds they have changed places.
@inline(__always)
private func transposed(_ block: Block) -> Block {
    interleaved(interleaved(interleaved(block)))
}

@inline(__always)
private func interleaved(_ r: Block) -> Block {
    let (a, b, c, d) = (
        interleave(r.0, r.4), interleave(r.1, r.5), interleave(r.2, r.6), interleave(r.3, r.7)
    )
    return (a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1)
}

@inline(__always)
private func interleave(_ a: Lanes, _ b: Lanes) -> (Lanes, Lanes) {
    (
        Lanes(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]),
        Lanes(a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7])
    )
}

@inline(__always)
private func loadLanes(_ place: UnsafePointer<Scalar>) -> Lanes {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
}

/// Eight lanes of a matrix's rows, `step` numbers apart.
@inline(__always)
private func load(_ p: UnsafePointer<Scalar>, step: Int) -> Block {
    (
        loadLanes(p), loadLanes(p + step), loadLanes(p + 2 * step), loadLanes(p + 3 * step),
        loadLanes(p + 4 * step), loadLanes(p + 5 * step), loadLanes(p + 6 * step), loadLanes(p + 7 * step)
    )
}

@inline(__always)
private func store(_ block: Block, _ p: UnsafeMutablePointer<Scalar>, step: Int) {
    storeLanes(block.0, p)
    storeLanes(block.1, p + step)
    storeLanes(block.2, p + 2 * step)
    storeLanes(block.3, p + 3 * step)
    storeLanes(block.4, p + 4 * step)
    storeLanes(block.5, p + 5 * step)
    storeLanes(block.6, p + 6 * step)
    storeLanes(block.7, p + 7 * step)
}

/// To each row a number of its own.
@inline(__always)
private func added(_ r: Block, _ own: UnsafePointer<Scalar>) -> Block {
    (
        r.0 + own[0], r.1 + own[1], r.2 + own[2], r.3 + own[3], r.4 + own[4], r.5 + own[5], r.6 + own[6], r.7 + own[7]
    )
}

/// Eight lanes of a panel's rows, anywhere in it.
@inline(__always)
private func load(_ p: UnsafePointer<Scalar>, rows i: UnsafePointer<Int>, width w: Int) -> Block {
    (
        loadLanes(p + i[0] * w), loadLanes(p + i[1] * w), loadLanes(p + i[2] * w), loadLanes(p + i[3] * w),
        loadLanes(p + i[4] * w), loadLanes(p + i[5] * w), loadLanes(p + i[6] * w), loadLanes(p + i[7] * w)
    )
}

@inline(__always)
private func store(_ block: Block, _ p: UnsafeMutablePointer<Scalar>, rows i: UnsafePointer<Int>, width w: Int) {
    storeLanes(block.0, p + i[0] * w)
    storeLanes(block.1, p + i[1] * w)
    storeLanes(block.2, p + i[2] * w)
    storeLanes(block.3, p + i[3] * w)
    storeLanes(block.4, p + i[4] * w)
    storeLanes(block.5, p + i[5] * w)
    storeLanes(block.6, p + i[6] * w)
    storeLanes(block.7, p + i[7] * w)
}

@inline(__always)
private func storeLanes(_ lanes: Lanes, _ place: UnsafeMutablePointer<Scalar>) {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
}

/// Fills a panel, or two of which one lies behind the other, with columns of a matrix; columns to spare are zeros, which add
/// nothing.
///
/// Shapes: matrix [rows, columns], columns ≤ 2 C → panels [1 or 2, rows, C].
@discardableResult
func pack(
    _ matrix: StridedMatrix, rows: Int, columns: Int, into panels: UnsafeMutablePointer<Scalar>
) -> PanelPair {
    let width = RegisterTile.columns
    let right = panels + rows * width
    let pair = PanelPair(packed: panels, rows: rows, columns: columns)
    if columns == 2 * width && matrix.columnStep == 1 {
        if width == 16 {
            copyRows(matrix, rows, to: panels, right, SIMD16<Scalar>.self)
        } else {
            copyRows(matrix, rows, to: panels, right, SIMD8<Scalar>.self)
        }
        return pair
    }
    if columns % width > 0 { panels.update(repeating: 0, count: panelCount(columns) * rows * width) }
    if matrix.rowStep == 1 {
        for first in stride(from: 0, to: rows, by: inOrder.count) {
            pack(
                matrix.pointer + first, step: matrix.columnStep, columns: columns,
                rows: min(inOrder.count, rows - first), into: panels, height: rows, first: first, places: inOrder)
        }
    } else {
        for column in 0..<columns {
            let (source, target) = (
                matrix.starting(atColumn: column).pointer, panels + place(ofColumn: column, height: rows, first: 0)
            )
            for row in 0..<rows { target[row &* width] = source[row &* matrix.rowStep] }
        }
    }
    return pair
}

/// Fills panels with all columns of a matrix, pair by pair, on all cores: the pair from column j on begins at `panels` + j · rows.
func packOnAllCores(
    _ matrix: StridedMatrix, rows: Int, columns: Int, into panels: UnsafeMutablePointer<Scalar>
) {
    let pair = 2 * RegisterTile.columns
    parallel((columns + pair - 1) / pair, grain: max(1, 32_768 / max(1, pair * rows))) { range in
        for first in stride(from: range.lowerBound * pair, to: range.upperBound * pair, by: pair) {
            pack(
                matrix.starting(atColumn: first), rows: rows, columns: min(pair, columns - first),
                into: panels + first * rows)
        }
    }
}

extension PanelPair {
    /// One panel of so many rows, or two of which one lies behind the other.
    init(packed panels: UnsafePointer<Scalar>, rows: Int, columns: Int) {
        let hasRight = columns > RegisterTile.columns
        self.init(left: panels, right: hasRight ? panels + rows * RegisterTile.columns : nil)
    }

    /// Two panels as they lie beside each other in a matrix whose rows have no gaps.
    init(readingPair matrix: StridedMatrix) {
        self.init(left: matrix.pointer, right: matrix.pointer + RegisterTile.columns, step: matrix.rowStep)
    }
}

private let inOrder = Array(0..<256)

/// Two panels' share of each row. Rows are read to their end before the next, since the processor fetches what lies beside
/// what it has been asked for.
@inline(__always)
private func copyRows<Lanes: SIMD>(
    _ matrix: StridedMatrix, _ rows: Int, to left: UnsafeMutablePointer<Scalar>,
    _ right: UnsafeMutablePointer<Scalar>, _ lanes: Lanes.Type
) where Lanes.Scalar == Scalar {
    let width = RegisterTile.columns
    for row in 0..<rows {
        let source = UnsafeRawPointer(matrix.pointer + row &* matrix.rowStep)
        let (a, b) = (
            source.loadUnaligned(as: Lanes.self),
            source.loadUnaligned(fromByteOffset: MemoryLayout<Lanes>.size, as: Lanes.self)
        )
        UnsafeMutableRawPointer(left + row &* width).storeBytes(of: a, as: Lanes.self)
        UnsafeMutableRawPointer(right + row &* width).storeBytes(of: b, as: Lanes.self)
    }
}
