#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files with random damage: what Python's readers refuse, ours must refuse too.

    python tests/reference/checkpoint_mutants.py build/dev/bin/checkpoint_verdicts [COUNT]

Mutates the fixtures (bytes flipped, numbers replaced by tempting ones, pieces cut, repeated or moved) and compares the
verdicts of safetensors.safe_open, gguf.GGUFReader and torch.load(weights_only=True) with ours.
"""
import collections
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import torch
from gguf import GGUFReader
from safetensors import safe_open

TESTS = pathlib.Path(__file__).resolve().parent.parent
SEEDS = {".safetensors": [TESTS / "fixtures/checkpoint/all_types.safetensors"], ".gguf": sorted((TESTS / "fuzz/seeds").glob("*.gguf")),
         ".bin": [TESTS / f"fixtures/checkpoint/torch/{n}.bin" for n in ("module", "zip", "legacy", "lightning")]}
TEMPTING = [0, 1, 2, 3, 4, 7, 8, 9, 31, 32, 127, 128, 255, 256, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**62, 2**63, 2**64 - 1]
warnings.filterwarnings("ignore")


def mutate(data, rng):
    data = bytearray(data)
    head = min(len(data), 1200)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        at = rng.randrange(head if rng.random() < 0.8 else len(data))
        kind = rng.randrange(6)
        if kind == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at] = rng.choice(b"0123456789{}[]\",:\x00\xff")
        elif kind == 2:
            size = rng.choice([1, 2, 4, 8])
            data[at:at + size] = (rng.choice(TEMPTING) % 256**size).to_bytes(size, "little")
        elif kind == 3:
            del data[at:at + rng.choice([1, 4, 8, 64])]
        elif kind == 4:
            data[at:at] = data[at:at + rng.choice([1, 4, 8, 64])]
        else:
            del data[max(1, len(data) - rng.randrange(1, 200)):]
        if not data:
            data = bytearray(b"x")
        head = min(len(data), 1200)
    return bytes(data)


def reference(path):
    """None where Python accepts the file, else why not."""
    try:
        if path.suffix == ".safetensors":
            with safe_open(path, "pt") as file:
                file.keys()
        elif path.suffix == ".gguf":
            GGUFReader(path)
        else:
            value = torch.load(path, weights_only=True, map_location="cpu")
            del value
        return None
    except BaseException as error:  # whatever it is
        return f"{type(error).__name__}: {error}"


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    rng = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for suffix, seeds in SEEDS.items():
            for i in range(count):
                path = pathlib.Path(folder) / f"{i}{suffix}"
                path.write_bytes(mutate(rng.choice(seeds).read_bytes(), rng))
                paths.append(path)
        ours = subprocess.run([sys.argv[1]], input="\n".join(map(str, paths)) + "\n", capture_output=True, text=True, check=True).stdout.splitlines()
        assert len(ours) == len(paths)
        table = collections.Counter()
        shown = collections.Counter()
        for path, verdict in zip(paths, ours):
            theirs = reference(path)
            table[path.suffix, "ok" if theirs is None else "refused", "ok" if verdict == "ok" else "refused"] += 1
            if theirs is not None and verdict == "ok" and shown[path.suffix] < 15:
                shown[path.suffix] += 1
                print(path.suffix, "ours accepts what the reference refuses:", theirs[:200])
            if theirs is None and verdict != "ok" and shown[path.suffix, 1] < 8:
                shown[path.suffix, 1] += 1
                print(path.suffix, "ours refuses what the reference accepts:", verdict.replace(folder, "")[:200])
        for (suffix, theirs, mine), number in sorted(table.items()):
            print(f"{suffix:13} reference {theirs:8} ours {mine:8} {number}")


main()
