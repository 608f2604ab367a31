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
    var edges: [(Int, Int)] = []
    for row in 0..<rows {
        for column in 0..<columns {
            // Right, then the row below from left to right: that is the order of the numbers.
            for (down, right) in [(0, 1), (1, -1), (1, 0), (1, 1)] where diagonal || down == 0 || right == 0 {
                let (r, c) = (row + down, column + right)
                guard r < rows, (0..<columns).contains(c) else { continue }
                edges.append((row * columns + column, r * columns + c))
            }
        }
    }
    return edges
}

// Why: of a pixel's eight neighbours four have a larger number. Looking only at those gives every edge once, and in order.
// The guard asks for row and column, not for the number: the number after the end of a row is the start of the next.
