"""Reads Cora's three files into NumPy arrays, for the peers."""

from pathlib import Path

import numpy

NODES, WORDS, CLASSES = 2708, 1433, 7


def load(data):
    """The words as triples (node, word, value) with a sum of 1 for each node; Â as triples (row, column, value);
    the labels; and the nodes to train on and to judge by."""
    folder = Path(data) / "cora" if (Path(data) / "cora").is_dir() else Path(data)
    try:
        features = [line.split() for line in (folder / "cora_features.txt").read_text().splitlines()]
        edges = numpy.loadtxt(folder / "cora_edges.csv", int, delimiter=",", skiprows=1)
        nodes = [line.split(",") for line in (folder / "cora_labels.csv").read_text().splitlines()[1:]]
    except OSError as error:
        raise SystemExit(f"{error}; name the folder that holds cora/ with --data")
    words = [(int(node), int(word), 1 / len(own)) for node, *own in features for word in own]
    labels = numpy.array([int(label) for _, label, _ in nodes])
    parts = numpy.array([part for _, _, part in nodes])
    training, test = ((parts == part).nonzero()[0] for part in ("train", "test"))
    return triples(words), normalized(edges), labels, training, test


def triples(elements):
    rows, columns, values = zip(*sorted(elements), strict=True)
    return numpy.array(rows), numpy.array(columns), numpy.array(values, numpy.float32)


def normalized(edges):
    """Â = D^(-½)·(A + 1)·D^(-½), row by row."""
    loops = numpy.arange(NODES)
    rows = numpy.concatenate([edges[:, 0], edges[:, 1], loops])
    columns = numpy.concatenate([edges[:, 1], edges[:, 0], loops])
    degrees = numpy.bincount(rows, minlength=NODES)
    values = 1 / numpy.sqrt(degrees[rows] * degrees[columns])
    return triples(zip(rows, columns, values, strict=True))
