// libpng: pictures, with their metadata.
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
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

// Colours, counted. Written in C because these loops touch every pixel, and Swift's are slow where nothing is optimised.

struct nabla_color {
    unsigned int color;  // 0xRRGGBB
    unsigned int count;  // 0: a free place of the table
    int index;
};

enum { nabla_colors = 1 << 15 };

static inline struct nabla_color *nabla_color_place(struct nabla_color *table, unsigned int color) {
    unsigned int place = (color * 2654435761u) >> 17;
    while (table[place].count && table[place].color != color) place = (place + 1) % nabla_colors;
    return table + place;
}

static inline int nabla_color_order(const void *a, const void *b) {
    const struct nabla_color *one = *(struct nabla_color *const *)a, *other = *(struct nabla_color *const *)b;
    if (one->count != other->count) return one->count < other->count ? 1 : -1;
    return one->color < other->color ? -1 : 1;
}

static inline int nabla_color_distance(unsigned int a, unsigned int b) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        if (apart > most) most = apart;
    }
    return most;
}

/// Finds at most 256 colours from which none of `count` pixels (red, green, blue) is farther than `most` in any channel; the
/// most frequent ones stay exactly as they are. Fills `indices`, one for each pixel, and `palette` (768 bytes).
/// Returns how many colours there are, or 0 if they are not enough.
static inline int nabla_png_palette(
    const unsigned char *pixels, size_t count, int most, unsigned char *indices, unsigned char *palette
) {
    struct nabla_color *table = (struct nabla_color *)calloc(nabla_colors, sizeof *table);
    struct nabla_color **order = (struct nabla_color **)malloc(nabla_colors * sizeof *order);
    struct nabla_color *place = NULL;
    int kinds = 0, found = 0;
    for (size_t i = 0; table && order && i < count; i++) {
        unsigned int color = (unsigned int)pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2];
        if (!place || place->color != color) place = nabla_color_place(table, color);
        if (!place->count) {
            if (kinds == nabla_colors / 2) break;
            place->color = color;
            order[kinds++] = place;
        }
        place->count++;
        if (i + 1 == count) found = 1;
    }
    if (found) {
        qsort(order, kinds, sizeof *order, nabla_color_order);
        found = 0;
        for (int apart = 0; apart <= most && !found; apart = apart ? 2 * apart : 1) {
            unsigned int chosen[256];
            int number = 0, kind = 0;
            for (; kind < kinds; kind++) {
                int nearest = 256;
                for (int i = 0; i < number && nearest; i++) {
                    int distance = nabla_color_distance(chosen[i], order[kind]->color);
                    if (distance < nearest) {
                        nearest = distance;
                        order[kind]->index = i;
                    }
                }
                if (nearest <= apart) continue;
                if (number == 256) break;
                order[kind]->index = number;
                chosen[number++] = order[kind]->color;
            }
            if (kind < kinds) continue;
            found = number;
            for (int i = 0; i < number; i++)
                for (int channel = 0; channel < 3; channel++)
                    palette[3 * i + channel] = chosen[i] >> (16 - 8 * channel) & 255;
        }
    }
    for (size_t i = 0; found && i < count; i++) {
        unsigned int color = (unsigned int)pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2];
        if (!i || place->color != color) place = nabla_color_place(table, color);
        indices[i] = place->index;
    }
    free(table);
    free(order);
    return found;
}
