"""Reads MNIST's four IDX gzip files into NumPy arrays."""

import gzip
from pathlib import Path

import numpy


def load(data, part):
    """Returns the images [N, 784] of the part ("train" or "t10k"), scaled to 0 … 1, and the labels [N]."""
    folder = Path(data) / "mnist" if (Path(data) / "mnist").is_dir() else Path(data)
    pixels = read_idx(folder / f"{part}-images-idx3-ubyte.gz", extents=3)
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz", extents=1)
    images = numpy.empty((len(pixels), 28 * 28), numpy.float32)
    numpy.divide(pixels.reshape(images.shape), numpy.float32(255), out=images)
    return images, labels.astype(numpy.int64)


def read_idx(path, extents):
    """An IDX file of bytes: 0, 0, type 8, the number of extents, each extent in 4 bytes, then the values."""
    try:
        contents = gzip.decompress(path.read_bytes())
    except OSError as error:
        raise SystemExit(f"{path}: {error}; name the folder that holds mnist/ with --data")
    header = 4 + 4 * extents
    shape = tuple(numpy.frombuffer(contents, ">i4", extents, offset=4))
    if contents[:4] != bytes([0, 0, 8, extents]) or len(contents) != header + numpy.prod(shape):
        raise SystemExit(f"{path}: not an IDX file of bytes with {extents} extents")
    return numpy.frombuffer(contents, numpy.uint8, offset=header).reshape(shape)
