# SPDX-License-Identifier: GPL-3.0-or-later
"""tokenizer_peer.py FOLDER FILE [THREADS]: what bench_tokenizer measures, of Hugging Face's library."""
import os
import sys
import time

threads = sys.argv[3] if len(sys.argv) > 3 else "1"
os.environ["RAYON_NUM_THREADS"] = threads
os.environ["TOKENIZERS_PARALLELISM"] = "true" if int(threads) > 1 else "false"
from tokenizers import Tokenizer


def report(name, lines, encode):
    """Prints the median of five runs."""
    size, seconds = sum(len(line.encode()) for line in lines), []
    for _ in range(5):
        begin = time.perf_counter()
        encodings = encode(lines)
        seconds.append(time.perf_counter() - begin)
    middle = sorted(seconds)[2]
    print(f"{name}: {sum(len(one.ids) for one in encodings)} tokens, {middle:.6f} s, {size / middle / 1e6:.5f} MB/s")


def main():
    tokenizer = Tokenizer.from_file(os.path.join(sys.argv[1], "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")[:-1]
    report("ids", lines, tokenizer.encode_batch_fast)
    report("with offsets", lines, tokenizer.encode_batch)


if __name__ == "__main__":
    main()
