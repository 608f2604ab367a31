// The one loop that multiplies: inside every matrix product, convolution and recurrent layer.
//
// A core multiplies and adds far faster than it fetches numbers, so the numbers that it has fetched must be used more than
// once. A tile of the result is therefore computed at a time, and its sums stay in registers from the first product to the
// last: 8 rows by 2 registers of columns are 16 sums, and each step fetches 8 numbers of the one factor and 2 registers of
// the other for 16 multiply-adds. A core can begin two of either at once, so it waits for the multiply-adds, which is the
// best that can be had.
//
// How many rows: an addition takes about four times as long as the time until the next may begin, on two units, so that
// below 8 sums they wait for each other. Registers of 512 bits are 32, and 16 sums leave room; of 256 bits there are 16, and
// 6 rows make 12 sums, with the factors 15. More rows than 8 would not pay either way: their addresses would no longer fit
// the 16 registers for whole numbers.

import CSupport

/// The tile that is computed at once. As many rows, and as many columns to a register, as the processor has room for that
/// the kit was built on.
enum RegisterTile {
    static var rows: Int { nabla_register_bits == 512 ? 8 : 6 }

    /// The columns of a panel: one register.
    #if NABLA_DOUBLE
        static var columns: Int { 8 }
    #else
        static var columns: Int { nabla_register_bits == 512 ? 16 : 8 }
    #endif
}

/// A panel of columns, and the one beside it if there is one: [K, `RegisterTile.columns`] each, its rows `step` apart.
struct PanelPair {
    let left: UnsafePointer<Scalar>
    let right: UnsafePointer<Scalar>?
    var step = RegisterTile.columns

    /// From row k on.
    func starting(atRow k: Int) -> PanelPair {
        PanelPair(left: left + k * step, right: right.map { $0 + k * step }, step: step)
    }
}

/// Where a tile of the result lies: its rows `step` apart, its columns in two groups, one for each panel.
struct TilePlace {
    let left: UnsafeMutablePointer<Scalar>
    let right: UnsafeMutablePointer<Scalar>
    let step: Int
}

/// The products of some rows of a matrix with panels, written to a tile or added to it:
///
///     tile[i, j] (+)= Σₖ x[i, k] · panel[k, j]
///
/// A tile has `height` rows, 4 or `RegisterTile.rows`. Where x has fewer, its last one is multiplied more than once.
///
/// Never inlined: with the callers' numbers beside its own, the loop would have to fetch addresses from memory.
///
/// Shapes: x [rows, K], K = `depth`; panels [K, columns]; tile [height, columns].
@inline(never)
func multiplyTile(
    _ x: StridedMatrix, rows: Int, height: Int, depth: Int, _ panels: PanelPair, adding: Bool, to tile: TilePlace
) {
    let last = rows - 1
    func row(_ i: Int) -> UnsafePointer<Scalar> { x.pointer + min(i, last) &* x.rowStep }
    let rows = (row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
    let numbers = TileRows(starts: rows, places: EvenPlaces(step: x.columnStep))
    if height == 4 {
        multiply(numbers, Four.self, depth, panels, adding, tile)
    } else {
        multiply(numbers, Whole.self, depth, panels, adding, tile)
    }
}

/// The products of as many windows as a tile has rows with panels:
///
///     tile[i, j] (+)= Σₖ x[starts[i] + places[k]] · panel[k, j]
///
/// Shapes: starts [`RegisterTile.rows`], places [K], panels [K, columns].
@inline(never)
func multiplyTile(
    _ x: UnsafePointer<Scalar>, starts: UnsafePointer<Int>, places: UnsafePointer<Int>, depth: Int,
    _ panels: PanelPair, adding: Bool, to tile: TilePlace
) {
    let last = RegisterTile.rows - 1
    func row(_ i: Int) -> UnsafePointer<Scalar> { x + starts[min(i, last)] }
    let rows = (row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
    // These panels are packed. Where the compiler knows the step it keeps all sums in 16 registers; with one that may be any
    // number it did not (AVX2: 50 in place of 82 GFLOP/s).
    let packed = PanelPair(left: panels.left, right: panels.right)
    multiply(
        TileRows(starts: rows, places: ListedPlaces(places: places)), Whole.self, depth, packed, adding, tile)
}

/// The product of a single row with panels: `y[j] (+)= Σₖ x[k] · panel[k, j]`. Four sums of each column take turns, since one
/// would have to wait for itself.
///
/// Shapes: x [K], K = `depth`; panels [K, columns], y [columns].
@inline(never)
func multiplyRow(
    _ x: StridedMatrix, depth: Int, _ panels: PanelPair, adding: Bool, to y: UnsafeMutablePointer<Scalar>
) {
    if RegisterTile.columns == 16 {
        multiplyRow(x, depth, panels, adding, y, Sums<Four, SIMD16<Scalar>>.self)
    } else {
        multiplyRow(x, depth, panels, adding, y, Sums<Four, SIMD8<Scalar>>.self)
    }
}

// MARK: - The loop

private typealias Eight<Element> = (Element, Element, Element, Element, Element, Element, Element, Element)

/// How far from the start of a row its k-th number lies.
private protocol Places {
    func place(_ k: Int) -> Int
}

private struct EvenPlaces: Places {
    let step: Int
    @inline(__always) func place(_ k: Int) -> Int { k &* step }
}

private struct ListedPlaces: Places {
    let places: UnsafePointer<Int>
    @inline(__always) func place(_ k: Int) -> Int { places[k] }
}

/// The rows of the first factor.
private struct TileRows<RowPlaces: Places> {
    let starts: Eight<UnsafePointer<Scalar>>
    let places: RowPlaces
}

/// The number of rows, which the compiler has to know.
private protocol TileHeight {
    static var rows: Int { get }
}

private enum Whole: TileHeight {
    @inline(__always) static var rows: Int { RegisterTile.rows }
}

private enum Four: TileHeight {
    @inline(__always) static var rows: Int { 4 }
}

@inline(__always)
private func multiply<Height: TileHeight>(
    _ x: TileRows<some Places>, _ height: Height.Type, _ depth: Int, _ panels: PanelPair, _ adding: Bool,
    _ tile: TilePlace
) {
    if RegisterTile.columns == 16 {
        multiply(x, depth, panels, adding, tile, Sums<Height, SIMD16<Scalar>>.self)
    } else {
        multiply(x, depth, panels, adding, tile, Sums<Height, SIMD8<Scalar>>.self)
    }
}

@inline(__always)
private func multiply<Height, Lanes>(
    _ x: TileRows<some Places>, _ depth: Int, _ panels: PanelPair, _ adding: Bool, _ tile: TilePlace,
    _ sums: Sums<Height, Lanes>.Type
) {
    var left = Sums<Height, Lanes>()
    if let second = panels.right {
        var right = Sums<Height, Lanes>()
        for k in 0..<depth {
            left.add(
                x.starts, x.places.place(k), lanes(panels.left + k &* panels.step),
                and: lanes(second + k &* panels.step), to: &right)
        }
        right.store(adding, tile.right, tile.step)
    } else {
        for k in 0..<depth { left.add(x.starts, x.places.place(k), lanes(panels.left + k &* panels.step)) }
    }
    left.store(adding, tile.left, tile.step)
}

@inline(__always)
private func multiplyRow<Lanes>(
    _ x: StridedMatrix, _ depth: Int, _ panels: PanelPair, _ adding: Bool, _ y: UnsafeMutablePointer<Scalar>,
    _ sums: Sums<Four, Lanes>.Type
) {
    var (left, right) = (Sums<Four, Lanes>(), Sums<Four, Lanes>())
    // Without a second panel the first is multiplied twice.
    let second = panels.right ?? panels.left
    func add(_ k: Int, to a: inout Lanes, _ b: inout Lanes) {
        let number = Lanes(repeating: x.pointer[k &* x.columnStep])
        a.addProduct(number, lanes(panels.left + k &* panels.step))
        b.addProduct(number, lanes(second + k &* panels.step))
    }
    let whole = depth / 4 * 4
    for k in stride(from: 0, to: whole, by: 4) {
        add(k, to: &left.a, &right.a)
        add(k + 1, to: &left.b, &right.b)
        add(k + 2, to: &left.c, &right.c)
        add(k + 3, to: &left.d, &right.d)
    }
    for k in whole..<depth { add(k, to: &left.a, &right.a) }
    put((left.a + left.b) + (left.c + left.d), adding, y)
    if panels.right != nil {
        put((right.a + right.b) + (right.c + right.d), adding, y + RegisterTile.columns)
    }
}

@inline(__always)
private func lanes<Lanes: SIMD>(_ place: UnsafePointer<Scalar>) -> Lanes where Lanes.Scalar == Scalar {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
}

/// A register of sums for each row.
private struct Sums<Height: TileHeight, Lanes: SIMD> where Lanes.Scalar == Scalar {
    var (a, b, c, d, e, f, g, h) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())

    @inline(__always)
    mutating func add(_ x: Eight<UnsafePointer<Scalar>>, _ place: Int, _ weights: Lanes) {
        a.addProduct(Lanes(repeating: x.0[place]), weights)
        b.addProduct(Lanes(repeating: x.1[place]), weights)
        c.addProduct(Lanes(repeating: x.2[place]), weights)
        d.addProduct(Lanes(repeating: x.3[place]), weights)
        if Height.rows > 4 {
            e.addProduct(Lanes(repeating: x.4[place]), weights)
            f.addProduct(Lanes(repeating: x.5[place]), weights)
        }
        if Height.rows > 6 {
            g.addProduct(Lanes(repeating: x.6[place]), weights)
            h.addProduct(Lanes(repeating: x.7[place]), weights)
        }
    }

    /// The same for two panels, row by row: the numbers of all rows at once would not stay in 16 registers.
    @inline(__always)
    mutating func add(
        _ x: Eight<UnsafePointer<Scalar>>, _ place: Int, _ weights: Lanes, and others: Lanes, to right: inout Sums
    ) {
        Sums.add(x.0[place], weights, others, &a, &right.a)
        Sums.add(x.1[place], weights, others, &b, &right.b)
        Sums.add(x.2[place], weights, others, &c, &right.c)
        Sums.add(x.3[place], weights, others, &d, &right.d)
        if Height.rows > 4 {
            Sums.add(x.4[place], weights, others, &e, &right.e)
            Sums.add(x.5[place], weights, others, &f, &right.f)
        }
        if Height.rows > 6 {
            Sums.add(x.6[place], weights, others, &g, &right.g)
            Sums.add(x.7[place], weights, others, &h, &right.h)
        }
    }

    @inline(__always)
    private static func add(_ x: Scalar, _ weights: Lanes, _ others: Lanes, _ left: inout Lanes, _ right: inout Lanes) {
        let x = Lanes(repeating: x)
        left.addProduct(x, weights)
        right.addProduct(x, others)
    }

    /// Writes the sums, or adds them to what is there.
    @inline(__always)
    func store(_ adding: Bool, _ tile: UnsafeMutablePointer<Scalar>, _ step: Int) {
        put(a, adding, tile)
        put(b, adding, tile + step)
        put(c, adding, tile + 2 &* step)
        put(d, adding, tile + 3 &* step)
        if Height.rows > 4 {
            put(e, adding, tile + 4 &* step)
            put(f, adding, tile + 5 &* step)
        }
        if Height.rows > 6 {
            put(g, adding, tile + 6 &* step)
            put(h, adding, tile + 7 &* step)
        }
    }
}

/// Writes a register of sums, or adds it to what is there.
@inline(__always)
private func put<Lanes: SIMD>(_ sums: Lanes, _ adding: Bool, _ place: UnsafeMutablePointer<Scalar>)
where Lanes.Scalar == Scalar {
    let place = UnsafeMutableRawPointer(place)
    place.storeBytes(of: adding ? place.loadUnaligned(as: Lanes.self) + sums : sums, as: Lanes.self)
}
