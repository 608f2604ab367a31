// OpenBLAS: matrix products, and LAPACK, which it contains.
#include <cblas.h>
#include <stddef.h>

// LAPACK's eigenvalues of a symmetric matrix. Debian packs no header for it; the last two arguments are the lengths of
// the texts, as Fortran passes them.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);
