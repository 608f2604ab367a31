import Testing

@testable import lesson

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
        #expect(Processor.kernels(insteadOf: core, flags: flags) == better)
    }
}
