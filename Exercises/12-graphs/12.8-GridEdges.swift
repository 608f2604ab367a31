import Exercises
import Nabla

// 12.8  An image as a graph
//
// Pixels are nodes; pixels that touch are joined. Row r and column c of an image have the number r·columns + c.
//
//     rows, columns   the size of the image
//     diagonal        whether pixels that touch at a corner are joined too
//     returns the edges: each once, the smaller number first, sorted by the first number, then by the second
//
// Example: 2 rows and 2 columns. Without diagonals [(0, 1), (0, 2), (1, 3), (2, 3)]; with them (0, 3) and (1, 2) come in
// between: [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)].

func gridEdges(rows: Int, columns: Int, diagonal: Bool) throws -> [(Int, Int)] {
    throw notAttempted()
}
