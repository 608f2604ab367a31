@testable import Plotting

extension Picture {
    /// The pixels whose red, green and blue are wanted, row by row.
    ///
    /// A figure has two million of them, and tests are not optimised: so there is no range and no slice in the loop, which would
    /// take a hundred times as long.
    func places(where isWanted: (UInt8, UInt8, UInt8) -> Bool) -> [(row: Int, column: Int)] {
        var found: [(row: Int, column: Int)] = []
        pixels.withUnsafeBufferPointer { pixels in
            let second = channels == 1 ? 0 : 1
            var (place, row, column) = (pixels.baseAddress!, 0, 0)
            while row < height {
                if isWanted(place[0], place[second], place[2 * second]) { found.append((row, column)) }
                place += channels
                column += 1
                if column == width { (row, column) = (row + 1, 0) }
            }
        }
        return found
    }

    /// The pixels of a colour, up to `apart` in each of its parts, row by row.
    func places(of color: Color, apart: Int = 0) -> [(row: Int, column: Int)] {
        let (red, green, blue) = color.bytes
        func isNear(_ one: UInt8, _ other: UInt8) -> Bool { one == other || abs(Int(one) - Int(other)) <= apart }
        return places { isNear($0, red) && isNear($1, green) && isNear($2, blue) }
    }
}
