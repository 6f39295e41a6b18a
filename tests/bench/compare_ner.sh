#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts `espalier train --task tokens` beside Transformers' Trainer on the tweets with marked names: the same sentences,
# seeds, rates and threads, by turns, on this machine. Prints a table; what is going on goes to standard error.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: tests/bench/compare_ner.sh --python PYTHON [options]

  --python PYTHON   a Python with torch, transformers, accelerate and seqeval
  --espalier FILE   our program (default: build/dev/bin/espalier)
  --seeds N         rounds, each with another split and seed: 0, 1, … (3)
  --epochs N        (8)
  --threads N       threads of both sides (all cores)
  --sides S         any of: peer ours ("peer ours")
  --samples DIR     where twitter_ner.conll and models/ are (.deps/samples)

Batches of 16 at 5e-4, linear to 0 without warm-up, weight decay 0.01; four fifths of the sentences are trained on, the
others are held out. Span F1 is that of the last step on both sides.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python='' espalier=$root/build/dev/bin/espalier seeds=3 epochs=8 threads=$(nproc) sides="peer ours" samples=$root/.deps/samples
while (($#)); do
    case $1 in
        --python | --espalier | --seeds | --epochs | --threads | --sides | --samples) declare "${1#--}=$2"; shift ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[[ $python ]] || { usage >&2; exit 2; }
model=$samples/models/all-MiniLM-L6-v2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

peer() {
    "$python" "$root/tests/bench/ner_peer.py" --model "$model" --train "$scratch/train.conll" --test "$scratch/test.conll" \
        --epochs "$epochs" --learning-rate 5e-4 --seed "$1" --threads "$threads" 2>"$scratch/peer.log" |
        tail -n 1 || { tail -n 5 "$scratch/peer.log" >&2; return 1; }
}

# No validation data: the last step is what is measured, as the peer does.
ours() {
    "$espalier" --workspace "$scratch/workspace" --quiet --json --threads "$threads" --seed "$1" --device cpu train \
        --model "$model" --data "$scratch/train.conll" --test-data "$scratch/test.conll" --task tokens --strategy full \
        --epochs "$epochs" --learning-rate 5e-4 --batch-size 16 --dropout 0.1 --schedule linear --warmup-ratio 0 \
        --weight-decay 0.01 --max-length 128 --checkpoint-every 1000000 |
        "$python" -c 'import json, sys
one = json.load(sys.stdin)
print(json.dumps({"samples_per_second": one["samples_per_second"], **{name: one["metrics"][name] for name in ("f1", "precision", "recall")}}))'
}

results=$scratch/results.jsonl
for ((seed = 0; seed < seeds; ++seed)); do
    "$python" "$root/tests/bench/ner_peer.py" --split "$samples/twitter_ner.conll" "$scratch" "$seed" 0.2
    for side in $sides; do
        printf 'seed %s, %s\n' "$seed" "$side" >&2
        result=$("$side" "$seed") # a failing side ends the script
        printf '{"side": "%s", "seed": %s, "result": %s}\n' "$side" "$seed" "$result" | tee -a "$results" >&2
    done
done

"$python" - "$results" "$threads" "$epochs" <<'PY'
import json, statistics, sys
runs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
print(f"{len({run['seed'] for run in runs})} seeds, {sys.argv[3]} epochs, {sys.argv[2]} threads; span scores in %\n")
print("| | rows/s (median) | F1 | precision | recall |\n| --- | ---: | ---: | ---: | ---: |")
for side, title in (("peer", "Trainer"), ("ours", "Espalier")):
    results = [run["result"] for run in runs if run["side"] == side]
    if not results:
        continue
    cells = []
    for name in ("f1", "precision", "recall"):
        values = [100 * one[name] for one in results]
        cells.append(f"{statistics.mean(values):.1f}" + (f" ± {statistics.stdev(values):.1f}" if len(values) > 1 else ""))
    print(f"| {title} | {statistics.median(one['samples_per_second'] for one in results):.1f} | " + " | ".join(cells) + " |")
PY
