import Exercises
import Nabla

// 10.7  Receptive field
//
// How far does a layer see? The receptive field of an output is the part of the input picture that it depends on. Count it along
// one side, for each layer of a row of convolutions and poolings. Both take a window of k numbers and move by a stride s.
//
//     kernels   the width of the window of each layer
//     strides   how far each layer's window moves
//     returns   the receptive field of one output of each layer, in pixels of the input
//
// Example: kernels 2, 3 and strides 3, 1. The first layer sees 2 pixels, and its outputs begin 3 pixels apart. Three of them
// span 2 + 2·3 = 8 pixels: the answer is [2, 8].

func fields(kernels: [Int], strides: [Int]) throws -> [Int] {
    var (field, step, all): (Int, Int, [Int]) = (1, 1, [])
    for (kernel, stride) in zip(kernels, strides) {
        field += (kernel - 1) * step
        step *= stride
        all.append(field)
    }
    return all
}

// Why: a pixel sees itself, so the field starts at 1. A window of k outputs adds k − 1 steps, and a step between two neighbouring
// outputs is the product of all strides before. A layer's own stride widens only the layers behind it.
