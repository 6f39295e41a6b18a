#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What gradient checkpointing saves and costs, by `espalier train --estimate`: the table of docs/benchmarks.md.
#   tests/bench/compare_checkpointing.sh [--espalier FILE] [--samples DIR] [--threads N]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
espalier=$root/build/dev/bin/espalier samples=$root/.deps/samples threads=$(nproc)
while (($#)); do
    case $1 in
        --espalier | --samples | --threads) declare "${1#--}=$2"; shift ;;
        *) sed -n 3,4p "$0" >&2; exit 2 ;;
    esac
    shift
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Reviews are short: several make a text of 128 tokens and more.
python3 - "$samples/movie_reviews.csv" "$scratch/long.csv" <<'PYTHON'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["text", "label"])
    for i in range(36):
        writer.writerow([" ".join(row["text"] for row in rows[16 * i:16 * i + 16]), "ab"[i % 2]])
PYTHON

printf '| model | strategy | checkpointing | activations, MB | all, MB | seconds a step |\n| --- | --- | --- | ---: | ---: | ---: |\n'
while read -r model task strategy; do
    for flag in "" --gradient-checkpointing; do
        "$espalier" --workspace "$scratch/workspace" --quiet --json --threads "$threads" --device cpu train --estimate --task "$task" \
            --model "$samples/models/$model" --data "$scratch/long.csv" --strategy "$strategy" --batch-size 32 --max-length 128 \
            --split 0.9,0.1 $flag >"$scratch/estimate.json"
        python3 - "$model" "$strategy" "${flag:+yes}" "$scratch/estimate.json" <<'PYTHON'
import json, sys
model, strategy, yes, path = sys.argv[1:]
e = json.load(open(path))
print(f"| {model} | `{strategy}` | {yes or 'no'} | {e['activation_bytes'] / 1e6:,.0f} | {e['memory_bytes'] / 1e6:,.0f} | {e['seconds_per_step']:.1f} |")
PYTHON
    done
done <<'CASES'
all-MiniLM-L6-v2 classification full
smollm2-135m-instruct causal-lm lora
CASES
