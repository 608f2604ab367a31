/// What an operation says before it stops because shapes are not compatible; nil when they are.
///
/// The operations take their own messages from here, so that a lesson or a program can ask first and read the very
/// words that it would be stopped with.
public enum ShapeError {
    /// Why there can be no tensor of a shape: a length is negative, or the elements are too many for any memory.
    public static func size(_ shape: [Int], operation: String = "Tensor") -> String? {
        guard countedElements(of: shape) == nil else { return nil }
        if shape.contains(where: { $0 < 0 }) {
            return "\(operation): expected lengths that are not negative, but got shape \(shape)"
        }
        return
            "\(operation): expected fewer than 2⁶⁰ elements, but got shape \(shape); no memory holds so many"
    }

    /// Why two shapes cannot be combined element by element.
    ///
    ///     ShapeError.broadcast([2, 3], [2])   // "+: expected shapes that fit, compared from the right …"
    public static func broadcast(_ a: [Int], _ b: [Int], operation: String = "+") -> String? {
        guard broadcastShape(a, b) == nil else { return nil }
        return
            "\(operation): expected compatible shapes, compared from the right (equal lengths, or 1), but got "
            + "\(a) and \(b)" + broadcastHint(a, b)
    }

    /// Why the elements of one shape cannot be given another. One of the new lengths may be −1.
    public static func reshape(_ shape: [Int], to newShape: [Int]) -> String? {
        guard resolved(newShape, size: elementCount(of: shape)) == nil else { return nil }
        return
            "reshaped: expected a shape with \(elementCount(of: shape)) elements, as \(shape) has, but got "
            + "\(newShape); a reshape keeps every element"
    }

    /// Why two shapes cannot be multiplied as matrices.
    ///
    /// Shapes: [M, K]·[K, N] fits, and so do [K]·[K, N], [M, K]·[K] and, with leading axes that are compatible as in a
    /// broadcast, [A, …, M, K]·[A, …, K, N].
    public static func matmul(_ a: [Int], _ b: [Int]) -> String? {
        guard a.count >= 1, b.count >= 1, a.count >= 2 || b.count <= 2 else {
            return "matmul: expected a matrix (or vector) on each side, but got \(a) · \(b)"
                + (a.count == 1 && b.count > 2 ? "; make the vector a row: expanded(atAxis: 0)" : "")
        }
        let inner = b.count == 1 ? b[0] : b[b.count - 2]
        guard a[a.count - 1] == inner else {
            return "matmul: inner lengths must agree, but got \(a) · \(b)" + transposeHint(a, b)
        }
        guard b.count <= 2 || broadcastShape(Array(a.dropLast(2)), Array(b.dropLast(2))) != nil else {
            return
                "matmul: expected leading axes \(Array(a.dropLast(2))) and \(Array(b.dropLast(2))) that are compatible "
                + "(equal lengths, or 1), but got \(a) · \(b); each matrix of the left is multiplied by its partner "
                + "on the right"
        }
        return nil
    }

    /// Why a loss refuses to compare predictions with expected values. Shapes that could be broadcast are refused, too:
    /// `[N, 1]` against `[N]` would compare every prediction with every expected value.
    public static func loss(predicted: [Int], expected: [Int], operation: String = "meanSquaredError")
        -> String?
    {
        guard predicted != expected else { return nil }
        var hint = "each prediction needs its own expected value"
        if predicted.count == expected.count + 1, predicted.last == 1 {
            hint =
                "did you mean expected.reshaped(to: \(predicted))? [N, 1] against [N] would compare every pair"
        } else if expected.count == predicted.count + 1, expected.last == 1 {
            hint =
                "did you mean predicted.reshaped(to: \(expected))? [N] against [N, 1] would compare every pair"
        }
        return "\(operation): expected two of one shape, but got \(predicted) and \(expected); \(hint)"
    }

    /// Why indices cannot select from a shape: too many of them, or one that is out of range.
    public static func index(_ indices: any TensorIndex..., shape: [Int]) -> String? {
        index(indices, shape: shape)
    }

    /// The same with the indices in an array.
    public static func index(_ indices: [any TensorIndex], shape: [Int]) -> String? {
        guard indices.count <= shape.count else {
            return
                "x[…]: expected at most \(shape.count) indices for shape \(shape), but got \(indices.count)"
        }
        for (axis, index) in indices.enumerated() {
            let range = index.selection(length: shape[axis]).range
            guard range.lowerBound < 0 || range.upperBound > shape[axis] else { continue }
            return "x[…]: expected an index within 0..<\(shape[axis]) along axis \(axis), but got \(index); "
                + "the shape is \(shape)"
        }
        return nil
    }

    /// A new shape with its −1 worked out; nil when it does not hold exactly so many elements.
    static func resolved(_ newShape: [Int], size: Int) -> [Int]? {
        var resolved = newShape
        if let unknown = newShape.firstIndex(of: -1) {
            guard let known = countedElements(of: newShape.filter { $0 != -1 }) else { return nil }
            resolved[unknown] = known > 0 ? size / known : 0
        }
        return countedElements(of: resolved) == size ? resolved : nil
    }

    private static func broadcastHint(_ a: [Int], _ b: [Int]) -> String {
        if (a.count == 2 && b == [a[0]]) || (b.count == 2 && a == [b[0]]) {
            return "; did you mean expanded(atAxis: 1), which makes the vector a column?"
        }
        return "; a missing axis counts as 1 and is added on the left"
    }

    static func transposeHint(_ a: [Int], _ b: [Int]) -> String {
        if b.count >= 2, b.last == a.last { return "; did you mean b.transposed()?" }
        if a.count >= 2, a[a.count - 2] == b[max(0, b.count - 2)] { return "; did you mean a.transposed()?" }
        return "; the last axis of the left must be as long as the \(b.count > 2 ? "last but one" : "first") axis "
            + "of the right"
    }
}
