/// The connected components of a mask: sets of pixels that touch, side by side or corner to corner.
struct InkComponents {
    struct Component {
        /// The smallest rectangle around it.
        var rows: Range<Int>
        var columns: Range<Int>
        /// How many pixels it has.
        var area = 0
        /// How many of them lie on the border of the sheet.
        var borderPixels = 0

        var length: Int { max(rows.count, columns.count) }

        /// Whether another one lies wholly within its rectangle.
        func encloses(_ other: Component) -> Bool {
            rows.lowerBound < other.rows.lowerBound && other.rows.upperBound < rows.upperBound
                && columns.lowerBound < other.columns.lowerBound
                && other.columns.upperBound < columns.upperBound
        }

        /// The gaps between the rectangles of two, down and across; 0 where they overlap.
        func gap(to other: Component) -> (down: Int, across: Int) {
            (
                max(0, other.rows.lowerBound - rows.upperBound, rows.lowerBound - other.rows.upperBound),
                max(
                    0, other.columns.lowerBound - columns.upperBound,
                    columns.lowerBound - other.columns.upperBound)
            )
        }
    }

    let width: Int
    let height: Int
    /// For each pixel the number of its component, −1 where there is none.
    private(set) var labels: [Int]
    private(set) var components: [Component] = []

    init(_ mask: [Bool], width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        labels = Array(repeating: -1, count: mask.count)
        var open: [Int] = []
        for start in mask.indices where mask[start] && labels[start] < 0 {
            let number = components.count
            var component = Component(
                rows: start / width..<start / width + 1, columns: start % width..<start % width + 1)
            labels[start] = number
            open.append(start)
            while let pixel = open.popLast() {
                let (row, column) = (pixel / width, pixel % width)
                component.area += 1
                component.rows = min(component.rows.lowerBound, row)..<max(component.rows.upperBound, row + 1)
                component.columns =
                    min(component.columns.lowerBound, column)..<max(component.columns.upperBound, column + 1)
                if row == 0 || row == height - 1 || column == 0 || column == width - 1 {
                    component.borderPixels += 1
                }
                for y in max(0, row - 1)...min(height - 1, row + 1) {
                    for x in max(0, column - 1)...min(width - 1, column + 1) {
                        let neighbour = y * width + x
                        guard mask[neighbour], labels[neighbour] < 0 else { continue }
                        labels[neighbour] = number
                        open.append(neighbour)
                    }
                }
            }
            components.append(component)
        }
    }

    /// Whether a component runs along all four sides of its rectangle, with nothing inside it: a frame. A 0 does not reach
    /// into the corners.
    func isFrame(_ number: Int) -> Bool {
        let component = components[number]
        let (margin, side) = (component.rows.count * 3 / 20 + 1, component.columns.count * 3 / 20 + 1)
        var (along, corners) = (0, Set<Int>())
        for row in component.rows {
            let (top, bottom) = (row - component.rows.lowerBound, component.rows.upperBound - 1 - row)
            for column in component.columns where labels[row * width + column] == number {
                let (left, right) = (
                    column - component.columns.lowerBound, component.columns.upperBound - 1 - column
                )
                if min(top, bottom) < margin || min(left, right) < side { along += 1 }
                if min(top, bottom) < margin * 4 / 5 + 1, min(left, right) < side * 4 / 5 + 1 {
                    corners.insert((top < bottom ? 0 : 1) + (left < right ? 0 : 2))
                }
            }
        }
        return corners.count == 4 && along * 10 >= component.area * 9
    }

    /// Whether a component is a line or a shadow along one side of the sheet, or covers a good part of the border.
    func liesAlongTheEdge(_ number: Int) -> Bool {
        let component = components[number]
        if component.borderPixels * 100 >= 18 * 2 * (width + height) { return true }
        let (down, across) = (height * 12 / 100, width * 12 / 100)
        let isAtTheSide =
            component.columns.upperBound <= across || component.columns.lowerBound >= width - across
        let isAtTopOrBottom = component.rows.upperBound <= down || component.rows.lowerBound >= height - down
        return isAtTheSide && component.rows.count * 10 >= height * 6
            || isAtTopOrBottom && component.columns.count * 10 >= width * 6
    }
}
