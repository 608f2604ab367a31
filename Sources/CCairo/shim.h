// Cairo: anti-aliased drawing and text.
#include <cairo.h>
#include <cairo-pdf.h>
