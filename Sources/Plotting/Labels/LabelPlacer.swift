/// Finds places for labels where they cover neither each other nor what is drawn.
struct LabelPlacer {
    var area: Rectangle
    var obstacles = RectangleIndex()
    private var placed = RectangleIndex()

    init(area: Rectangle) { self.area = area }

    mutating func reserve(_ rectangle: Rectangle) { placed.insert(rectangle) }

    /// Takes the first of the candidates that costs least; a later one has to save more than `tolerance`. Covering a label
    /// costs more than covering a line, leaving the area most.
    mutating func place(_ candidates: [Rectangle], tolerance: Double = 1e-9) -> Int {
        var best = (index: 0, cost: Double.infinity)
        for (index, candidate) in candidates.enumerated() {
            let inside = candidate.overlap(with: area)
            let outside = 20 * (candidate.width * candidate.height - inside)
            let cost = outside + 8 * placed.overlap(with: candidate) + obstacles.overlap(with: candidate)
            if cost < best.cost - tolerance { best = (index, cost) }
            if cost == 0 { break }
        }
        placed.insert(candidates[best.index])
        return best.index
    }

    /// Takes the first candidate that covers nothing; nil where there is none.
    mutating func free(_ candidates: [Rectangle]) -> Rectangle? {
        let found = candidates.first { placed.overlap(with: $0) == 0 && obstacles.overlap(with: $0) == 0 }
        if let found { reserve(found) }
        return found
    }

    /// The eight places around a point, best first, near and then a little further off.
    static func around(_ point: Point, width: Double, height: Double, gap: Double) -> [Rectangle] {
        var found: [Rectangle] = []
        for factor in [1.0, 2.2, 4] {
            let (dx, dy) = (width / 2 + gap * factor, height / 2 + gap * factor * 0.6)
            let slant = 0.75
            let steps = [
                Point(0, -dy), Point(dx, 0), Point(0, dy), Point(-dx, 0),
                Point(dx * slant, -dy), Point(dx * slant, dy), Point(-dx * slant, -dy),
                Point(-dx * slant, dy),
            ]
            found += steps.map { Rectangle(center: point + $0, width: width, height: height) }
        }
        return found
    }
}

/// Moves the middles of labels in a column so that no two overlap and all lie in a range, each as near as
/// possible to where it wants to be (pool adjacent violators: labels in conflict move as one block).
///
/// Labels that together are taller than the range keep their order and share the room evenly.
func spreadLabels(_ wanted: [Double], heights: [Double], in range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { wanted[$0] != wanted[$1] ? wanted[$0] < wanted[$1] : $0 < $1 }
    let total = heights.reduce(0, +)
    let room = range.upperBound - range.lowerBound
    let squeeze = total > room && total > 0 ? room / total : 1

    /// Neighbours in the order of the column, from a first to a last one.
    struct Block {
        var members: ClosedRange<Int>
        var height: Double
        /// The sum of the tops that its members would like it to have.
        var wishes: Double
        var top: Double { wishes / Double(members.count) }

        func joined(_ below: Block) -> Block {
            Block(
                members: members.lowerBound...below.members.upperBound, height: height + below.height,
                wishes: wishes + below.wishes - Double(below.members.count) * height)
        }
    }
    func top(_ block: Block) -> Double {
        min(max(block.top, range.lowerBound), max(range.lowerBound, range.upperBound - block.height))
    }
    var blocks: [Block] = []
    for (place, index) in order.enumerated() {
        let height = heights[index] * squeeze
        var block = Block(members: place...place, height: height, wishes: wanted[index] - height / 2)
        while let above = blocks.last, top(above) + above.height > top(block) + 1e-9 {
            blocks.removeLast()
            block = above.joined(block)
        }
        blocks.append(block)
    }
    var result = wanted
    for block in blocks {
        var edge = top(block)
        for index in order[block.members] {
            result[index] = edge + heights[index] * squeeze / 2
            edge += heights[index] * squeeze
        }
    }
    return result
}
