import Synchronization

/// A sparse matrix: the elements that are not zero, row by row (compressed sparse rows, CSR).
///
/// Of 2,708 papers that cite each other, 10,556 of 7.3 million pairs are ties: a product that knows the others are zero is
/// some hundred times as fast as `matmul` of the whole matrix.
public struct SparseMatrix: Sendable, Equatable {
    /// [rows, columns]
    public let shape: [Int]
    /// The elements of row i are those from `rowStarts[i]` to before `rowStarts[i + 1]`.
    public let rowStarts: [Int]
    /// The column of each element; within a row they rise.
    public let columns: [Int]
    /// The elements.
    public let values: [Scalar]
    /// Where they go in the transpose; the same for all matrices that have these places.
    private let transposition: Transposition

    /// Makes a matrix from elements in any order; those of one place are added up.
    public init(shape: [Int], elements: [(row: Int, column: Int, value: Scalar)]) {
        require(
            shape.count == 2 && shape.allSatisfy { $0 >= 0 },
            "SparseMatrix: expected a shape [rows, columns], but got \(shape)")
        for length in shape { _ = Tensor.sizeToAllocate([length], operation: "SparseMatrix") }
        for (row, column, _) in elements {
            require(
                row >= 0 && row < shape[0] && column >= 0 && column < shape[1],
                "SparseMatrix: expected places within \(shape), but got row \(row), column \(column); both count from 0"
            )
        }
        let sorted = elements.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        // Added up in 64 bits, as every sum.
        var (starts, columns, values) = ([Int](repeating: 0, count: shape[0] + 1), [Int](), [Double]())
        var previous = (row: -1, column: -1)
        for (row, column, value) in sorted {
            if (row, column) == previous {
                values[values.count - 1] += Double(value)
            } else {
                columns.append(column)
                values.append(Double(value))
                starts[row + 1] += 1
                previous = (row, column)
            }
        }
        for row in 0..<shape[0] { starts[row + 1] += starts[row] }
        self.init(shape: shape, rowStarts: starts, columns: columns, values: values.map { Scalar($0) })
    }

    private init(
        shape: [Int], rowStarts: [Int], columns: [Int], values: [Scalar], _ transposition: Transposition = .init()
    ) {
        (self.shape, self.rowStarts, self.columns, self.values) = (shape, rowStarts, columns, values)
        self.transposition = transposition
    }

    /// Whether shapes, places and all elements are equal; as with plain numbers, NaN equals nothing. (Arrays that share
    /// their storage would count as equal without a look at what is in it.)
    public static func == (a: SparseMatrix, b: SparseMatrix) -> Bool {
        a.shape == b.shape && a.rowStarts == b.rowStarts && a.columns == b.columns
            && a.values.elementsEqual(b.values)
    }

    /// How many elements are stored.
    public var count: Int { values.count }

    /// Where each stored element stands.
    public var places: [(row: Int, column: Int)] {
        (0..<shape[0]).flatMap { row in
            (rowStarts[row]..<rowStarts[row + 1]).map { (row, columns[$0]) }
        }
    }

    /// The whole matrix, zeros included.
    public var dense: Tensor {
        var scalars = [Scalar](repeating: 0, count: elementCount(of: shape))
        for (place, value) in zip(places, values) { scalars[place.row * shape[1] + place.column] = value }
        return Tensor(scalars: scalars, shape: shape)
    }

    /// Transpose: element [i, j] becomes element [j, i].
    ///
    /// The first time it finds out where each element goes. From then on, for all matrices with these places, it only moves
    /// the values: a network that trains on a graph asks for the same transpose at every step.
    public func transposed() -> SparseMatrix {
        let order = transposition.order(of: self)
        return SparseMatrix(
            shape: [shape[1], shape[0]], rowStarts: order.starts, columns: order.rows,
            values: order.elements.map { values[$0] })
    }

    /// The same places with other values, in the order of `values`; a zero stays stored.
    public func replacingValues(with values: [Scalar]) -> SparseMatrix {
        require(
            values.count == count,
            "replacingValues: expected \(count) values, one for each stored element, but got \(values.count)")
        return SparseMatrix(shape: shape, rowStarts: rowStarts, columns: columns, values: values, transposition)
    }

    /// Σⱼ aᵢⱼ of each row, added up in 64 bits.
    public var rowSums: [Scalar] {
        (0..<shape[0]).map { row in
            Scalar(values[rowStarts[row]..<rowStarts[row + 1]].reduce(0.0) { $0 + Double($1) })
        }
    }
}

/// The elements of a matrix column by column, worked out when somebody first asks.
private final class Transposition: Sendable {
    struct Order: Sendable {
        /// The elements of column j are those from `starts[j]` to before `starts[j + 1]`.
        let starts: [Int]
        /// Which element stands there, and in which row.
        let elements, rows: [Int]
    }

    private let known = Mutex<Order?>(nil)

    func order(of matrix: SparseMatrix) -> Order {
        known.withLock { known in
            if let known { return known }
            let (elements, starts) = sortedByCounting(matrix.columns, below: matrix.shape[1])
            let rows = matrix.places.map(\.row)
            let order = Order(starts: starts, elements: elements, rows: elements.map { rows[$0] })
            known = order
            return order
        }
    }
}
