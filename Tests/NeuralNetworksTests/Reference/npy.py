"""Writes npy.json beside it: .npy files as NumPy writes them, and as other programs might, with what numpy.load says.

    pip install numpy
    python npy.py
"""

import base64
import io
import json
import pathlib
import struct

import numpy as np

cases = []


def case(name, file):
    """Notes a file and what numpy.load makes of it: shape and numbers, or that it refuses."""
    entry = {"name": name, "file": base64.b64encode(file).decode()}
    try:
        array = np.load(io.BytesIO(file))
        if array.dtype.kind not in "fiub":
            raise ValueError("not a number")
        entry["shape"] = list(array.shape)
        # 32 bits, as the engine has by default; JSON has no name for what is not finite.
        values = array.astype(np.float32).ravel()
        entry["values"] = [repr(float(value)) for value in values]
    except Exception as error:
        entry["refused"] = f"{type(error).__name__}: {error}"[:120]
    cases.append(entry)


def saved(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    return file.getvalue()


def by_hand(header, data, version=1, minor=0, encoding="latin1"):
    """A file with a header of one's own."""
    text = header.encode(encoding)
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, minor]) + length + text + data


two_by_three = np.array([[1, 2.5, -3], [4, 0, 0.001]])
for code in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    case(f"type {code}", saved(two_by_three.astype(code)))
for code in ["|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8"]:
    case(f"type {code}", saved(np.array([[1, -2, 3], [100, 0, -128]]).astype(code)))
for code in ["|u1", "<u2", ">u2", "<u4", ">u4", "<u8", ">u8"]:
    case(f"type {code}", saved(np.array([[1, 2, 255], [100, 0, 128]]).astype(code)))
case("booleans", saved(np.array([True, False, True])))
case("large whole numbers", saved(np.array([2**24 + 1, -(2**53) - 1, 2**63 - 1, -(2**63)])))
case("the largest unsigned number", saved(np.array([2**64 - 1], dtype=np.uint64)))
halves = np.array([0x0000, 0x8000, 0x0001, 0x03FF, 0x0400, 0x3C00, 0x7BFF, 0x7C00, 0xFC00, 0x7E00], dtype=np.uint16)
case("halves: zeros, subnormal, largest, infinite, NaN", saved(halves.view(np.float16)))
case("not finite", saved(np.array([np.nan, np.inf, -np.inf, -0.0])))
case("64 bits that 32 do not hold", saved(np.array([1e300, -1e-300, 0.1])))

case("a number", saved(np.array(3.5, dtype=np.float32)))
case("nothing", saved(np.zeros((2, 0, 3), dtype=np.float32)))
case("eight axes", saved(np.arange(6, dtype=np.float32).reshape(1, 2, 1, 3, 1, 1, 1, 1)))
for shape in [(2, 3), (2, 3, 4), (4, 1, 3), (1, 5), (5, 1)]:
    size = int(np.prod(shape))
    case(f"columns first {shape}", saved(np.asfortranarray(np.arange(size, dtype=np.float64).reshape(shape))))
for version in [(1, 0), (2, 0), (3, 0)]:
    case(f"version {version}", saved(two_by_three, version))

data = struct.pack("<6f", 1, 2, 3, 4, 5, 6)
plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
for name, header in {
    "as NumPy writes it": plain,
    "no space and no last comma": "{'descr':'<f4','fortran_order':False,'shape':(2,3)}",
    "a comma after the last length": plain.replace("(2, 3)", "(2, 3, )"),
    "spaces everywhere": " { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 ) } \n",
    "double quotes": plain.replace("'", '"'),
    "mixed quotes": plain.replace("'descr'", '"descr"'),
    "three quotes": plain.replace("'descr'", "'''descr'''"),
    "two pieces of a text": plain.replace("'descr'", "'de' 'scr'"),
    "a text marked as Unicode": plain.replace("'descr'", "u'descr'"),
    "another order": "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f4'}",
    "line breaks": plain.replace(", ", ",\n  "),
    "a comment": plain.replace("(2, 3), ", "(2, 3), # two rows\n"),
    "Python 2's long integers": plain.replace("(2, 3)", "(2L, 3L)"),
    "underscores": plain.replace("(2, 3)", "(1_0, 0)"),
    "a plus": plain.replace("(2, 3)", "(+2, 3)"),
    "no padding, a line feed": plain + "\n",
    "a key twice": plain.replace("'shape'", "'shape': (9,), 'shape'"),
    "the machine's order": plain.replace("<f4", "=f4"),
    "no order": plain.replace("<f4", "f4"),
    "a bar": plain.replace("<f4", "|f4"),
    "a name": plain.replace("<f4", "float32"),
    "one letter": plain.replace("<f4", "f"),
    "int32 by name": plain.replace("<f4", "int32"),
    "uint32 by name": plain.replace("<f4", "uint32"),
    "columns first": plain.replace("False", "True"),
    "one axis": plain.replace("(2, 3)", "(6,)"),
    "a number in brackets": plain.replace("(2, 3)", "(6)"),
    "a list": plain.replace("(2, 3)", "[2, 3]"),
    "a shape in quotes": plain.replace("(2, 3)", "'(2, 3)'"),
    "a negative length": plain.replace("(2, 3)", "(-2, -3)"),
    "a length that is not whole": plain.replace("(2, 3)", "(2.0, 3)"),
    "None as a length": plain.replace("(2, 3)", "(None, 3)"),
    "a length in hexadecimal": plain.replace("(2, 3)", "(0x2, 0X3)"),
    "lengths in other systems": plain.replace("(2, 3)", "(0b10, 0o3)"),
    "a digit that the system lacks": plain.replace("(2, 3)", "(0b12, 3)"),
    "two signs": plain.replace("(2, 3)", "(--2, 3)"),
    "a sign behind the system": plain.replace("(2, 3)", "(0x+2, 3)"),
    "a leading zero": plain.replace("(2, 3)", "(02, 3)"),
    "a product that overflows": plain.replace("(2, 3)", "(4294967296, 4294967296)"),
    "a length beyond 64 bits": plain.replace("(2, 3)", "(2, 36893488147419103235)"),
    "no elements, and strides that overflow": plain.replace("(2, 3)", "(0, 4611686018427387904, 4)"),
    "no elements, and strides that overflow, last": plain.replace("(2, 3)", "(4611686018427387904, 4, 0)"),
    "no elements, columns first, and strides that overflow":
        plain.replace("(2, 3)", "(4611686018427387904, 0, 4)").replace("False", "True"),
    "more axes than NumPy has": plain.replace("(2, 3)", "(" + "1, " * 65 + ")"),
    "too few numbers": plain.replace("(2, 3)", "(2, 4)"),
    "a surplus key": plain.replace("'shape'", "'x': 1, 'shape'"),
    "a key that is no text": plain.replace("'shape'", "1: 1, 'shape'"),
    "no shape": "{'descr': '<f4', 'fortran_order': False, }",
    "an order that is a number": plain.replace("False", "0"),
    "an order in lower case": plain.replace("False", "false"),
    "no dictionary": "('descr', '<f4')",
    "an open bracket": plain[:-1],
    "an open text": plain.replace("'shape'", "'shape"),
    "text after the end": plain + " 1",
    "two commas": plain.replace("(2, 3), ", "(2, 3),, "),
    "a missing colon": plain.replace("'shape':", "'shape'"),
    "deep brackets": plain.replace("(2, 3)", "(" * 3000 + "2" + ")" * 3000),
    "an unknown type": plain.replace("<f4", "<f5"),
    "16 bytes of floating point": plain.replace("<f4", "<f16"),
    "empty": "",
}.items():
    case(name, by_hand(header, data))
for code in [
    "l", "L", "p", "P", "<l", ">q", "byte", "ubyte", "short", "ushort", "intc", "uintc", "int", "uint", "long", "ulong",
    "longlong", "ulonglong", "intp", "uintp", "int_", "bool_", "half", "single", "double", "float", "<int", ">float", "=long",
    "|bool_", "<float32", "<single",
]:
    shape = plain.replace("<f4", code).replace("(2, 3)", "(3,)")
    case(f"the type {code}", by_hand(shape, bytes([0, 0, 128, 63] * 6)))
case("a comment that is not UTF-8", by_hand(plain + " # \xe9", data, version=3))
case("a comment in UTF-8", by_hand(plain + " # \xe9", data, version=3, encoding="utf8"))
case("a comment in Latin-1", by_hand(plain + " # \xe9", data, version=2))
case("a long header", by_hand(plain + " " * 20_000, data, version=2))
case("Python 2's long integers in version 3", by_hand(plain.replace("(2, 3)", "(2L, 3L)"), data, version=3))
case("a version to come", by_hand(plain, data, version=4))
case("a minor version to come", by_hand(plain, data, minor=1))
case("bytes after the numbers", by_hand(plain, data + b"more"))
case("one byte too few", by_hand(plain, data[:-1]))
case("complex", saved(np.array([1 + 2j])))
case("text", saved(np.array(["one", "two"])))
case("bytes", saved(np.array([b"one", b"two"])))
case("dates", saved(np.array(["2026-01-01"], dtype="datetime64[D]")))
case("records", saved(np.zeros(2, dtype=[("x", "<f4"), ("label", "|u1")])))
whole = saved(np.ones((2, 3, 4), np.float32))
for length in [0, 5, 6, 7, 8, 9, 11, 60, 127, 128, len(whole) - 1]:
    case(f"cut after {length} bytes", whole[:length])

lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases)
(pathlib.Path(__file__).parent / "npy.json").write_text(f"[\n{lines}\n]\n")
print(len(cases), "cases,", sum("refused" in entry for entry in cases), "refused")
