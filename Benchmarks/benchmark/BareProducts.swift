import Foundation
import Nabla

/// The matrix products of one update and nothing else: the limit below which no training of this model with this
/// library gets.
///
/// A convolution counts as the product with its unrolled windows, a recurrent layer as if its steps were one product,
/// which the chain from step to step does not allow.
struct BareProducts {
    /// A layer x·W: N rows of D numbers to K numbers. Three products, or two where nobody asks for the gradient of x.
    /// More than one of a kind: as one product over a leading axis, as attention has for each sample.
    struct Layer {
        let rows: Int
        let inputs: Int
        let outputs: Int
        var isFirst = false
        var count = 1
    }

    private let factors: [(x: Tensor, weight: Tensor, dy: Tensor, isFirst: Bool)]

    init(_ layers: [Layer]) {
        var generator = SeededGenerator(seed: 1)
        factors = layers.map { layer in
            func matrix(_ rows: Int, _ columns: Int) -> Tensor {
                Tensor(
                    randomNormal: layer.count == 1 ? [rows, columns] : [layer.count, rows, columns], using: &generator)
            }
            return (
                matrix(layer.rows, layer.inputs), matrix(layer.inputs, layer.outputs),
                matrix(layer.rows, layer.outputs), layer.isFirst
            )
        }
    }

    /// The seconds that the products of so many updates take, each time measured on a tenth of them.
    func seconds(updates: Double, times: Int) -> [Double] {
        let measured = max(1, Int(updates / 10))
        run()
        return (0..<times).map { _ in
            time { for _ in 0..<measured { run() } } * updates / Double(measured)
        }
    }

    private func run() {
        for (x, weight, dy, isFirst) in factors {
            _ = matmul(x, weight)
            _ = matmul(across(x), dy)
            if !isFirst { _ = matmul(dy, across(weight)) }
        }
    }

    private func across(_ x: Tensor) -> Tensor {
        x.rank == 2 ? x.transposed() : x.transposed(permutation: [0, 2, 1])
    }
}
