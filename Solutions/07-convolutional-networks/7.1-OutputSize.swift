import Exercises
import Nabla

// 7.1  How many places has a window?
//
// A window of `kernel` pixels slides along a line of n pixels. First, `padding` zeros are put before the line and as
// many behind it. The window starts at the beginning and moves `stride` pixels at a time; it must lie inside.
//
//     n, kernel, stride, padding   whole numbers; the padded line is at least as long as the window
//     returns the number of places of the window
//
// Example: n = 28, kernel = 5, stride = 1, padding = 0 gives 24. With padding = 2 it gives 28.
//
// Whole numbers divided with `/` give a whole number: 7 / 2 is 3.
// By hand, please: without the engine's `convolutionShape`.

func outputSize(n: Int, kernel: Int, stride: Int, padding: Int) throws -> Int {
    (n + 2 * padding - kernel) / stride + 1
}

// Why: the window may move over what is left of the padded line beside it, n + 2·padding − kernel pixels, one stride at
// a time; a rest too short for a stride is dropped. The place where it starts costs no stride, hence the 1.
