import Foundation
import Grading
import Literate
import Nabla
import Text

/// A wrong result as lines and cells of a page, without its numbers: curves over each other, pictures side by side, the
/// boxes of two shapes. The first wrong place is ringed.
struct WrongPartHTML {
    private let part: WrongPart

    init(_ part: WrongPart) { self.part = part }

    var html: String {
        let body =
            switch part.kind {
            case .shapes: shape("expected", part.expected) + shape("received", part.received)
            case .curve: curve
            case .matrix, .sheets: sheets("expected", part.expected) + sheets("received", part.received)
            }
        return """
            <div class="pair drawn" role="group" aria-label="\(name): expected beside received">
            \(body)
            </div>
            """
    }

    private var name: String { VerdictHTML.text(part.name) }

    private func figure(_ caption: String, width: Double, height: Double, scale: Double, _ content: String) -> String {
        """
        <figure><figcaption>\(caption)</figcaption>\
        <svg viewBox="0 0 \(text(width)) \(text(height))" width="\(text(width * scale))" role="img" \
        aria-label="\(caption)">\(content)</svg></figure>

        """
    }

    private func text(_ number: Double) -> String {
        let rounded = (number * 10).rounded() / 10
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    // MARK: Curves

    private static let size = (width: 560.0, height: 180.0)
    /// More points than this are not told apart.
    private static let mostPoints = 256

    private var curve: String {
        let (right, came) = (part.expected.numbers.map(Double.init), part.received.numbers.map(Double.init))
        let first = part.firstWrong ?? 0
        let length = min(right.count, Self.mostPoints)
        let start = max(0, min(first - length / 2, right.count - length))
        let range = part.range
        let span = range.upperBound - range.lowerBound
        func point(_ index: Int, _ value: Double) -> (x: Double, y: Double)? {
            guard value.isFinite else { return nil }
            let share = span > 0 ? min(max((value - range.lowerBound) / span, -0.05), 1.05) : 0.5
            return (
                10 + Double(index - start) / Double(max(1, length - 1)) * (Self.size.width - 20),
                Self.size.height - 14 - share * (Self.size.height - 28)
            )
        }
        func line(_ values: [Double], _ kind: String) -> String {
            var path = ""
            var isDown = false
            for index in start..<start + length {
                guard let point = point(index, values[index]) else {
                    isDown = false
                    continue
                }
                // A point between two gaps is a dot: a line of no length with round ends.
                path += (isDown ? "L" : "M") + "\(text(point.x)) \(text(point.y))" + (isDown ? "" : "h0")
                isDown = true
            }
            return "<path class=\"\(kind)\" d=\"\(path)\"/>"
        }
        let middle = (x: Self.size.width / 2, y: Self.size.height / 2)
        let place = point(first, came[first]) ?? point(first, right[first]) ?? middle
        let ring = "<circle class=\"ring\" cx=\"\(text(place.x))\" cy=\"\(text(place.y))\" r=\"9\"/>"
        let axis = part.expected.extents.firstIndex { $0 > 1 } ?? 0
        let origin = part.expected.origin[axis]
        let caption =
            "\(name): <span class=\"right\">expected</span>, <span class=\"came\">received (dashed)</span>; "
            + "index \(origin + start) to \(origin + start + length - 1), values \(numberText(range.lowerBound)) to "
            + numberText(range.upperBound)
        let plain = "\(name), expected and received as curves"
        return """
            <figure><figcaption>\(caption)</figcaption>\
            <svg viewBox="0 0 \(text(Self.size.width)) \(text(Self.size.height))" width="\(text(Self.size.width))" role="img" \
            aria-label="\(plain)">\(line(right, "right"))\(line(came, "came"))\(ring)</svg></figure>

            """
    }

    // MARK: Pictures

    private static let mostSheets = 4

    private func sheets(_ title: String, _ block: NumberBlock) -> String {
        let size = block.sheetSize
        let count = size.rows * size.columns
        let first = part.firstWrong ?? 0
        let all = block.sheets
        let shown = min(all.count, Self.mostSheets)
        let start = max(0, min(first / count - shown / 2, all.count - shown))
        let drawn = (start..<start + shown).map { sheet -> String in
            let ring = sheet == first / count ? first % count : nil
            let scale = max(3, min(22, 260 / Double(max(size.rows, size.columns))))
            let outline = ring.map { place in
                let (x, y) = (place % size.columns, place / size.columns)
                return "<rect class=\"ring\" x=\"\(x)\" y=\"\(y)\" width=\"1\" height=\"1\"/>"
            }
            return figure(
                "\(name)\(all[sheet].name), \(title)", width: Double(size.columns), height: Double(size.rows),
                scale: scale, cells(Array(all[sheet].numbers), columns: size.columns) + (outline ?? ""))
        }
        return drawn.joined()
    }

    /// Cells of one colour are one path, and neighbours in a row one rectangle.
    private func cells(_ numbers: [Scalar], columns: Int) -> String {
        let largest = max(abs(part.range.lowerBound), abs(part.range.upperBound))
        func level(_ number: Scalar) -> Int {
            let share = largest > 0 ? min(1, max(-1, Double(number) / largest)) : 0
            return number.isNaN ? 9 : Int((share * 8).rounded())
        }
        var paths: [Int: String] = [:]
        var position = 0
        while position < numbers.count {
            let (row, column) = (position / columns, position % columns)
            let own = level(numbers[position])
            var length = 1
            while column + length < columns, level(numbers[position + length]) == own { length += 1 }
            if own != 0 { paths[own, default: ""] += "M\(column) \(row)h\(length)v1h-\(length)z" }
            position += length
        }
        let ground = "<rect class=\"ground\" width=\"\(columns)\" height=\"\(numbers.count / columns)\"/>"
        return ground
            + paths.sorted { $0.key < $1.key }.map { level, path in
                let kind = level == 9 ? "none" : level < 0 ? "low" : "high"
                let opacity = text(level == 9 ? 1 : Double(abs(level)) / 8)
                return "<path class=\"\(kind)\" fill-opacity=\"\(opacity)\" d=\"\(path)\"/>"
            }.joined()
    }

    // MARK: Shapes

    private func shape(_ title: String, _ block: NumberBlock) -> String {
        let shown = block.beginning(rows: 10, columns: 12, sheets: 1)
        let size = shown.sheetSize
        let caption = "\(name), \(title): shape \(block.shape)"
        guard !block.numbers.isEmpty else {
            return "<figure><figcaption>\(caption)</figcaption><p>no numbers</p></figure>\n"
        }
        let boxes = (0..<size.rows).flatMap { row in
            (0..<size.columns).map { "M\(Double($0) + 0.1) \(Double(row) + 0.1)h.8v.8h-.8z" }
        }
        return figure(
            caption, width: Double(size.columns), height: Double(size.rows), scale: 20,
            "<path class=\"box\" d=\"\(boxes.joined())\"/>")
    }
}
