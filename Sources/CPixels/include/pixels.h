// Loops over every pixel of a picture. In C, and optimised, because the figures of a lesson have some twenty million, and Swift's
// loops are slow where nothing is optimised. Pixels lie row by row from the top left, 8 bits a channel.
#include <stddef.h>

/// Finds at most 256 colours from which none of `count` pixels (red, green, blue) is farther than `most` in any channel; the
/// most frequent ones stay exactly as they are. Fills `indices`, one for each pixel, and `palette` (768 bytes).
/// Returns how many colours there are, or 0 if they are not enough.
int nabla_palette(
    const unsigned char *_Nonnull pixels, size_t count, int most, unsigned char *_Nonnull indices,
    unsigned char *_Nonnull palette);

/// Red, green and blue of an opaque page of Cairo's: blue, green, red, unused, `stride` bytes a row.
void nabla_pixels_of_opaque(
    const unsigned char *_Nonnull page, size_t stride, size_t width, size_t height, unsigned char *_Nonnull pixels);

/// Red, green, blue and opacity of a page of Cairo's: blue, green, red, opacity, the colours multiplied by opacity.
void nabla_pixels_of_premultiplied(
    const unsigned char *_Nonnull page, size_t stride, size_t width, size_t height, unsigned char *_Nonnull pixels);

/// The other way round: pixels of 1 channel (grey), 3 (red, green, blue) or 4 (opacity too) as Cairo has them.
void nabla_premultiplied_of_pixels(
    const unsigned char *_Nonnull pixels, int channels, size_t width, size_t height, unsigned char *_Nonnull page,
    size_t stride);
