// 10.7 fields
// points: 2
// minutes: 10
// difficulty: medium
// hint: Draw two layers of width 3 and stride 1. How many pixels does the outermost output see, and how many do two kernels
//   share?
// hint: Keep two numbers: the field, which begins at 1 pixel, and how far apart in the picture two neighbouring outputs are.
// hint: A layer adds (k − 1) such steps to the field. Only then does its stride multiply the step, for the layers behind it.

import Grading
import Nabla

struct LayerStack: Sendable {
    var kernels: [Int], strides: [Int]

    /// The fields, where `grow` says how a layer changes the field and the step.
    func fields(
        start: Int = 1, _ grow: (_ field: inout Int, _ step: inout Int, _ kernel: Int, _ stride: Int) -> Void
    ) -> [Int] {
        var (field, step) = (start, 1)
        return zip(kernels, strides).map { kernel, stride in
            grow(&field, &step, kernel, stride)
            return field
        }
    }
    var right: [Int] {
        fields { field, step, kernel, stride in
            field += (kernel - 1) * step
            step *= stride
        }
    }
}

let fields = Check<LayerStack, [Int]>(result: "fields") { c in
    c.inputs { generator in [layerStack(5, &generator), layerStack(4, &generator)] }
    c.right { $0.right }
    c.wrong("The strides do nothing. After a stride of 2, how far apart in the picture are two neighbouring outputs?") {
        $0.fields { field, _, kernel, _ in field += kernel - 1 }
    }
    c.wrong("This is the sum of the kernels. Two neighbouring windows share pixels.") {
        $0.fields(start: 0) { field, _, kernel, _ in field += kernel }
    }
    c.wrong(
        .onePoint, "A layer's stride was applied to the layer itself. It moves the steps of the layers behind it."
    ) {
        $0.fields { field, step, kernel, stride in
            step *= stride
            field += (kernel - 1) * step
        }
    }
    c.wrong("Only the stride of the layer before counts. Strides multiply all the way.") {
        $0.fields { field, step, kernel, stride in
            field += (kernel - 1) * step
            step = stride
        }
    }
    c.wrong("The strides were added up. Two layers of stride 2 make steps of 4, three of 8.") {
        $0.fields { field, step, kernel, stride in
            field += (kernel - 1) * step
            step += stride - 1
        }
    }
    c.wrong("This is the product of the kernels. Fields grow by adding; only steps multiply.") {
        $0.fields { field, _, kernel, _ in field *= kernel }
    }
    c.wrong(.startValue, "The field starts at 0. How much does one pixel see of itself?") {
        $0.fields(start: 0) { field, step, kernel, stride in
            field += (kernel - 1) * step
            step *= stride
        }
    }
    c.wrong(.offByOne, "Each layer adds k steps. A window of 1 adds nothing.") {
        $0.fields { field, step, kernel, stride in
            field += kernel * step
            step *= stride
        }
    }
    c.wrong(.sign, "The layers were gone through from the last to the first.") {
        LayerStack(kernels: $0.kernels.reversed(), strides: $0.strides.reversed()).right
    }
    c.wrong("Counted from the last layer backwards, as the field of the last output in each layer.") { p in
        var field = 1
        return zip(p.kernels, p.strides).reversed().map { kernel, stride in
            field = (field - 1) * stride + kernel
            return field
        }
    }
    c.wrong("These are areas. The field is counted along one side.") { $0.right.map { $0 * $0 } }
    c.wrong("Only the last layer's field came. One number for each layer was asked.") { [$0.right.last!] }
    c.wrong("These are the kernels themselves. What does the second layer see through the first?") { $0.kernels }
    c.wrong("These are the steps between neighbouring outputs, not how far an output sees.") {
        $0.fields { field, _, _, stride in field *= stride }
    }
    c.accepts("each layer by itself, going back to the picture") { p in
        p.kernels.indices.map { last in
            (0...last).reversed().reduce(1) { field, layer in (field - 1) * p.strides[layer] + p.kernels[layer] }
        }
    }
}

/// At least two strides above 1, the first of them not in the last two layers.
private func layerStack(_ layers: Int, _ generator: inout SeededGenerator) -> LayerStack {
    while true {
        let kernels = (0..<layers).map { _ in Int.random(in: 2...5, using: &generator) }
        let strides = (0..<layers).map { _ in Int.random(in: 1...3, using: &generator) }
        let wide = strides.indices.filter { strides[$0] > 1 }
        guard wide.count >= 2, wide[0] < layers - 2, wide[1] < layers - 1, strides[0] != strides[1],
            Set(kernels).count >= 3, kernels != kernels.reversed()
        else { continue }
        return LayerStack(kernels: kernels, strides: strides)
    }
}
