import Foundation
import Nabla

/// Thirteen basic operations on tensors, which `peers/basics_numpy.py` does with NumPy, and three of the Transformer's, which
/// `peers/basics_pytorch.py` does with PyTorch.
///
/// Prints one JSON object: the name of each operation and the median microseconds of a call.
func basics(_ options: Options) -> String {
    LinearAlgebraLibrary.threads = options.threads
    var generator = SeededGenerator(seed: options.seed)
    let x = Tensor(randomNormal: [1000, 1000], using: &generator)
    let y = Tensor(randomNormal: [1000, 1000], using: &generator)
    let row = Tensor(randomNormal: [1000], using: &generator)
    let column = Tensor(randomNormal: [1000, 1], using: &generator)
    let small = Tensor(randomNormal: [32, 64], using: &generator)
    let smallRight = Tensor(randomNormal: [64, 32], using: &generator)
    let images = Tensor(randomNormal: [20_000, 784], using: &generator)
    let chosen = (0..<1000).map { _ in Int.random(in: 0..<20_000, using: &generator) }
    let left = Tensor(randomNormal: [128, 64, 32], using: &generator)
    let right = Tensor(randomNormal: [128, 32, 64], using: &generator)
    let (norm, sequences) = (LayerNorm(256), Tensor(randomNormal: [32, 64, 256], using: &generator))
    let heads = Variable.constant(left)
    var sink: Scalar = 0

    let operations: [(String, () -> Void)] = [
        ("add", { sink += (x + y)[0, 0].item }),
        ("add a row", { sink += (x + row)[0, 0].item }),
        ("add a column", { sink += (x + column)[0, 0].item }),
        ("transpose and add", { sink += (x.transposed() + y)[0, 0].item }),
        ("exp", { sink += exp(x)[0, 0].item }),
        ("softmax", { sink += softmax(x)[0, 0].item }),
        ("sum", { sink += x.sum() }),
        ("sum along axis 0", { sink += x.sum(alongAxes: 0)[0].item }),
        ("sum along axis 1", { sink += x.sum(alongAxes: 1)[0].item }),
        ("largest along axis 1", { sink += x.max(alongAxes: 1)[0].item }),
        ("gather 1000 rows", { sink += images.gathering(chosen)[0, 0].item }),
        ("matmul 32·64·32", { sink += matmul(small, smallRight)[0, 0].item }),
        ("matmul 1000·1000·1000", { sink += matmul(x, y)[0, 0].item }),
        ("matmul 128 × 64·32·64", { sink += matmul(left, right)[0, 0, 0].item }),
        ("layer norm 2048 × 256", { sink += norm.predict(sequences)[0, 0, 0].item }),
        (
            "attention 128 × 64·32",
            { sink += attention(queries: heads, keys: heads, values: heads).output.value[0, 0, 0].item }
        ),
    ]
    let fields = operations.map { name, operation in
        "\"\(name)\": \(String(format: "%.3f", medianMicroseconds(operation)))"
    }
    return sink.isFinite ? "{\(fields.joined(separator: ", "))}" : "{}"
}

/// The median time of a call, over a quarter of a second and at least seven calls, after three for warming up.
private func medianMicroseconds(_ work: () -> Void) -> Double {
    for _ in 0..<3 { work() }
    var times: [Double] = []
    var total = 0.0
    while total < 0.25 || times.count < 7 {
        let seconds = time(work)
        times.append(seconds)
        total += seconds
    }
    return times.sorted()[times.count / 2] * 1e6
}
