"""Small PyTorch models in safetensors files, with inputs and outputs, and one tensor of every type.

    pip install torch numpy safetensors
    python pytorch_models.py

Writes pytorch-*.safetensors, pytorch_models.json (an input and the model's output in evaluation mode for each of them, in 64
bits), types.safetensors with types.json (the numbers that each type holds), and headers.json (headers that the safetensors
package reads or refuses). Made with torch 2.15 and safetensors 0.8.
"""

import json
import os
import struct
import tempfile
from collections import OrderedDict

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn


class Recurrent(nn.Module):
    """A recurrent module, and a linear one on its last state or on all of them."""

    def __init__(self, kind, features, units, outputs, last=True, **options):
        super().__init__()
        self.recurrent = kind(features, units, batch_first=True, **options)
        self.head = nn.Linear(units, outputs)
        self.last = last

    def forward(self, x):
        h = self.recurrent(x)[0]
        return self.head(h[:, -1] if self.last else h)


class NamedCNN(nn.Module):
    """Modules with names whose order in the alphabet is not their order in the model."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(2, 3, 3, padding=1)
        self.norm1 = nn.BatchNorm2d(3)
        self.body = nn.Conv2d(3, 4, 3, stride=2)
        self.norm2 = nn.BatchNorm2d(4)
        self.classifier = nn.Linear(16, 3)

    def forward(self, x):
        x = torch.relu(self.norm1(self.stem(x)))
        x = torch.relu(self.norm2(self.body(x)))
        return self.classifier(x.flatten(1))


class Writer(nn.Module):
    """Embedding, two LSTM layers, layer normalization, and scores for each step."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(7, 4)
        self.lstm = nn.LSTM(4, 5, num_layers=2, batch_first=True)
        self.norm = nn.LayerNorm(5)
        self.out = nn.Linear(5, 7, bias=False)

    def forward(self, x):
        return self.out(self.norm(self.lstm(self.embedding(x.long()))[0]))


class SelfAttention(nn.Module):
    """Multi-head attention of x to itself, and scores for each step."""

    def __init__(self, **options):
        super().__init__()
        self.attention = nn.MultiheadAttention(6, 3, batch_first=True, **options)
        self.head = nn.Linear(6, 6)

    def forward(self, x):
        return self.head(self.attention(x, x, x, need_weights=False)[0])


class Encoder(nn.Module):
    """Two encoder layers with a last norm: modules of one shape under several names."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(7, 4)
        layer = nn.TransformerEncoderLayer(4, 2, 4, dropout=0.0, norm_first=True, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, norm=nn.LayerNorm(4), enable_nested_tensor=False)
        self.head = nn.Linear(4, 7)

    def forward(self, x):
        return self.head(self.encoder(self.embedding(x.long())))


def deep():
    """Twelve linear modules of one shape, so that "10" comes before "2" in the alphabet."""
    layers = OrderedDict()
    for number in range(0, 24, 2):
        layers[str(number)] = nn.Linear(3, 3)
        layers[str(number + 1)] = nn.Tanh()
    return nn.Sequential(layers)


def models():
    yield "mlp", nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3)), torch.randn(5, 4)
    yield "deep", deep(), torch.randn(2, 3)
    yield "cnn", nn.Sequential(
        nn.Conv2d(1, 3, 3, padding=1),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(3, 4, 2),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(36, 3),
    ), torch.randn(2, 1, 8, 8)
    yield "named-cnn", NamedCNN(), torch.randn(2, 2, 6, 6)
    yield "rnn", Recurrent(nn.RNN, 3, 4, 2), torch.randn(2, 5, 3)
    yield "lstm", Recurrent(nn.LSTM, 3, 4, 2), torch.randn(2, 5, 3)
    yield "gru", Recurrent(nn.GRU, 3, 4, 2, last=False), torch.randn(2, 5, 3)
    yield "no-bias", Recurrent(nn.GRU, 3, 4, 2, bias=False), torch.randn(2, 5, 3)
    yield "writer", Writer(), torch.randint(0, 7, (2, 6)).float()
    yield "attention", SelfAttention(), torch.randn(2, 5, 6)
    yield "attention-no-bias", SelfAttention(bias=False), torch.randn(2, 5, 6)
    yield "encoder-layer", nn.TransformerEncoderLayer(6, 2, 5, dropout=0.0, batch_first=True), torch.randn(2, 5, 6)
    yield "encoder", Encoder(), torch.randint(0, 7, (2, 6)).float()
    yield "generator", nn.Sequential(
        nn.ConvTranspose2d(3, 4, 4, stride=2, padding=1),
        nn.ReLU(),
        nn.ConvTranspose2d(4, 1, 3, stride=2, output_padding=1, bias=False),
    ), torch.randn(2, 3, 3, 2)


def randomize(model):
    """Biases, norms and running statistics that are not 0 and 1."""
    for name, tensor in model.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2)
        elif tensor.dim() == 1 and tensor.is_floating_point():
            tensor.normal_()
    return model.eval()


def plain(tensor):
    return {"shape": list(tensor.shape), "values": tensor.double().reshape(-1).tolist()}


def write_models():
    cases = []
    for number, (name, model, x) in enumerate(models()):
        torch.manual_seed(number)
        for p in model.parameters():
            nn.init.normal_(p, std=0.5)
        x = x if name in ("writer", "encoder") else torch.randn(x.shape)
        randomize(model)
        for kind in [torch.float32] + ([torch.float16, torch.bfloat16] if name == "mlp" else []):
            label = name if kind == torch.float32 else f"{name}-{str(kind).split('.')[1]}"
            model.to(kind)
            state = {key: value.contiguous() for key, value in model.state_dict().items()}
            save_file(state, f"pytorch-{label}.safetensors", metadata={"format": "pt"})
            with torch.no_grad():
                y = model.double()(x.double())
            cases.append({"name": label, "input": plain(x), "output": plain(y)})
            model.float()
    with open("pytorch_models.json", "w") as file:
        json.dump({"cases": cases}, file)


def write_types():
    floats = [0.0, -0.0, 1.0, -2.5, 0.333251953125, 65504.0, 2.0**-14, 2.0**-24, float("inf")]
    tensors = {
        "F64": torch.tensor([0.0, -1.5, 1 / 3, 1e-30, 1e30], dtype=torch.float64),
        "F32": torch.tensor([0.0, -1.5, 1 / 3, 1e-30, 3e38], dtype=torch.float32),
        "F16": torch.tensor(floats + [1023 * 2.0**-24, -(2.0**-20)], dtype=torch.float16),
        "BF16": torch.tensor(floats[:5] + [3e38, 1e-30, float("-inf")], dtype=torch.bfloat16),
        "I64": torch.tensor([0, -1, 5, 2**24 + 1, 2**62, -(2**63)], dtype=torch.int64),
        "I32": torch.tensor([0, -1, 5, 2**31 - 1, -(2**31)], dtype=torch.int32),
        "I16": torch.tensor([0, -1, 2**15 - 1, -(2**15)], dtype=torch.int16),
        "I8": torch.tensor([0, -1, 127, -128], dtype=torch.int8),
        "U64": torch.tensor([0, 5, 2**63 + 2048], dtype=torch.uint64),
        "U32": torch.tensor([0, 5, 2**32 - 1], dtype=torch.uint32),
        "U16": torch.tensor([0, 5, 2**16 - 1], dtype=torch.uint16),
        "U8": torch.tensor([[0, 5], [127, 255]], dtype=torch.uint8),
        "BOOL": torch.tensor([True, False, True]),
    }
    left_alone = {
        "F8_E4M3": torch.tensor([1.0, 2.0]).to(torch.float8_e4m3fn),
        "F8_E5M2": torch.tensor([1.0, 2.0, 3.0]).to(torch.float8_e5m2),
        "C64": torch.tensor([1 + 2j], dtype=torch.complex64),
    }
    save_file({**tensors, **left_alone}, "types.safetensors")
    cases = [
        {
            "name": name,
            "shape": list(tensor.shape),
            # As texts: JSON knows no infinity, and its readers round whole numbers.
            "values": [repr(float(value)) for value in tensor.reshape(-1).tolist()],
        }
        for name, tensor in tensors.items()
    ]
    with open("types.json", "w") as file:
        json.dump({"cases": cases}, file)


def write_headers():
    """What the package says of odd headers; the third item is the number of bytes that follow."""
    four = '"dtype":"F32","shape":[4],"data_offsets":[0,16]'
    two = '"dtype":"F32","shape":[2],"data_offsets":'
    headers = {
        "plain": ('{"a":{%s}}' % four, 16),
        "space before": (' {"a":{%s}}' % four, 16),
        "space after": ('{"a":{%s}} \n ' % four, 16),
        "text after": ('{"a":{%s}}x' % four, 16),
        "zero byte after": ('{"a":{%s}}\0' % four, 16),
        "field twice": ('{"a":{"dtype":"F32",%s}}' % four, 16),
        "metadata twice": ('{"__metadata__":{},"__metadata__":{},"a":{%s}}' % four, 16),
        "metadata": ('{"__metadata__":{"x":"1"},"a":{%s}}' % four, 16),
        "metadata null": ('{"__metadata__":null,"a":{%s}}' % four, 16),
        "metadata with a number": ('{"__metadata__":{"x":1},"a":{%s}}' % four, 16),
        "metadata list": ('{"__metadata__":[],"a":{%s}}' % four, 16),
        "overlap": ('{"a":{%s[0,8]},"b":{%s[4,12]}}' % (two, two), 12),
        "the same bytes": ('{"a":{%s[0,8]},"b":{%s[0,8]}}' % (two, two), 8),
        "gap": ('{"a":{%s[0,8]},"b":{%s[12,20]}}' % (two, two), 20),
        "gap at the start": ('{"a":{%s[4,12]}}' % two, 12),
        "bytes after": ('{"a":{%s}}' % four, 17),
        "bytes missing": ('{"a":{%s}}' % four, 15),
        "reverse order": ('{"a":{%s[8,16]},"b":{%s[0,8]}}' % (two, two), 16),
        "unknown field": ('{"a":{%s,"x":[1.5,{"y":null},-1,true]}}' % four, 16),
        "no offsets": ('{"a":{"dtype":"F32","shape":[4]}}', 16),
        "fraction in shape": ('{"a":{"dtype":"F32","shape":[4.0],"data_offsets":[0,16]}}', 16),
        "exponent in shape": ('{"a":{"dtype":"F32","shape":[4e0],"data_offsets":[0,16]}}', 16),
        "negative shape": ('{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}', 16),
        "true in shape": ('{"a":{"dtype":"F32","shape":[true],"data_offsets":[0,4]}}', 4),
        "text in shape": ('{"a":{"dtype":"F32","shape":["4"],"data_offsets":[0,16]}}', 16),
        "leading zero": ('{"a":{"dtype":"F32","shape":[04],"data_offsets":[0,16]}}', 16),
        "minus zero": ('{"a":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}', 0),
        "three offsets": ('{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16,16]}}', 16),
        "offsets reversed": ('{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}', 16),
        "wrong shape": ('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}', 16),
        "scalar": ('{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', 4),
        "overflowing shape": ('{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}', 16),
        "overflowing empty shape": ('{"a":{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}', 0),
        "2 to the 64": ('{"a":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,16]}}', 16),
        "unknown type": ('{"a":{"dtype":"X9","shape":[4],"data_offsets":[0,16]}}', 16),
        "small letters": ('{"a":{"dtype":"f32","shape":[4],"data_offsets":[0,16]}}', 16),
        "list": ("[]", 0),
        "nothing": ("", 0),
        "no tensors": ("{}", 0),
        "no tensors, a byte": ("{}", 1),
        "escaped name": ('{"\\u0061\\n\\"":{%s}}' % four, 16),
        "half a pair": ('{"\\ud800":{%s}}' % four, 16),
        "a pair": ('{"\\ud83d\\ude00":{%s}}' % four, 16),
        "tab in name": ('{"a\tb":{%s}}' % four, 16),
        "unknown escape": ('{"\\x":{%s}}' % four, 16),
        "comma at the end": ('{"a":{%s},}' % four, 16),
        "single quotes": ("{'a':{%s}}" % four, 16),
        "one name, two spellings": ('{"a":{%s[0,8]},"\\u0061":{%s[8,16]}}' % (two, two), 16),
        "empty name": ('{"":{%s}}' % four, 16),
        "empty tensor between": (
            '{"a":{%s[0,8]},"b":{"dtype":"F32","shape":[0],"data_offsets":[8,8]},"c":{%s[8,16]}}' % (two, two),
            16,
        ),
        "empty tensor inside": ('{"a":{%s},"b":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}' % four, 16),
        "byte-order mark": ('\ufeff{"a":{%s}}' % four, 16),
        "four bits each": ('{"a":{"dtype":"F4","shape":[2,4],"data_offsets":[0,4]}}', 4),
        "half a byte": ('{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}', 2),
    }
    cases = []
    for name, (header, following) in headers.items():
        text = header.encode()
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(struct.pack("<Q", len(text)) + text + bytes(following))
        try:
            with safe_open(file.name, framework="numpy") as opened:
                names, problem = sorted(opened.keys()), None
        except SafetensorError as error:
            names, problem = None, str(error)
        os.remove(file.name)
        cases.append({"name": name, "header": header, "following": following, "tensors": names, "says": problem})
    with open("headers.json", "w") as file:
        json.dump({"cases": cases}, file, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    torch.manual_seed(0)
    write_models()
    write_types()
    write_headers()
