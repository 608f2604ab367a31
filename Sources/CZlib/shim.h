// zlib: gzip streams and checksums.
#include <zlib.h>
