// OpenBLAS: matrix products, and LAPACK, which it contains.
#include <cblas.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Internals of a library that holds kernels for many processors. In one that was built for a single processor they are
// missing.
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

/// The kernels this processor can use, or NULL where the library already has such or it makes no difference.
///
/// OpenBLAS knows a processor by its model. One that is newer than the library it may take for a very old one: version
/// 0.3.21 was seen to choose "Prescott" and "Haswell" (128 and 256 bits) for processors with registers of 512.
static inline const char *nabla_better_openblas_kernels(const char *used) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!strcmp(used, "SkylakeX") || !strcmp(used, "Cooperlake") || !strcmp(used, "SapphireRapids")) return NULL;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl")) return "SkylakeX";
    if (!strcmp(used, "Haswell") || !strcmp(used, "Zen") || !strcmp(used, "Excavator")) return NULL;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
    return NULL;
}

/// Lets the library take better kernels where it has them. To be called before the first product; it does nothing where
/// the variable OPENBLAS_CORETYPE says which to take.
static inline void nabla_choose_openblas_kernels(void) {
    if (!gotoblas_dynamic_quit || !gotoblas_dynamic_init || getenv("OPENBLAS_CORETYPE")) return;
    const char *better = nabla_better_openblas_kernels(openblas_get_corename());
    if (!better) return;
    setenv("OPENBLAS_CORETYPE", better, 0);
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
}

// LAPACK's eigenvalues of a symmetric matrix. Debian packs no header for it; the last two arguments are the lengths of
// the texts, as Fortran passes them.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);
