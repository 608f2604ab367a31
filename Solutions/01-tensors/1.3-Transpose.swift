import Exercises
import Nabla

// 1.3  Transpose a strip
//
// A table lies on its strip row by row. Transposed, its columns become rows, and they lie on the strip one after the
// other. Deal the numbers anew.
//
//     strip      the numbers of a table with so many rows and columns, row by row
//     returns    the strip of the transposed table, which has `columns` rows of length `rows`
//
// Example: [1, 2, 3, 4, 5, 6] with 2 rows and 3 columns is the table 1 2 3 over 4 5 6. Transposed it has the rows
// 1 4, 2 5 and 3 6, and its strip is [1, 4, 2, 5, 3, 6].
// By hand, please: without the engine's `transposed`.

func transposed(_ strip: [Scalar], rows: Int, columns: Int) throws -> [Scalar] {
    var result: [Scalar] = []
    for column in 0..<columns {
        for row in 0..<rows {
            result.append(strip[row * columns + column])
        }
    }
    return result
}

// Why: the result is written from left to right, so the outer loop runs over what becomes its rows: the old columns.
// A number is always read at row · columns + column, because the old strip has rows of length `columns`.
