// What C alone can say to the processor and to the allocator.
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

/// The width of the processor's vector registers, in bits. (Swift has no `#if` for that.)
#if defined(__AVX512F__)
enum { nabla_register_bits = 512 };
#else
enum { nabla_register_bits = 256 };
#endif

/// Whether the processor, and not only the one that the program was compiled for, has AVX2 with FMA.
static inline int nabla_processor_has_avx2(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return 0;
#endif
}

/// Whether it has the parts of AVX-512 that kernels for servers use.
static inline int nabla_processor_has_avx512(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
    return 0;
#endif
}

/// Makes the calling thread treat denormal numbers as zero, and returns the mode it was in before.
static inline unsigned long long nabla_flush_denormals(void) {
#if defined(__x86_64__)
    unsigned int mode = _mm_getcsr();
    _mm_setcsr(mode | 0x8040);
    return mode;
#elif defined(__aarch64__)
    unsigned long long mode;
    __asm__ volatile("mrs %0, fpcr" : "=r"(mode) : : "memory");
    __asm__ volatile("msr fpcr, %0" : : "r"(mode | (1ull << 24)) : "memory");
    return mode;
#else
    return 0;
#endif
}

/// Puts the calling thread back into a mode that nabla_flush_denormals returned. What was signalled meanwhile (an
/// inexact result, an overflow) stays signalled.
static inline void nabla_restore_floating_point(unsigned long long mode) {
#if defined(__x86_64__)
    _mm_setcsr((_mm_getcsr() & 0x3f) | (unsigned int)mode);
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(mode) : "memory");
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

#if defined(__linux__)
#include <ucontext.h>

/// Calls `body` from a signal handler as if the code that the signal interrupted had called it: a walk along the frames then
/// finds that code first. From the handler itself it would find only its caller, since where the code stood is written in
/// `context` and in no frame.
static inline void nabla_call_from_interrupted(const void *context, void (*body)(void)) {
    const ucontext_t *interrupted = (const ucontext_t *)context;
#if defined(__x86_64__)
    // The frame is a pair: that of the caller, and where the caller goes on. Below it 128 bytes may be in use.
    void *frame = (void *)interrupted->uc_mcontext.gregs[10];    // rbp
    void *place = (void *)(interrupted->uc_mcontext.gregs[16] + 1);    // rip; walkers look one byte before
    __asm__ volatile(
        "movq %%rsp, %%rbx\n\t"
        "movq %%rbp, %%r12\n\t"
        "leaq -128(%%rsp), %%rsp\n\t"
        "andq $-16, %%rsp\n\t"
        "pushq %0\n\t"
        "pushq %1\n\t"
        "movq %%rsp, %%rbp\n\t"
        "callq *%2\n\t"
        "movq %%r12, %%rbp\n\t"
        "movq %%rbx, %%rsp\n\t"
        :
        : "r"(place), "r"(frame), "r"(body)
        : "rbx", "r12", "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc", "xmm0", "xmm1",
          "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
          "xmm15");
#else
    (void)interrupted;
    body();
#endif
}
#endif
