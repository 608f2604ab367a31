import Exercises
import Nabla

// 1.3  Transpose a flat list
//
// The numbers of a table lie in row-major order, row by row. Transposed, its columns become rows: the old columns now lie
// one after the other. Rearrange the numbers.
//
//     numbers    a table with so many rows and columns, in row-major order
//     returns    the transposed table in row-major order; it has `columns` rows of length `rows`
//
// Example: [1, 2, 3, 4, 5, 6] with 2 rows and 3 columns is the table 1 2 3 over 4 5 6. Transposed it has the rows
// 1 4, 2 5 and 3 6: in row-major order [1, 4, 2, 5, 3, 6].
// By hand, please: without the engine's `transposed`.

func transposed(_ numbers: [Scalar], rows: Int, columns: Int) throws -> [Scalar] {
    var result: [Scalar] = []
    for column in 0..<columns {
        for row in 0..<rows {
            result.append(numbers[row * columns + column])
        }
    }
    return result
}

// Why: the result is written from left to right, so the outer loop runs over what becomes its rows: the old columns.
// A number is always read at row · columns + column, because the old table has rows of length `columns`.
