import Datasets
import Nabla

extension TensorFigures {
    /// Which image the lesson asks about: the first 5.
    static func riddle(in digits: ImageSet) -> Int { digits.labels.firstIndex(of: 5)! }

    /// The grey levels of an image as numbers, and nothing else.
    static func numbers(_ digit: Tensor) -> Figure {
        Figure(
            TensorBoxes(largestCell: 60, cellAspect: 1.82) {
                TensorBox(digit.scalars, shape: digit.shape, axes: [.none, .none])
            })
    }

    /// The same numbers as shades of grey; a part of them enlarged, with one pixel marked in both.
    static func numbersAndGrey(_ digit: Tensor, pixel: (row: Int, column: Int)) -> Figure {
        let side = digit.shape[0]
        let (top, left, size) = (pixel.row - 3, pixel.column - 4, 8)
        let part = digit[top..<(top + size), left..<(left + size)]
        // Places in the drawing: x to the right, y upwards, one unit a pixel.
        func outline(_ x: Int, _ y: Int, _ size: Int) -> [(Double, Double)] {
            let (x, y, size) = (Double(x), Double(side - y), Double(size))
            return [(x, y), (x + size, y), (x + size, y - size), (x, y - size), (x, y)]
        }
        let (window, mark) = (outline(left, top, size), outline(pixel.column, pixel.row, 1))
        return Figure(columns: 2, columnWidths: [0.5, 0.5]) {
            Diagram(width: Double(side) + 1, height: Double(side) + 1) {
                PictureMark(
                    Picture(digit.scalars, width: side, range: 0...255),
                    at: (Double(side) / 2, Double(side) / 2), width: side)
                Line(window.map(\.0), window.map(\.1), color: .data, weight: .thick)
                Line(mark.map(\.0), mark.map(\.1), color: .prediction, weight: .thick)
            }
            TensorBoxes(largestCell: 96) {
                TensorBox(
                    part.scalars, shape: part.shape,
                    title: "rows \(top) to \(top + size - 1), columns \(left) to \(left + size - 1)",
                    caption: "framed: row \(pixel.row), column \(pixel.column)", axes: [.none, .none],
                    map: .ink, range: 0...255
                ) { index, _ in index == [pixel.row - top, pixel.column - left] ? .prediction : nil }
            }
        }
    }

    /// One flat buffer read with several line lengths, and what one sees; below, a piece of the buffer with the
    /// breaks of each marked. The last length is the narrow one: its picture takes the whole height.
    static func oneBuffer(_ flat: Tensor, lengths: [(length: Int, verdict: String)]) -> Figure {
        let numbers = flat.scalars
        // A pixel of the pictures is one unit of the drawing, a number of the buffer below it 1.5 units.
        let (width, height, unit) = (184.0, 84.0, 1.5)
        // The piece begins with the first row of 28 that has ink.
        let (first, shown, left) = (28 * ((numbers.firstIndex { $0 > 0 } ?? 0) / 28), 96, 9.0)
        func total(_ count: Int) -> Double { Double(lengths[..<count].reduce(0) { $0 + $1.length }) }
        // The last name is wider than its picture by about 2 on each side.
        let gap = (width - 2 - total(lengths.count)) / Double(lengths.count - 1)
        let starts = lengths.indices.map { total($0) + gap * Double($0) }
        let row = Array(numbers[first..<(first + shown)])
        return Figure(
            Diagram(width: width, height: height) {
                for (place, (length, verdict)) in lengths.enumerated() {
                    let rows = (numbers.count + length - 1) / length
                    let padded = numbers + Array(repeating: 0, count: rows * length - numbers.count)
                    let middle = starts[place] + Double(length) / 2
                    PictureMark(
                        Picture(padded, width: length), at: (middle, height - 6.5 - Double(rows) / 2),
                        width: length, frame: ink(place))
                    Note(
                        "\(length) a line", at: (middle, height - 2.6), color: ink(place), size: 38,
                        isBold: true)
                    Note(verdict, at: (middle, height - 10.3 - Double(rows)), size: 34)
                }
                Note(
                    "a piece of the buffer, and where each reading begins a new line", at: (left, 37.2),
                    anchor: .left, size: 34)
                PictureMark(
                    Picture(row + row + row, width: shown), at: (left + Double(shown) * unit / 2, 32.6),
                    width: Double(shown) * unit)
                for (place, (length, _)) in lengths.enumerated() {
                    let y = 26.4 - 5.2 * Double(place)
                    Note(
                        "\(length)", at: (left - 2.2, y), anchor: .right, color: ink(place), size: 38,
                        isBold: true)
                    Line([left, left + Double(shown) * unit], [y, y], color: .neutral, weight: .thin)
                    for number in first...(first + shown) where number.isMultiple(of: length) {
                        let x = left + Double(number - first) * unit
                        Line([x, x], [y - 1.5, y + 1.9], color: ink(place), weight: .thick)
                    }
                }
            })
    }

    private static func ink(_ row: Int) -> Ink { .series([1, 0, 2, 3, 4][row % 5]) }

    /// A digit times two average digits: where both have ink the product has, and its sum is the score.
    static func templates(_ digit: Tensor, averages: [(name: String, picture: Tensor)]) -> Figure {
        Figure(
            ImageGrid(
                columns: 3, rowTitles: averages.map { "with the average \($0.name)" },
                columnTitles: ["the digit", "times an average", "is the product"],
                rowNotes: averages.map { average in
                    "all added up: \(formatted(Double((digit * average.picture).sum()), decimals: 1))"
                }, range: 0...1
            ) {
                averages.flatMap { average in
                    [digit, average.picture, digit * average.picture].map {
                        Tile($0.scalars, width: 28)
                    }
                }
            })
    }
}
