#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains on the film reviews with each strategy at its usual rate, one after the other on this machine, and prints the
# table of docs/strategies.md; what is going on goes to standard error.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: tests/bench/compare_strategies.sh [options]

  --espalier FILE   our program (default: build/dev/bin/espalier)
  --rows N          rows to learn from (4000)
  --test N          rows held out (1000)
  --epochs N        (2)
  --seeds N         rounds, each with another seed: 0, 1, … (1)
  --threads N       (all cores)
  --strategies S    (all of them)
  --samples DIR     where movie_reviews.csv and models/ are (.deps/samples)

Time is that of the steps; memory the most that the process held in them.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
espalier=$root/build/dev/bin/espalier rows=4000 test=1000 epochs=2 seeds=1 threads=$(nproc) samples=$root/.deps/samples
strategies="full frozen top-layers discriminative gradual lora ia3 bitfit adapter prompt prefix scratch"
while (($#)); do
    case $1 in
        --espalier | --rows | --test | --epochs | --seeds | --threads | --strategies | --samples) declare "${1#--}=$2"; shift ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$root/tests/bench/sample_rows.py" "$samples/movie_reviews.csv" "$scratch" "$rows" "$test"

for strategy in $strategies; do
    for ((seed = 0; seed < seeds; ++seed)); do
        printf '%s, seed %s\n' "$strategy" "$seed" >&2
        "$espalier" --workspace "$scratch/workspace" --quiet --threads "$threads" --seed "$seed" --device cpu train \
            --model "$samples/models/all-MiniLM-L6-v2" --data "$scratch/train.csv" --test-data "$scratch/test.csv" \
            --strategy "$strategy" --epochs "$epochs" --checkpoint-every 1000000 --output "$scratch/output" --events - >"$scratch/events"
        python3 "$root/tests/bench/strategy_row.py" --add "$scratch/rows.jsonl" "$strategy" "$scratch/events" "$scratch/output"
        rm -rf "$scratch/output"
    done
done
python3 "$root/tests/bench/strategy_row.py" --table "$scratch/rows.jsonl"
