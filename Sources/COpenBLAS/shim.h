// OpenBLAS: matrix products, and the processor's flush-to-zero switch.
#include <cblas.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
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

/// Tells the processor that a thread is waiting, which spares the core it shares with another.
static inline void nabla_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// Lets the process keep the memory of tensors that are gone, for the next ones of the same size.
/// Linux would otherwise take it back and clear it again, page by page, at every step of a training.
static inline void nabla_keep_freed_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 1 << 24);
#endif
}
