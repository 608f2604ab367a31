/// Which of the dark things on a sheet are the digit.
struct Selection {
    struct Problem: Error {
        let what: String
        let hint: String
    }

    /// For each pixel whether it belongs to the digit.
    let isInk: [Bool]
    let area: Int
    let rows: Range<Int>
    let columns: Range<Int>
    /// Nearly the strongest contrast of the digit: a single dark pixel must not make all others pale.
    let strength: Float
    private(set) var remarks: [String] = []
    private let width: Int

    /// Chooses among the connected components of a mask. Requires: the mask is not empty.
    init(_ mask: [Bool], _ levels: SheetLevels) throws {
        width = levels.width
        let found = InkComponents(mask, width: levels.width, height: levels.height)
        let all = found.components
        let large = all.indices.filter { all[$0].length >= max(4, levels.side * 3 / 100) }
        guard !large.isEmpty else {
            let longest = all.map(\.length).max() ?? 0
            throw Problem(
                what: "there is nothing but specks on it, none longer than \(levels.scale * longest) of "
                    + "\(levels.scale * levels.side) pixels", hint: "draw the digit larger")
        }
        let edges = large.filter { number in
            found.liesAlongTheEdge(number)
                || found.isFrame(number) && large.contains { all[number].encloses(all[$0]) }
        }
        var kept = large
        // Where nothing is left, the digit itself reaches to the edge.
        if !edges.isEmpty, edges.count < large.count {
            kept.removeAll { edges.contains($0) }
            remarks.append("a frame or an edge around the digit was left out")
        }
        let main = kept.max { all[$0].area < all[$1].area }!
        let fillsTheSheet =
            all[main].rows.count * 10 >= levels.height * 8 && all[main].columns.count * 10 >= levels.width * 8
        guard !fillsTheSheet || !found.isFrame(main) else {
            throw Problem(what: "there is a frame around nothing on it", hint: "draw a digit in the middle")
        }
        let parts = try Self.parts(of: main, among: kept, all)
        let specks = large.count - kept.count
        let left = all.count - parts.count - specks
        if left > 0 { remarks.append(left == 1 ? "a speck was left out" : "\(left) specks were left out") }

        rows = parts.map { all[$0].rows.lowerBound }.min()!..<parts.map { all[$0].rows.upperBound }.max()!
        columns =
            parts.map { all[$0].columns.lowerBound }.min()!..<parts.map { all[$0].columns.upperBound }.max()!
        area = parts.reduce(0) { $0 + all[$1].area }
        // A 1 fills its rectangle, too, but that is narrow.
        guard area * 100 < 85 * rows.count * columns.count || columns.count * 5 < rows.count * 2 else {
            throw Problem(
                what: "there is a solid patch on it and no stroke", hint: "draw the digit with a pen")
        }
        let isPart = all.indices.map(parts.contains)
        isInk = found.labels.map { $0 >= 0 && isPart[$0] }
        let contrasts = levels.contrast.indices.filter { [isInk] in isInk[$0] }.map { levels.contrast[$0] }
        strength = contrasts.sorted()[contrasts.count * 95 / 100]
    }

    /// The strokes of the digit: the largest component and what is not far from it. Digits beside each other are refused.
    private static func parts(
        of main: Int, among kept: [Int], _ all: [InkComponents.Component]
    ) throws -> [Int] {
        try kept.filter { number in
            if number == main { return true }
            let gap = all[main].gap(to: all[number])
            let apart = max(gap.down, gap.across)
            let length = max(all[main].length, all[number].length)
            if apart * 100 >= length * 12, all[number].length * 2 >= length,
                all[number].area * 4 >= all[main].area
            {
                throw Problem(
                    what: "there are several things on it, apart from each other",
                    hint: "draw one digit on a sheet")
            }
            return apart * 2 <= all[main].length && all[number].area * 25 >= all[main].area
        }
    }

    /// Whether a pixel belongs to the digit or touches one that does: the soft rim of its strokes.
    func isNearInk(_ pixel: Int) -> Bool {
        let (row, column) = (pixel / width, pixel % width)
        for y in max(0, row - 1)...min(isInk.count / width - 1, row + 1) {
            for x in max(0, column - 1)...min(width - 1, column + 1) where isInk[y * width + x] {
                return true
            }
        }
        return false
    }
}
