"""Shakespeare as numbers, and pieces of it from random places, for the peers."""

from pathlib import Path

import numpy


def load(folder):
    """The number of each character, how many kinds there are, and where the last tenth begins."""
    folder = Path(folder)
    file = folder / "tinyshakespeare" / "input.txt"
    text = (file if file.exists() else folder / "input.txt").read_text(encoding="utf-8")
    kinds = sorted(set(text))
    numbers = {character: number for number, character in enumerate(kinds)}
    return numpy.array([numbers[character] for character in text]), len(kinds), len(text) * 9 // 10


def pieces(ids, generator, start, end, count=32, length=64):
    """Inputs and targets [N, T]; each target is the character after its input."""
    places = generator.integers(start, end - length, count)[:, None] + numpy.arange(length)
    return ids[places], ids[places + 1]
