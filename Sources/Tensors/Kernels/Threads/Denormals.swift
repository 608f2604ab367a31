import CSupport

/// Runs `body` while the calling thread counts denormal numbers (in 32 bits those below 1.2·10⁻³⁸) as zero, and leaves
/// the thread in the mode in which it came.
///
/// On denormals processors are many times slower. They come up where sums decay: in the running averages of an
/// optimiser, in gradients that have passed many layers. So optimisers and products (matrix, convolution, recurrent
/// layer) round them to zero. Element-wise functions and sums do not: log(10⁻³⁸) is −87.5. The mode never outlives
/// the loop, since the rest of a program, such as code that prints a number, relies on the usual one.
func withDenormalsFlushed(_ body: () -> Void) {
    let mode = nabla_flush_denormals()
    defer { nabla_restore_floating_point(mode) }
    body()
}
