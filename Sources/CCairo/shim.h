// Cairo: anti-aliased drawing and text.
#include <cairo.h>
