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
    throw notAttempted()
}
