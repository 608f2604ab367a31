// OpenBLAS: matrix products, and the processor's flush-to-zero switch.
#include <cblas.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

/// Makes the calling thread treat denormal numbers as zero. Sums that decay (RMSProp, Adam) would
/// otherwise end in denormals, which are many times slower to add and to multiply.
static inline void nabla_flush_denormals_to_zero(void) {
#if defined(__x86_64__)
    _mm_setcsr(_mm_getcsr() | 0x8040);
#elif defined(__aarch64__)
    unsigned long long fpcr;
    __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
    __asm__ volatile("msr fpcr, %0" : : "r"(fpcr | (1ull << 24)));
#endif
}
