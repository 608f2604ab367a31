// OpenBLAS: matrix products, and LAPACK, which it contains.
#include <cblas.h>
#include <stddef.h>
#include <stdlib.h>

// Internals of a library that holds kernels for many processors. In one that was built for a single processor they are
// missing.
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

/// Lets the library take the kernels of this name ("SkylakeX"), where it has several. To be called before the first product;
/// it does nothing where the variable OPENBLAS_CORETYPE says which to take.
static inline void nabla_choose_openblas_kernels(const char *_Nonnull name) {
    if (!gotoblas_dynamic_quit || !gotoblas_dynamic_init || getenv("OPENBLAS_CORETYPE")) return;
    setenv("OPENBLAS_CORETYPE", name, 0);
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
}

// LAPACK's eigenvalues of a symmetric matrix. Debian packs no header for it; the last two arguments are the lengths of
// the texts, as Fortran passes them.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);
