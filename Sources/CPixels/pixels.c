#include "pixels.h"

#include <stdlib.h>

// Colours, counted.

struct color {
    unsigned int color;  // 0xRRGGBB
    unsigned int count;  // 0: a free place of the table
    int index;
};

enum { colors = 1 << 15 };

static struct color *place_of(struct color *table, unsigned int color) {
    unsigned int place = (color * 2654435761u) >> 17;
    while (table[place].count && table[place].color != color) place = (place + 1) % colors;
    return table + place;
}

static int order_of(const void *a, const void *b) {
    const struct color *one = *(struct color *const *)a, *other = *(struct color *const *)b;
    if (one->count != other->count) return one->count < other->count ? 1 : -1;
    return one->color < other->color ? -1 : 1;
}

static int distance_of(unsigned int a, unsigned int b) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        if (apart > most) most = apart;
    }
    return most;
}

int nabla_palette(
    const unsigned char *pixels, size_t count, int most, unsigned char *indices, unsigned char *palette
) {
    struct color *table = (struct color *)calloc(colors, sizeof *table);
    struct color **order = (struct color **)malloc(colors * sizeof *order);
    struct color *place = NULL;
    int kinds = 0, found = 0;
    for (size_t i = 0; table && order && i < count; i++) {
        unsigned int color = (unsigned int)pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2];
        if (!place || place->color != color) place = place_of(table, color);
        if (!place->count) {
            if (kinds == colors / 2) break;
            place->color = color;
            order[kinds++] = place;
        }
        place->count++;
        if (i + 1 == count) found = 1;
    }
    if (found) {
        qsort(order, kinds, sizeof *order, order_of);
        found = 0;
        for (int apart = 0; apart <= most && !found; apart = apart ? 2 * apart : 1) {
            unsigned int chosen[256];
            int number = 0, kind = 0;
            for (; kind < kinds; kind++) {
                int nearest = 256;
                for (int i = 0; i < number && nearest; i++) {
                    int distance = distance_of(chosen[i], order[kind]->color);
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
        if (!i || place->color != color) place = place_of(table, color);
        indices[i] = place->index;
    }
    free(table);
    free(order);
    return found;
}

// What Cairo draws on.

void nabla_pixels_of_opaque(
    const unsigned char *page, size_t stride, size_t width, size_t height, unsigned char *pixels
) {
    for (size_t row = 0; row < height; row++) {
        const unsigned char *from = page + row * stride;
        for (size_t column = 0; column < width; column++, from += 4, pixels += 3) {
            pixels[0] = from[2];
            pixels[1] = from[1];
            pixels[2] = from[0];
        }
    }
}

static unsigned char divided(unsigned char part, unsigned int opacity) {
    if (opacity == 0) return 0;
    unsigned int whole = (part * 255u + opacity / 2) / opacity;
    return whole < 255 ? whole : 255;
}

void nabla_pixels_of_premultiplied(
    const unsigned char *page, size_t stride, size_t width, size_t height, unsigned char *pixels
) {
    for (size_t row = 0; row < height; row++) {
        const unsigned char *from = page + row * stride;
        for (size_t column = 0; column < width; column++, from += 4, pixels += 4) {
            for (int channel = 0; channel < 3; channel++) pixels[channel] = divided(from[2 - channel], from[3]);
            pixels[3] = from[3];
        }
    }
}

void nabla_premultiplied_of_pixels(
    const unsigned char *pixels, int channels, size_t width, size_t height, unsigned char *page, size_t stride
) {
    for (size_t row = 0; row < height; row++) {
        unsigned char *to = page + row * stride;
        for (size_t column = 0; column < width; column++, pixels += channels, to += 4) {
            unsigned int opacity = channels == 4 ? pixels[3] : 255;
            for (int channel = 0; channel < 3; channel++)
                to[2 - channel] = (pixels[channels == 1 ? 0 : channel] * opacity + 127) / 255;
            to[3] = opacity;
        }
    }
}
