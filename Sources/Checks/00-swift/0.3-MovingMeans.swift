// 0.3 movingMeans
// points: 2
// minutes: 5
// difficulty: easy
// essential: yes
// hint: Write down where the windows of the example start, and where they would start with five numbers and width 3.
// hint: The last window ends with the list. So it starts at count − width, and that start is one of them.
// hint: Two loops: one over the starts, in it one over `start..<(start + width)` that adds to a sum; the sum begins with 0
//   for each window.

import Grading
import Nabla

struct Windows: Sendable {
    var list: [Scalar], width: Int

    /// The last start.
    var last: Int { list.count - width }
    /// The sum of some places, those beyond the end left out.
    func sum(_ places: Range<Int>) -> Scalar { places.clamped(to: 0..<list.count).reduce(0) { $0 + list[$1] } }
    /// A number for each of some starts: the sum of a window of some length, divided by something.
    func means(_ starts: some Sequence<Int>, length: Int? = nil, by divisor: Int? = nil) -> [Scalar] {
        starts.map { sum($0..<($0 + (length ?? width))) / Scalar(divisor ?? width) }
    }
}

let movingMeans = Check<Windows, [Scalar]>(result: "means") { c in
    c.inputs { generator in
        [(7, 3), (8, 4), (5, 5), (6, 2)].map { count, width in
            Windows(list: generator.nonZeroHalves([count], limit: 9).scalars, width: width)
        }
    }
    c.right { $0.means(0...$0.last) }
    c.wrong(.offByOne, "The last window is missing. It starts at count − width. Is that number in your range?") {
        $0.means(0..<$0.last)
    }
    c.wrong(.offByOne, "The first window is missing. It starts at 0.") { $0.means(Array(0...$0.last).dropFirst()) }
    c.wrong(
        .offByOne, "Each window holds one number too many. How many are in `start...(start + width)`?",
        { $0.means(0..<$0.last, length: $0.width + 1) },
        { $0.means(0..<$0.last, length: $0.width + 1, by: $0.width + 1) },
        { $0.means(0...$0.last, length: $0.width + 1) },
        { $0.means(0...$0.last, length: $0.width + 1, by: $0.width + 1) })
    c.wrong(
        .offByOne, "Each window holds one number too few. How many are in `start..<(start + width − 1)`?",
        { $0.means(0...$0.last, length: $0.width - 1) },
        { $0.means(0...$0.last, length: $0.width - 1, by: $0.width - 1) },
        { $0.means(0...$0.last + 1, length: $0.width - 1) },
        { $0.means(0...$0.last + 1, length: $0.width - 1, by: $0.width - 1) })
    c.wrong(.average, "These are the sums of the windows. A mean is divided by width.") {
        $0.means(0...$0.last, by: 1)
    }
    c.wrong(.average, "Divided by the length of the list. A window holds width numbers.") {
        $0.means(0...$0.last, by: $0.list.count)
    }
    c.wrong(
        .memory, "The sum goes on from window to window. Each begins again with 0.",
        { input in
            var sum: Scalar = 0
            return input.means(0...input.last, by: 1).map { window in
                sum += window
                return sum / Scalar(input.width)
            }
        })
    c.wrong("The windows do not overlap. The next one begins one place further, not behind the last.") {
        $0.means(stride(from: 0, through: $0.last, by: $0.width))
    }
    c.wrong(
        "There is a window for each number of the list, and the last ones reach beyond its end. A window has to fit.",
        { $0.means(0..<$0.list.count) },
        { input in
            (0..<input.list.count).map { start in
                let places = start..<min(start + input.width, input.list.count)
                return input.sum(places) / Scalar(places.count)
            }
        })
    c.wrong(
        "This is the mean of the whole list.", { [$0.sum(0..<$0.list.count) / Scalar($0.list.count)] },
        { input in (0...input.last).map { _ in input.sum(0..<input.list.count) / Scalar(input.list.count) } })
    c.wrong("Only the first window came back. Does the `return` stand inside of the loop?") { $0.means(0...0) }
    c.constant("the width", [3, 2]) { input, width in
        input.means(0...(input.list.count - width), length: width, by: width)
    }
    c.stops(
        """
        The list was read beyond its end. Where does the last window start, and which place of it is the last? Compare with \
        the two ranges.
        """
    ) { _ in ["Index out of range"] }
}
