import Foundation
import Tensors
import Testing

@Suite struct ProcessorTests {
    @Test(
        arguments: [
            ("Zen", ["avx2", "fma"], nil), ("Haswell", ["avx2", "fma"], nil),
            ("Haswell", ["avx2", "fma", "avx512f"], "SkylakeX"),
            ("SkylakeX", ["avx2", "fma", "avx512f"], nil),
            ("Prescott", ["avx2", "fma"], "Haswell"), ("Sandybridge", ["avx2", "fma"], "Haswell"),
            ("Sandybridge", ["avx"], nil), ("Prescott", [], nil),
        ] as [(String, Set<String>, String?)])
    func `kernels for narrower registers than the processor has are found`(
        core: String, flags: Set<String>, better: String?
    ) {
        #expect(LinearAlgebraLibrary.betterKernels(than: core, flags: flags) == better)
    }

    @Test(
        .enabled(
            if: LinearAlgebraLibrary.configuration.contains("DYNAMIC_ARCH"), "a library with kernels for one processor"),
        .disabled(if: ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] != nil, "somebody chose the kernels"))
    func `the engine takes the kernels that the processor can use`() {
        #expect(LinearAlgebraLibrary.betterKernels == nil)
    }
}
