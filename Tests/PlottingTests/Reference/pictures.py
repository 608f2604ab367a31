"""Writes pictures.json beside it: PNG files of every kind, and the red, green, blue and opacity that they mean.

    pip install pillow
    python pictures.py

The files are put together here byte by byte, without packing. The meaning follows from the PNG specification: samples are scaled to 8 bits,
and a file that says its gamma is brought to that of sRGB by a power; one that says nothing is in sRGB already. Pillow reads every
file without gamma to the same pixels (it cuts 16 bits to 8 where the specification rounds, hence at most 1 apart).
"""

import base64
import io
import json
import pathlib
import struct
import zlib

from PIL import Image

GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
SCREEN = 0.45455  # the gamma of sRGB, as gAMA writes it
CHANNELS = {GREY: 1, COLOUR: 3, PALETTE: 1, GREY_ALPHA: 2, COLOUR_ALPHA: 4}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed_row(samples, depth):
    """Samples of one row in bytes, the first in the highest bits."""
    bits = "".join(format(sample, f"0{depth}b") for sample in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def png(rows, kind, depth, extra=b"", interlaced=False):
    """A file of rows of pixels, each a list of samples."""
    height, width = len(rows), len(rows[0])
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    data = b""
    for left, top, across, down in passes:
        for row in rows[top::down]:
            pixels = row[left::across]
            if pixels:
                data += b"\0" + packed_row([sample for pixel in pixels for sample in pixel], depth)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data, 0))
        + chunk(b"IEND", b"")
    )


def eight_bits(sample, depth):
    return (sample * 255 * 2 + 2**depth - 1) // (2 * (2**depth - 1))


def meaning(pixel, kind, depth, palette=None, transparent=None, gamma=None):
    """Red, green, blue, opacity of a pixel, 0…255."""
    if kind == PALETTE:
        return list(palette[pixel[0]])
    samples = list(pixel)
    opacity = 255
    if kind in (GREY_ALPHA, COLOUR_ALPHA):
        opacity = eight_bits(samples.pop(), depth)
    if transparent is not None and samples == list(transparent):
        opacity = 0
    if gamma is not None:
        top = 2**depth - 1
        samples = [round(255 * (sample / top) ** (SCREEN / gamma)) for sample in samples]
    else:
        samples = [eight_bits(sample, depth) for sample in samples]
    return (samples * 3 if len(samples) == 1 else samples) + [opacity]


cases = []


def case(name, rows, kind, depth, extra=b"", interlaced=False, palette=None, transparent=None, gamma=None):
    file = png(rows, kind, depth, extra, interlaced)
    pixels = [meaning(pixel, kind, depth, palette, transparent, gamma) for row in rows for pixel in row]
    if gamma is None:
        image = Image.open(io.BytesIO(file))
        if image.mode.startswith("I") and not image.info.get("transparency"):
            read = [[v * 255 // 65535] * 3 + [255] for v in image.get_flattened_data()]
        else:
            read = [list(pixel) for pixel in image.convert("RGBA").get_flattened_data()]
        worst = max(abs(a - b) for mine, theirs in zip(pixels, read) for a, b in zip(mine, theirs))
        skipped = transparent is not None and depth != 8  # Pillow knows a transparent colour only of 8 bits
        assert worst <= 1 or skipped, (name, worst, pixels, read)
    cases.append({
        "name": name, "png": base64.b64encode(file).decode(), "width": len(rows[0]), "height": len(rows),
        "pixels": [part for pixel in pixels for part in pixel], "tolerance": 1 if gamma else 0,
    })


def samples(depth, count, start=0):
    """`count` samples from black to white."""
    return [start + round(i * (2**depth - 1 - start) / (count - 1)) for i in range(count)]


def grid(kind, depth, width=5, height=3):
    """Pixels whose samples run through all levels, opacity too."""
    channels = CHANNELS[kind]
    values = samples(depth, width * height * channels)
    # 7 has no divisor in common with the counts: neighbours differ.
    values = [values[7 * i % len(values)] for i in range(len(values))]
    pixels = [values[i : i + channels] for i in range(0, len(values), channels)]
    return [pixels[i : i + width] for i in range(0, len(pixels), width)]


def gamma_chunk(value):
    return chunk(b"gAMA", struct.pack(">I", value))


SRGB = chunk(b"sRGB", b"\0")
names = {GREY: "grey", COLOUR: "colour", GREY_ALPHA: "grey with opacity", COLOUR_ALPHA: "colour with opacity"}
for kind, name in names.items():
    for depth in [1, 2, 4, 8, 16] if kind == GREY else [8, 16]:
        for interlaced in [False, True]:
            title = f"{name}, {depth} bits" + (", interlaced" if interlaced else "")
            case(title, grid(kind, depth), kind, depth, interlaced=interlaced)
        if depth >= 8:
            case(f"{name}, {depth} bits, says sRGB", grid(kind, depth), kind, depth, SRGB)
            case(f"{name}, {depth} bits, says sRGB and its gamma", grid(kind, depth), kind, depth, SRGB + gamma_chunk(45455))
            case(f"{name}, {depth} bits, says the gamma of sRGB", grid(kind, depth), kind, depth, gamma_chunk(45455))
            case(f"{name}, {depth} bits, says linear light", grid(kind, depth), kind, depth, gamma_chunk(100000), gamma=1)
            case(f"{name}, {depth} bits, says an old screen's gamma", grid(kind, depth), kind, depth, gamma_chunk(55556), gamma=0.55556)
case("mid-grey of 16 bits", [[[32768], [32896], [257], [128]]], GREY, 16)
case("16 bits that are 8", [[[257 * value] for value in (0, 1, 64, 127, 128, 200, 254, 255)]], GREY, 16)

colours = [(255, 0, 0, 255), (0, 200, 0, 255), (10, 20, 30, 128), (255, 255, 255, 0)]
plte = chunk(b"PLTE", bytes(part for colour in colours for part in colour[:3]))
trns = chunk(b"tRNS", bytes(colour[3] for colour in colours))
opaque = [colour[:3] + (255,) for colour in colours]
for depth in [1, 2, 4, 8]:
    rows = [[[(x + y) % min(4, 2**depth)] for x in range(5)] for y in range(3)]
    for interlaced in [False, True]:
        title = f"palette, {depth} bits" + (", interlaced" if interlaced else "")
        case(title, rows, PALETTE, depth, plte, interlaced, palette=opaque)
    if depth > 1:
        case(f"palette with opacity, {depth} bits", rows, PALETTE, depth, plte + trns, palette=colours)
for kind, depth in [(GREY, 4), (GREY, 8), (GREY, 16), (COLOUR, 8), (COLOUR, 16)]:
    rows = grid(kind, depth)
    key = rows[1][2]
    case(f"{names[kind]}, {depth} bits, one colour transparent", rows, kind, depth,
         chunk(b"tRNS", struct.pack(f">{len(key)}H", *key)), transparent=key)

lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases)
(pathlib.Path(__file__).parent / "pictures.json").write_text(f"[\n{lines}\n]\n")
print(len(cases), "pictures")
