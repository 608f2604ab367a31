"""Reads a weights file that Nabla wrote with the Python package safetensors, and prints what is in it.

    pip install safetensors numpy
    python read_safetensors.py weights.safetensors

One JSON line: every tensor's type, shape, sum and first values, and the metadata. A file that the package
refuses, or that holds a number that is not finite, makes the exit status 1.
"""

import json
import sys

import numpy
from safetensors import SafetensorError, safe_open

try:
    with safe_open(sys.argv[1], framework="numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        metadata = file.metadata()
except IndexError:
    sys.exit("usage: python read_safetensors.py FILE")
except (SafetensorError, OSError) as error:
    sys.exit(f"{sys.argv[1]}: {error}")
for name, tensor in tensors.items():
    if not numpy.isfinite(tensor).all():
        sys.exit(f"{sys.argv[1]}: {name} holds a number that is not finite")
contents = {
    name: {
        "type": str(tensor.dtype),
        "shape": list(tensor.shape),
        "sum": float(tensor.sum(dtype="float64")),
        "first": tensor.reshape(-1)[:8].tolist(),
    }
    for name, tensor in sorted(tensors.items())
}
print(json.dumps({"metadata": metadata, "tensors": contents}))
