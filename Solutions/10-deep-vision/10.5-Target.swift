import Exercises
import Nabla

// 10.5  The target of a cell
//
// A single-shot detector divides the picture into grid × grid cells. A box belongs to the cell that holds its centre, and that
// cell has to answer: where in the cell the centre lies, and how large the box is beside the whole picture.
//
//     box       4 numbers: centre x, centre y, width, height, in pixels; x to the right, y down; the centre lies within the
//               picture
//     height    of the picture in pixels
//     width     of the picture in pixels; it need not be square
//     grid      cells each way
//     returns   row and column of the cell, counted from 0, and a box of 4 numbers: x and y of the centre within the cell, from
//               0 (its left or upper edge) to 1, then width and height as shares of the picture
//
// Example: a picture 40 high and 60 wide, grid 2, so cells are 20 high and 30 wide. A box at (36, 5), 12 wide and 8 high, lies
// in row 0, column 1; its target is (0.2, 0.25, 0.2, 0.2).
//
// `box.scalars` is a list of four `Scalar`, and `Tensor([a, b])` makes a tensor of numbers. `Int(x)` cuts a positive `Scalar` off
// to a whole number.

func target(box: Tensor, height: Scalar, width: Scalar, grid: Int) throws -> (row: Int, column: Int, box: Tensor) {
    let (box, cells) = (box.scalars, Scalar(grid))
    let (x, y) = (box[0] / width * cells, box[1] / height * cells)
    let (row, column) = (Int(y), Int(x))
    return (row, column, Tensor([x - Scalar(column), y - Scalar(row), box[2] / width, box[3] / height]))
}

// Why: x runs along a row, so it chooses the column. In units of cells the whole part of the centre names the cell, and what is
// left over is the place within it. The size is a share of the picture, because a box may be larger than its cell.
