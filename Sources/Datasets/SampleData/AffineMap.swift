#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Affine map of an image about its center: rotate, scale, shear, mirror and shift, p′ = A·p + shift. Made for data
/// augmentation.
///
///     let turned = AffineMap(degrees: 10).applied(to: images)
///     let varied = AffineMap.applied((0..<64).map { _ in .random(degrees: 10, shift: 2, using: &generator) }, to: images)
///
/// A pixel of the result is read from where it came from, bilinearly; what lies outside of the image is 0. Shapes: [N, H, W]
/// → the same.
public struct AffineMap: Equatable, Sendable {
    /// Rows of A, for (x, y) with y down.
    public let matrix: [Scalar]
    public let right: Scalar
    public let down: Scalar

    /// - Parameters:
    ///   - degrees: rotation, clockwise as it is seen.
    ///   - scaleX: of x; −1 mirrors.
    ///   - scaleY: of y; −1 mirrors.
    ///   - shear: how far to the right a point moves for each pixel further down.
    ///   - right: shift in pixels, after everything else.
    ///   - down: shift in pixels, after everything else.
    public init(
        degrees: Scalar = 0, scaleX: Scalar = 1, scaleY: Scalar = 1, shear: Scalar = 0, right: Scalar = 0,
        down: Scalar = 0
    ) {
        require(
            scaleX != 0 && scaleY != 0,
            "AffineMap: expected scales other than 0, but got \(scaleX) and \(scaleY); −1 mirrors")
        let angle = Double(degrees) * .pi / 180
        let (c, s) = (Scalar(cos(angle)), Scalar(sin(angle)))
        // Shear first, then scale, then rotate.
        matrix = [c * scaleX, c * scaleX * shear - s * scaleY, s * scaleX, s * scaleX * shear + c * scaleY]
        (self.right, self.down) = (right, down)
    }

    /// As with plain numbers, NaN equals nothing; arrays that share their storage would not look.
    public static func == (a: AffineMap, b: AffineMap) -> Bool {
        a.matrix.elementsEqual(b.matrix) && a.right == b.right && a.down == b.down
    }

    /// A map drawn evenly: a rotation of up to so many degrees and a shift of up to so many pixels, each way.
    public static func random(
        degrees: Scalar, shift: Scalar, using generator: inout SeededGenerator
    ) -> AffineMap {
        func drawn(_ limit: Scalar) -> Scalar { limit * Scalar(2 * generator.nextUniform() - 1) }
        return AffineMap(degrees: drawn(degrees), right: drawn(shift), down: drawn(shift))
    }

    /// Maps every image alike.
    public func applied(to images: Tensor) -> Tensor {
        Self.applied([AffineMap](repeating: self, count: images.shape[0]), to: images)
    }

    /// Maps each image in its own way.
    public static func applied(_ maps: [AffineMap], to images: Tensor) -> Tensor {
        require(
            images.rank == 3 && images.shape[0] == maps.count,
            "AffineMap: expected images of shape [\(maps.count), H, W] for \(maps.count) maps, but got \(images.shape)")
        let (height, width) = (images.shape[1], images.shape[2])
        let source = images.scalars
        var result = [Scalar](repeating: 0, count: source.count)
        for (number, map) in maps.enumerated() {
            map.read(source, into: &result, from: number * height * width, height: height, width: width)
        }
        return Tensor(scalars: result, shape: images.shape)
    }

    private func read(_ source: [Scalar], into result: inout [Scalar], from start: Int, height: Int, width: Int) {
        let determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2]
        let (a, b) = (matrix[3] / determinant, -matrix[1] / determinant)
        let (c, d) = (-matrix[2] / determinant, matrix[0] / determinant)
        let (middleX, middleY) = (Scalar(width - 1) / 2, Scalar(height - 1) / 2)
        func pixel(_ row: Int, _ column: Int) -> Scalar {
            row >= 0 && row < height && column >= 0 && column < width ? source[start + row * width + column] : 0
        }
        for row in 0..<height {
            for column in 0..<width {
                let (u, v) = (Scalar(column) - middleX - right, Scalar(row) - middleY - down)
                let (x, y) = (a * u + b * v + middleX, c * u + d * v + middleY)
                guard x > -1, y > -1, x < Scalar(width), y < Scalar(height) else { continue }
                let (left, top) = (x.rounded(.down), y.rounded(.down))
                let (i, j, p, q) = (Int(top), Int(left), x - left, y - top)
                let upper = (1 - p) * pixel(i, j) + p * pixel(i, j + 1)
                let lower = (1 - p) * pixel(i + 1, j) + p * pixel(i + 1, j + 1)
                result[start + row * width + column] = (1 - q) * upper + q * lower
            }
        }
    }
}
