// libpng: pictures, with their metadata.
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

// Reading is written here in C, because libpng reports errors by long jumps, which Swift cannot make. (libpng's simplified
// interface needs none, but version 1.6.39 mixes up the rows of interlaced pictures of 16 bits.)

struct nabla_png_source {
    const unsigned char *bytes;
    size_t left;
    char *message;
};

static inline void nabla_png_take(png_structp png, png_bytep target, size_t count) {
    struct nabla_png_source *source = (struct nabla_png_source *)png_get_io_ptr(png);
    if (count > source->left) png_error(png, "the file ends early");
    memcpy(target, source->bytes, count);
    source->bytes += count;
    source->left -= count;
}

static inline void nabla_png_fail(png_structp png, png_const_charp message) {
    struct nabla_png_source *source = (struct nabla_png_source *)png_get_error_ptr(png);
    snprintf(source->message, 128, "%s", message);
    longjmp(png_jmpbuf(png), 1);
}

static inline void nabla_png_warn(png_structp png, png_const_charp message) {}

/// Decodes a file into `width` × `height` pixels of red, green, blue and opacity, 8 bits each, in sRGB. A file that says
/// nothing about its gamma is in sRGB. Returns 0 on failure, with the reason in `message` (128 bytes).
static inline int nabla_png_read(
    const unsigned char *file, size_t length, size_t width, size_t height, unsigned char *pixels, char *message
) {
    struct nabla_png_source source = {file, length, message};
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, nabla_png_fail, nabla_png_warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        if (!info) snprintf(message, 128, "libpng could not start");
        png_destroy_read_struct(&png, &info, NULL);
        return 0;
    }
    png_set_benign_errors(png, 1);
    png_set_read_fn(png, &source, nabla_png_take);
    png_read_info(png, info);
    int intent;
    png_fixed_point gamma = 45455;
    if (!png_get_sRGB(png, info, &intent)) png_get_gAMA_fixed(png, info, &gamma);
    png_set_gamma_fixed(png, PNG_DEFAULT_sRGB, gamma);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height
        || png_get_rowbytes(png, info) != 4 * width)
        png_error(png, "the size changed");
    for (int pass = 0; pass < passes; pass++)
        for (size_t row = 0; row < height; row++) png_read_row(png, pixels + 4 * width * row, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    return 1;
}
