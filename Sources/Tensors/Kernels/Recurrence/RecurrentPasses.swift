// The forward and the backward pass of a recurrent layer through time (backpropagation through time).
//
// Letters: N samples, T steps, D features, H units, B blocks of columns in the weights.

/// The results of a recurrent layer's forward pass through time, and what the backward pass needs of it.
public struct RecurrentCache: Sendable {
    /// The state after each step. Shape: [N, T, H].
    public let outputs: Tensor
    /// The cell state after the last step; of an LSTM only, the others carry it along unchanged. Shape: [N, H].
    public let lastCell: Tensor
    /// The hidden state before each step. Shape: [N, T, H].
    public let previousHidden: Tensor
    /// What the cell caches, such as its gates. Shape: [N, T, cacheSize·H].
    let cached: Tensor

    /// A block of what the cell cached: for an LSTM 0…3 are the gates i, f, g, o after their activations and 4 the cell
    /// state before the step; for a GRU 0…2 are r, z, n. Shape: [N, T, H].
    public func block(_ number: Int) -> Tensor {
        let units = outputs.shape[2]
        return cached[.all, .all, (number * units)..<((number + 1) * units)]
    }
}

/// Computes the forward pass of a recurrent layer: at each time step the preactivations x·W + b + h·U, and from them the
/// cell's next state. A chain, in which each step needs the one before.
///
/// Each core takes half of the samples through all steps, so that no step waits for the other core; the weights are
/// packed once for all (see `PackedMatrix`). The input's projection x·W + b is computed in each step too, just before it
/// is used: for all steps at once it would be written to main memory and read again. Of a sample that is alone, each core
/// takes half of the units (see `StripedMatrix`).
///
/// Shapes: x [N, T, D], inputWeight [D, B·H], bias [B·H], weight [H, B·H], recurrentBias [B·H] or none, hidden [N, H],
/// cell [N, H].
public func recurrentForward(
    _ kind: RecurrentKind, _ x: Tensor, inputWeight: Tensor, bias: Tensor, weight: Tensor,
    recurrentBias: Tensor?, hidden: Tensor, cell: Tensor
) -> RecurrentCache {
    let kernel = kind.kernel
    let (samples, steps, units) = (x.shape[0], x.shape[1], weight.shape[0])
    let results = makeTensors([
        [samples, steps, units], [samples, steps, units], [samples, steps, kernel.cacheSize * units], [samples, units],
    ]) { results in
        withElements(of: [x, bias, recurrentBias ?? Tensor(zeros: bias.shape), hidden, cell]) { inputs in
            let pass = ForwardPass(
                kernel: kernel, samples: samples, steps: steps, features: x.shape[2], units: units, x: inputs[0],
                bias: inputs[1], recurrentBias: inputs[2], hidden: inputs[3], cell: inputs[4], outputs: results[0],
                previous: results[1], cached: results[2], lastCell: results[3])
            if samples == 1 {
                pass.runAlone(inputWeight, weight)
            } else {
                pass.run(PackedMatrix(inputWeight), PackedMatrix(weight))
            }
        }
    }
    return RecurrentCache(
        outputs: results[0], lastCell: results[3], previousHidden: results[1], cached: results[2])
}

/// What a forward pass reads and writes; the shapes are those of `recurrentForward` and `RecurrentCache`.
private struct ForwardPass {
    typealias In = UnsafePointer<Scalar>
    typealias Out = UnsafeMutablePointer<Scalar>

    let kernel: any CellKernel
    let samples, steps, features, units: Int
    let x, bias, recurrentBias, hidden, cell: In
    let outputs, previous, cached, lastCell: Out

    private var width: Int { kernel.blocks * units }
    private var cacheWidth: Int { kernel.cacheSize * units }

    /// Each core some of the samples.
    func run(_ input: PackedMatrix, _ state: PackedMatrix) {
        let separate = kernel.hasSeparateHiddenProjection
        forEachPart(of: samples, work: steps * units * width) { rows in
            let (first, count) = (rows.lowerBound, rows.count)
            _ = makeTensors([[count, units], [count, units], [count, width], [count, width]]) { scratch in
                let (h, c, p) = (scratch[0], scratch[1], scratch[2])
                let q = separate ? scratch[3] : p
                copy(hidden + first * units, to: h, count * units)
                copy(cell + first * units, to: c, count * units)
                for step in 0..<steps {
                    repeatRow(bias, width, times: count, to: p)
                    input.addProduct(
                        x + (first * steps + step) * features, step: steps * features, samples: count, to: p)
                    if separate { repeatRow(recurrentBias, width, times: count, to: q) }
                    state.addProduct(h, step: units, samples: count, to: q)
                    for row in 0..<count {
                        let (place, h) = ((first + row) * steps + step, h + row * units)
                        copy(h, to: previous + place * units, units)
                        kernel.forward(
                            p + row * width, q + row * width, h, next: outputs + place * units, c + row * units,
                            cached + place * cacheWidth, units: units, 0..<units)
                        copy(outputs + place * units, to: h, units)
                    }
                }
                copy(c, to: lastCell + first * units, count * units)
            }
        }
    }

    /// One sample: each core some of the units. Where a step has less than a few microseconds of work, one core does all.
    func runAlone(_ inputWeight: Tensor, _ weight: Tensor) {
        let cores = min(LinearAlgebraLibrary.threads, steps < 16 ? 1 : units / 16, units * width / 65_536)
        let (blocks, strips) = (kernel.blocks, max(1, cores))
        let state = StripedMatrix(weight, blocks: blocks, strips: strips, products: steps)
        // On one core sixteen steps are projected together: they read the input's weights once.
        let together = strips == 1 ? min(16, steps) : 1
        let packed = together > 1 ? PackedMatrix(inputWeight) : nil
        let input = together > 1 ? nil : StripedMatrix(inputWeight, blocks: blocks, strips: strips, products: steps)
        let separate = kernel.hasSeparateHiddenProjection
        copy(cell, to: lastCell, units)
        withScratch((together + 1) * width, cleared: false) { projections in
            for step in 0..<steps {
                if let packed, step % together == 0 {
                    let rows = min(together, steps - step)
                    repeatRow(bias, width, times: rows, to: projections)
                    withDenormalsFlushed {
                        packed.addProduct(x + step * features, step: features, samples: rows, to: projections)
                    }
                }
                let p = projections + step % together * width
                let q = separate ? projections + together * width : p
                let h = step == 0 ? hidden : In(outputs + (step - 1) * units)
                parallel(strips, grain: 1, flushingDenormals: true) { range in
                    for strip in range {
                        let own = state.units(of: strip)
                        for first in stride(from: own.lowerBound, to: width, by: units) {
                            if input != nil { copy(bias + first, to: p + first, own.count) }
                            if separate { copy(recurrentBias + first, to: q + first, own.count) }
                        }
                        let isOdd = step % 2 == 1
                        input?.addProduct(x + step * features, strip: strip, fromLastRow: isOdd, to: p)
                        state.addProduct(h, strip: strip, fromLastRow: isOdd, to: q)
                        copy(h + own.lowerBound, to: previous + step * units + own.lowerBound, own.count)
                        kernel.forward(
                            p, q, h, next: outputs + step * units, lastCell, cached + step * cacheWidth, units: units,
                            own)
                    }
                }
            }
        }
    }
}

/// The gradients that backpropagation through time computes.
public struct RecurrentGradients: Sendable {
    /// With respect to the input's projection x·W + b. Shape: [N, T, B·H].
    public let inputProjection: Tensor
    /// With respect to the state's projection h·U (of a GRU h·U + c); for all but the GRU the same. Shape: [N, T, B·H].
    public let hiddenProjection: Tensor
    /// With respect to the hidden state before the first step. Shape: [N, H].
    public let hidden: Tensor
    /// With respect to the cell state before the first step. Shape: [N, H].
    public let cell: Tensor
}

/// Computes the backward pass through time: the chain rule, last step first. A state is used twice, by its output and by
/// the next step; the two gradients add up.
///
/// The gradient of the weights is not part of the chain: `previousHidden`ᵀ·`hiddenProjection` over all samples and steps
/// is one product, made afterwards.
///
/// Shapes: outputGradient [N, T, H] or none, lastCellGradient [N, H] or none.
public func recurrentBackward(
    _ kind: RecurrentKind, _ cache: RecurrentCache, weight: Tensor, outputGradient: Tensor?,
    lastCellGradient: Tensor?
) -> RecurrentGradients {
    let kernel = kind.kernel
    let (samples, steps) = (cache.outputs.shape[0], cache.outputs.shape[1])
    let (units, width) = (weight.shape[0], weight.shape[1])
    let cacheWidth = kernel.cacheSize * units
    let packed = PackedMatrix(weight.transposed())
    let outputGradient = outputGradient ?? Tensor(zeros: [samples, steps, units])
    let lastCellGradient = lastCellGradient ?? Tensor(zeros: [samples, units])
    let separate = kernel.hasSeparateHiddenProjection
    let results = makeTensors([
        [samples, units], [samples, units], [samples, steps, width], [separate ? samples : 0, steps, width],
    ]) { results in
        let (dp, dq) = (results[2], results[3])
        withElements(of: [outputGradient, lastCellGradient, cache.cached, cache.previousHidden]) { inputs in
            let (dy, cached, previous) = (inputs[0], inputs[2], inputs[3])
            forEachPart(of: samples, work: steps * units * width) { rows in
                let (first, count) = (rows.lowerBound, rows.count)
                _ = makeTensors([[count, width]]) { scratch in
                    let d = scratch[0]
                    let (dh, dc) = (results[0] + first * units, results[1] + first * units)
                    for i in 0..<(count * units) { dh[i] = 0 }
                    copy(inputs[1] + first * units, to: dc, count * units)
                    for step in stride(from: steps - 1, through: 0, by: -1) {
                        for row in 0..<count {
                            let place = (first + row) * steps + step
                            add(dy + place * units, to: dh + row * units, units)
                            let q = separate ? dq + place * width : d + row * width
                            kernel.backward(
                                cached + place * cacheWidth, previous + place * units, dh + row * units,
                                dc + row * units,
                                dp + place * width, q, units: units)
                            copy(separate ? q : dp + place * width, to: d + row * width, width)
                        }
                        packed.addProduct(d, step: width, samples: count, to: dh)
                    }
                }
            }
        }
    }
    return RecurrentGradients(
        inputProjection: results[2], hiddenProjection: separate ? results[3] : results[2], hidden: results[0],
        cell: results[1])
}

/// Runs `body` for halves of the samples on two cores, in whole groups of four (see `RegisterTile`). `work` is the number of
/// products for one sample.
private func forEachPart(of samples: Int, work: Int, _ body: (Range<Int>) -> Void) {
    let group = 4
    let groups = (samples + group - 1) / group
    let grain = max(1, 200_000 / max(1, work * group))
    parallel(groups, grain: grain, perCore: 1, flushingDenormals: true) { range in
        body((range.lowerBound * group)..<min(range.upperBound * group, samples))
    }
}

/// Makes tensors of these shapes whose elements `body` fills in, given where each starts.
private func makeTensors(
    _ shapes: [[Int]], _ body: ([UnsafeMutablePointer<Scalar>]) -> Void
) -> [Tensor] {
    func make(_ number: Int, _ starts: [UnsafeMutablePointer<Scalar>]) -> [Tensor] {
        if number == shapes.count {
            body(starts)
            return []
        }
        var rest: [Tensor] = []
        let size = elementCount(of: shapes[number])
        // One more than needed, so that there is a start even where there are no elements.
        let storage = [Scalar](unsafeUninitializedCapacity: size + 1) { space, count in
            rest = make(number + 1, starts + [space.baseAddress!])
            count = size
        }
        return [Tensor(storage: storage, shape: shapes[number])] + rest
    }
    return make(0, [])
}

/// Calls `body` with the starts of the elements of these tensors, row by row.
private func withElements(of tensors: [Tensor], _ body: ([UnsafePointer<Scalar>]) -> Void) {
    func descend(_ number: Int, _ starts: [UnsafePointer<Scalar>]) {
        if number == tensors.count {
            body(starts)
        } else {
            tensors[number].withElements { descend(number + 1, starts + [$0]) }
        }
    }
    descend(0, [])
}

private func copy(_ source: UnsafePointer<Scalar>, to target: UnsafeMutablePointer<Scalar>, _ count: Int) {
    target.update(from: source, count: count)
}

private func repeatRow(
    _ row: UnsafePointer<Scalar>, _ width: Int, times: Int, to target: UnsafeMutablePointer<Scalar>
) {
    for number in 0..<times { copy(row, to: target + number * width, width) }
}

private func add(_ source: UnsafePointer<Scalar>, to target: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { target[i] += source[i] }
}
