// OpenBLAS: matrix products.
#include <cblas.h>
