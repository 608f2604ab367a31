import Nabla

/// A matrix as plain numbers by row and column; 0 outside of its borders.
struct Plane {
    let height: Int
    let width: Int
    private(set) var values: [Scalar]

    init(_ x: Tensor) { (height, width, values) = (x.shape[0], x.shape[1], x.scalars) }

    /// A matrix of one number for each place.
    init(_ height: Int, _ width: Int, _ value: (_ row: Int, _ column: Int) -> Scalar) {
        (self.height, self.width) = (height, width)
        values = (0..<height * width).map { value($0 / width, $0 % width) }
    }

    func contains(_ row: Int, _ column: Int) -> Bool { row >= 0 && row < height && column >= 0 && column < width }

    subscript(row: Int, column: Int) -> Scalar {
        get { contains(row, column) ? values[row * width + column] : 0 }
        set { if contains(row, column) { values[row * width + column] = newValue } }
    }

    var tensor: Tensor { Tensor(scalars: values, shape: [height, width]) }

    /// Rows and columns exchanged.
    var transposed: Plane { Plane(width, height) { self[$1, $0] } }
    /// Rotated by 180°: both axes reversed.
    var rotated: Plane { Plane(height, width) { self[height - 1 - $0, width - 1 - $1] } }
    /// The first rows and columns.
    func cut(_ rows: Int, _ columns: Int) -> Plane { Plane(rows, columns) { self[$0, $1] } }
}
