import Foundation

/// From where a surface is seen, without perspective: equal lengths stay equal wherever they lie.
///
/// Places are in a box that reaches from −1 to 1 on the floor; heights are in units of x.
struct SurfaceView {
    /// The direction on the floor from which one looks, and how far up from it.
    let azimuth: Double
    let elevation: Double
    /// How deep the floor is for each unit of its width.
    let depth: Double

    /// Angles in degrees. At an azimuth of −60 x runs to the right and y to the back.
    init(azimuth: Double, elevation: Double, depth: Double = 1) {
        self.azimuth = azimuth * .pi / 180
        self.elevation = elevation * .pi / 180
        self.depth = depth
    }

    /// The place on the page, in units of the box, y downwards.
    func project(_ x: Double, _ y: Double, _ z: Double) -> Point {
        let across = -sin(azimuth) * x + cos(azimuth) * y * depth
        let towards = cos(azimuth) * x + sin(azimuth) * y * depth
        return Point(across, sin(elevation) * towards - cos(elevation) * z)
    }

    /// The direction on the floor towards the reader, of length 1.
    var towardsReader: (x: Double, y: Double) { (cos(azimuth), sin(azimuth)) }

    /// What a line of sight gains in height for each unit it comes nearer to the reader.
    var rise: Double { tan(elevation) }

    /// Whether nothing of a surface lies between a place and the reader: follows the line of sight over the floor
    /// and asks at each step whether the surface is higher.
    func sees(_ x: Double, _ y: Double, _ z: Double, over height: (Double, Double) -> Double) -> Bool {
        let (dx, dy) = (towardsReader.x, towardsReader.y / depth)
        let step = 0.02
        var walked = step
        while abs(x + walked * dx) <= 1, abs(y + walked * dy) <= 1 {
            // The small lift keeps a place on the surface from being hidden by its own neighbourhood.
            if height(x + walked * dx, y + walked * dy) > z + walked * rise + 0.006 { return false }
            walked += step
        }
        return true
    }
}
