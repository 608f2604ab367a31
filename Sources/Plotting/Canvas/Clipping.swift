// Cutting lines and areas at the edges of a box, before they reach the page.

/// A box that lines and areas are cut to. What lies outside is never moved to the edge: a line keeps its slope.
struct ClipBox {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>

    init(x: ClosedRange<Double>, y: ClosedRange<Double>) { (self.x, self.y) = (x, y) }

    init(_ box: Rectangle) { self.init(x: box.minX...box.maxX, y: box.minY...box.maxY) }

    /// The sides of the box that a point lies beyond, a bit for each (Cohen and Sutherland).
    private func sides(_ point: Point) -> UInt8 {
        (point.x < x.lowerBound ? 1 : 0) | (point.x > x.upperBound ? 2 : 0)
            | (point.y < y.lowerBound ? 4 : 0) | (point.y > y.upperBound ? 8 : 0)
    }

    /// The part of a line that lies in the box; nil where the line passes it by.
    ///
    /// Halves the line again and again (midpoint subdivision, Sproull and Sutherland 1968): a half is exact in
    /// floating point, so the slope survives ends as far away as numbers go, where dividing by a length would round it
    /// off.
    func part(from a: Point, to b: Point) -> (from: Point, to: Point)? {
        let (first, last) = (sides(a), sides(b))
        if first | last == 0 { return (a, b) }
        guard first & last == 0, let inner = innerPoint(a, first, b, last) else { return nil }
        return (first == 0 ? a : edge(between: a, and: inner), last == 0 ? b : edge(between: b, and: inner))
    }

    private func innerPoint(_ a: Point, _ first: UInt8, _ b: Point, _ last: UInt8) -> Point? {
        var (a, first, b, last) = (a, first, b, last)
        while first != 0, last != 0 {
            let middle = 0.5 * a + 0.5 * b
            guard middle != a, middle != b else { return nil }
            let beyond = sides(middle)
            if beyond & first != 0 { (a, first) = (middle, beyond) } else { (b, last) = (middle, beyond) }
            guard first & last == 0 else { return nil }
        }
        return first == 0 ? a : b
    }

    /// The last point inside on the way to one outside, to a billionth of the box.
    private func edge(between outside: Point, and inside: Point) -> Point {
        var (outside, inside) = (outside, inside)
        while !isNegligible(from: outside, to: inside) {
            let middle = 0.5 * outside + 0.5 * inside
            guard middle != outside, middle != inside else { break }
            if sides(middle) == 0 { inside = middle } else { outside = middle }
        }
        return inside
    }

    private func isNegligible(from a: Point, to b: Point) -> Bool {
        abs(0.5 * a.x - 0.5 * b.x) <= 0.5e-9 * (x.upperBound - x.lowerBound)
            && abs(0.5 * a.y - 0.5 * b.y) <= 0.5e-9 * (y.upperBound - y.lowerBound)
    }

    /// The parts of a line of many points, with nil between those that are not connected.
    func line(_ points: [Point?]) -> [Point?] {
        var parts: [Point?] = []
        parts.reserveCapacity(points.count)
        for (a, b) in zip(points, points.dropFirst()) {
            guard let a, let b, let (from, to) = part(from: a, to: b) else { continue }
            if let last = parts.last, last == from {
                parts.append(to)
            } else {
                parts += parts.isEmpty ? [from, to] : [nil, from, to]
            }
        }
        return parts
    }

    /// The part of an area that lies in the box (Sutherland and Hodgman 1974); empty where there is none.
    func area(_ corners: [Point]) -> [Point] {
        if corners.allSatisfy({ sides($0) == 0 }) { return corners }
        var corners = corners
        cut(&corners, \.x, at: x.lowerBound) { $0 >= x.lowerBound }
        cut(&corners, \.x, at: x.upperBound) { $0 <= x.upperBound }
        cut(&corners, \.y, at: y.lowerBound) { $0 >= y.lowerBound }
        cut(&corners, \.y, at: y.upperBound) { $0 <= y.upperBound }
        return corners
    }

    private func cut(
        _ corners: inout [Point], _ part: WritableKeyPath<Point, Double>, at edge: Double,
        keeps: (Double) -> Bool
    ) {
        guard var previous = corners.last else { return }
        var wasKept = keeps(previous[keyPath: part])
        var result: [Point] = []
        result.reserveCapacity(corners.count + 2)
        for corner in corners {
            let isKept = keeps(corner[keyPath: part])
            if isKept != wasKept {
                var (inside, outside) = wasKept ? (previous, corner) : (corner, previous)
                while !isNegligible(from: outside, to: inside) {
                    let middle = 0.5 * outside + 0.5 * inside
                    guard middle != outside, middle != inside else { break }
                    if keeps(middle[keyPath: part]) { inside = middle } else { outside = middle }
                }
                inside[keyPath: part] = edge
                result.append(inside)
            }
            if isKept { result.append(corner) }
            (previous, wasKept) = (corner, isKept)
        }
        corners = result
    }
}
