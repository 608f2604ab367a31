"""Loads a character model that Nabla saved into PyTorch, and compares the logits.

    pip install safetensors torch
    NABLA_SAVE_MODEL=/tmp/model.safetensors swift test --filter RecurrentFileTests
    python load_recurrent.py /tmp/model.safetensors

FILE holds the weights of Sequential(Embedding, LSTM, GRU, RNN, TimeDistributed(Dense)) and, under "ids" and "logits", an input
with what Nabla made of it. Exit status 1 when the logits differ by more than 1e-4.
"""

import sys

import torch
from safetensors.torch import load_file
from torch import nn

file = load_file(sys.argv[1])
x = nn.functional.embedding(file["ids"].long(), file["layers.0.weight"])
for number, kind in enumerate(["LSTM", "GRU", "RNN"], start=1):
    own = {
        name.split(".")[2]: tensor for name, tensor in file.items() if name.startswith(f"layers.{number}.")
    }
    features, wide = own["inputWeight"].shape
    units = own["recurrentWeight"].shape[0]
    layer = getattr(nn, kind)(features, units, batch_first=True)
    layer.load_state_dict(
        {
            "weight_ih_l0": own["inputWeight"].T,
            "weight_hh_l0": own["recurrentWeight"].T,
            "bias_ih_l0": own["bias"],
            "bias_hh_l0": own.get("recurrentBias", torch.zeros(wide)),
        }
    )
    x = layer(x)[0]
logits = x @ file["layers.4.layer.weight"] + file["layers.4.layer.bias"]
difference = (logits - file["logits"]).abs().max().item()
print(f"largest difference {difference:.1e} among {logits.numel()} logits, largest {logits.abs().max().item():.2f}")
sys.exit(not difference <= 1e-4)
