import Tensors
import Testing

/// Tensors that do not lie row by row, large enough that several cores share the walk.
@Suite("Transposed and permuted tensors")
struct StridedTests {
    /// Counts up, so that every element says where it came from.
    private func counting(_ shape: [Int]) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map { Scalar($0) }, shape: shape)
    }

    @Test("transpose and add", arguments: [(3, 5), (33, 70), (64, 64), (257, 300)])
    func transposeAndAdd(rows: Int, columns: Int) {
        let x = counting([columns, rows])
        let y = counting([rows, columns])
        let sum = x.transposed() + y
        let swapped = y + x.transposed()
        for i in 0..<rows {
            for j in 0..<columns {
                let expected = Scalar(j * rows + i) + Scalar(i * columns + j)
                guard sum[i, j].item == expected, swapped[i, j].item == expected else {
                    Issue.record("wrong at [\(i), \(j)] of \(rows) by \(columns)")
                    return
                }
            }
        }
    }

    @Test("any order of axes", arguments: [[0, 2, 1], [1, 0, 2], [2, 1, 0], [2, 0, 1], [1, 2, 0]])
    func permutations(order: [Int]) {
        let shape = [37, 41, 65]
        let permuted = counting(shape).transposed(permutation: order)
        // `scalars` copies row by row; the place of every element follows from its index.
        let scalars = permuted.scalars
        let steps = [41 * 65, 65, 1]
        var place = 0
        var wrong = 0
        for i in 0..<shape[order[0]] {
            for j in 0..<shape[order[1]] {
                for k in 0..<shape[order[2]] {
                    let source = i * steps[order[0]] + j * steps[order[1]] + k * steps[order[2]]
                    if scalars[place] != Scalar(source) { wrong += 1 }
                    place += 1
                }
            }
        }
        #expect(wrong == 0)
    }

    @Test("assigning a transpose to a part")
    func assignment() {
        var x = Tensor(zeros: [100, 120])
        let part = counting([80, 60])
        x[20..<80, 30..<110] = part.transposed()
        #expect(x[20..<80, 30..<110] == part.transposed())
        #expect(x.sum() == part.sum())
    }

    @Test(
        "sums along each axis of three",
        arguments: [[2, 3, 4], [300, 5, 7], [3, 700, 90], [1, 2, 70_000]])
    func sums(shape: [Int]) {
        let x = counting(shape) - Scalar(shape.reduce(1, *)) / 2
        for axis in 0..<3 {
            let moved = x.transposed(permutation: [0, 1, 2].filter { $0 != axis } + [axis])
            let flat = moved.reshaped(to: [-1, shape[axis]])
            let rows = (0..<flat.shape[0]).map { row in
                flat[row].scalars.reduce(0.0) { $0 + Double($1) }
            }
            let came = x.sum(alongAxes: axis).scalars
            let scale = Double(shape[axis]) * Double(x.size)
            #expect(Swift.zip(rows, came).allSatisfy { abs($0 - Double($1)) <= 1e-7 * scale })
        }
    }
}
