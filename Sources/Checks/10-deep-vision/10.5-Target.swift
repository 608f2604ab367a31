// 10.5 target
// points: 2
// minutes: 10
// difficulty: easy
// hint: How large is a cell, across and down? In how many such cells does the centre lie from the left, and from the top?
// hint: Divide the centre by the size of a cell, each way. The whole part names the cell; what becomes of the rest?
// hint: x / (width / grid) is column plus place within the cell, and y gives the row. Width and height are divided by those of
//   the picture.

import Grading
import Nabla

struct PlacedBox: Sendable {
    var box: Tensor, height: Scalar, width: Scalar, grid: Int

    typealias Answer = (row: Int, column: Int, box: Tensor)

    var numbers: [Scalar] { box.scalars }
    /// The centre in units of cells.
    var cells: (x: Scalar, y: Scalar) {
        (numbers[0] / width * Scalar(grid), numbers[1] / height * Scalar(grid))
    }
    /// The target for a point in units of cells.
    func target(x: Scalar, y: Scalar, row: Int? = nil, column: Int? = nil) -> Answer {
        let (i, j) = (row ?? Int(y), column ?? Int(x))
        return (i, j, Tensor([x - Scalar(j), y - Scalar(i), numbers[2] / width, numbers[3] / height]))
    }
    var right: Answer { target(x: cells.x, y: cells.y) }
    /// The right cell, with other numbers.
    func with(_ x: Scalar, _ y: Scalar, _ w: Scalar? = nil, _ h: Scalar? = nil) -> Answer {
        (right.row, right.column, Tensor([x, y, w ?? numbers[2] / width, h ?? numbers[3] / height]))
    }
    var inCell: [Scalar] { Array(right.box.scalars.prefix(2)) }
}

let target = Check<PlacedBox, (row: Int, column: Int, box: Tensor)> { c in
    c.inputs { generator in [placed(&generator), placed(&generator)] }
    c.right { $0.right }
    c.wrong(.axis, "Row and column are exchanged. x runs along a row: which of the two does it choose?") {
        ($0.right.column, $0.right.row, $0.right.box)
    }
    c.wrong("The centre is a share of the whole picture. Where does it lie in its *cell*?") {
        $0.with($0.numbers[0] / $0.width, $0.numbers[1] / $0.height)
    }
    c.wrong("The size is measured against the cell. A box may be larger than its cell: measure it against the picture.")
    {
        let grid = Scalar($0.grid)
        return $0.with(
            $0.inCell[0], $0.inCell[1], $0.numbers[2] / $0.width * grid, $0.numbers[3] / $0.height * grid)
    }
    c.wrong("The size is in pixels. It is asked as a share of the picture.") {
        $0.with($0.inCell[0], $0.inCell[1], $0.numbers[2], $0.numbers[3])
    }
    c.wrong("The upper left corner chose the cell. Which point of the box does the text name?") {
        let grid = Scalar($0.grid)
        let (left, top) = ($0.numbers[0] - $0.numbers[2] / 2, $0.numbers[1] - $0.numbers[3] / 2)
        return $0.target(x: left / $0.width * grid, y: top / $0.height * grid)
    }
    c.wrong(.offByOne, "The centre was rounded to a cell. Cell 2 begins at 2, not at 1.5.") {
        $0.target(
            x: $0.cells.x, y: $0.cells.y, row: Int($0.cells.y.rounded()), column: Int($0.cells.x.rounded()))
    }
    c.wrong(.offByOne, "The cells are counted from 1. The first row and column are 0.") {
        ($0.right.row + 1, $0.right.column + 1, $0.right.box)
    }
    c.wrong("The width of the picture was used both ways. Is your picture square?") {
        let grid = Scalar($0.grid)
        let y = $0.numbers[1] / $0.width * grid
        let row = Int(y)
        return (
            row, $0.right.column,
            Tensor([$0.inCell[0], y - Scalar(row), $0.numbers[2] / $0.width, $0.numbers[3] / $0.width])
        )
    }
    c.wrong("The height of the picture was used both ways. Is your picture square?") {
        let grid = Scalar($0.grid)
        let x = $0.numbers[0] / $0.height * grid
        let column = Int(x)
        return (
            $0.right.row, column,
            Tensor([x - Scalar(column), $0.inCell[1], $0.numbers[2] / $0.height, $0.numbers[3] / $0.height])
        )
    }
    c.wrong("The centre is given in pixels from the corner of its cell. It is asked as a share of the cell.") {
        let grid = Scalar($0.grid)
        return $0.with($0.inCell[0] * $0.width / grid, $0.inCell[1] * $0.height / grid)
    }
    c.wrong("The centre is given in units of cells from the picture's corner. What is left within its own cell?") {
        $0.with($0.cells.x, $0.cells.y)
    }
    c.wrong("The centre is measured from the middle of its cell. The text counts from its left and upper edge.") {
        $0.with($0.inCell[0] - 0.5, $0.inCell[1] - 0.5)
    }
    c.wrong(.pairing, "The four numbers come in another order: y before x, height before width.") {
        let numbers = $0.right.box.scalars
        return ($0.right.row, $0.right.column, Tensor([numbers[1], numbers[0], numbers[3], numbers[2]]))
    }
    c.wrong("The roots of the sizes were taken. That is the loss's business; the target is the size itself.") {
        let numbers = $0.right.box.scalars
        return $0.with(numbers[0], numbers[1], numbers[2].squareRoot(), numbers[3].squareRoot())
    }
    c.accepts("pixels of a cell first") {
        let (across, down) = ($0.width / Scalar($0.grid), $0.height / Scalar($0.grid))
        let (column, row) = (Int($0.numbers[0] / across), Int($0.numbers[1] / down))
        return (
            row, column,
            Tensor([
                $0.numbers[0] / across - Scalar(column), $0.numbers[1] / down - Scalar(row), $0.numbers[2] / $0.width,
                $0.numbers[3] / $0.height,
            ])
        )
    }
}

/// A picture that is not square, a box that is not either and larger than a cell, in another row than column, with its centre
/// in the second half of its cell both ways.
private func placed(_ generator: inout SeededGenerator) -> PlacedBox {
    while true {
        let grid = Int.random(in: 4...6, using: &generator)
        let (down, across) = ([10, 12, 14], [16, 18, 20])
        let (cellHeight, cellWidth) = (down.randomElement(using: &generator)!, across.randomElement(using: &generator)!)
        let row = Int.random(in: 1..<grid - 1, using: &generator)
        let column = Int.random(in: 1..<grid - 1, using: &generator)
        guard row != column else { continue }
        let x = column * cellWidth + Int.random(in: cellWidth / 2 + 1..<cellWidth - 1, using: &generator)
        let y = row * cellHeight + Int.random(in: cellHeight / 2 + 1..<cellHeight - 1, using: &generator)
        let width = Int.random(in: cellWidth + 5...cellWidth + 12, using: &generator)
        let height = Int.random(in: cellHeight + 5...cellHeight + 9, using: &generator)
        return PlacedBox(
            box: Tensor([Scalar(x), Scalar(y), Scalar(width), Scalar(height)]),
            height: Scalar(grid * cellHeight), width: Scalar(grid * cellWidth), grid: grid)
    }
}
