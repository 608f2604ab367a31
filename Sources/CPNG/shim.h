// libpng: pictures, with their metadata.
#include <png.h>
#include <stdio.h>
