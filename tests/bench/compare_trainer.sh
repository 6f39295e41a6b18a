#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts `espalier train` beside Transformers' Trainer: the same rows, seeds, rates and threads, by turns, on this machine.
# Prints the table of docs/benchmarks.md; what is going on goes to standard error.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: tests/bench/compare_trainer.sh --python PYTHON [options]

  --python PYTHON   a Python with torch, transformers, accelerate and, for lora, peft
  --espalier FILE   our program (default: build/dev/bin/espalier)
  --rows N          rows to learn from (4000); as many as --test are held out
  --test N          rows held out (1000)
  --seeds N         rounds, each with another seed: 0, 1, … (3)
  --threads N       threads of both sides (all cores)
  --strategies S    any of: full lora frozen frozen-mean ("full lora frozen frozen-mean")
  --samples DIR     where movie_reviews.csv and models/ are (.deps/samples)

full is 2 epochs at 1e-4, lora (rank 8, PEFT beside it) 2 at 5e-4; frozen is 3 epochs at 1e-3, the head on the first token as Transformers' class has it;
frozen-mean is ours alone: the same with the mean of all tokens, against the Trainer's frozen run, which must be in --strategies.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python='' espalier=$root/build/dev/bin/espalier rows=4000 test=1000 seeds=3 threads=$(nproc)
strategies="full lora frozen frozen-mean" samples=$root/.deps/samples
while (($#)); do
    case $1 in
        --python | --espalier | --rows | --test | --seeds | --threads | --strategies | --samples) declare "${1#--}=$2"; shift ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[[ $python ]] || { usage >&2; exit 2; }
model=$samples/models/all-MiniLM-L6-v2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$python" "$root/tests/bench/sample_rows.py" "$samples/movie_reviews.csv" "$scratch" "$rows" "$test"

# Sets epochs and rate for a strategy.
choose_settings() {
    case $1 in
        full) epochs=2 rate=1e-4 ;;
        lora) epochs=2 rate=5e-4 ;;
        *) epochs=3 rate=1e-3 ;;
    esac
}

peer() {
    local seed=$1 strategy=$2
    "$python" "$root/tests/bench/trainer_peer.py" --model "$model" --train "$scratch/train.csv" --test "$scratch/test.csv" \
        --strategy "$strategy" --epochs "$epochs" --learning-rate "$rate" --seed "$seed" --threads "$threads" \
        2>"$scratch/peer.log" | tail -n 1 || { tail -n 5 "$scratch/peer.log" >&2; return 1; }
}

# Without checkpoints, as the peer: at most one, at the end.
ours() {
    local seed=$1 strategy=$2 pooling=cls
    [[ $strategy != *-mean ]] || pooling=mean
    "$python" "$root/tests/bench/timed_run.py" "$rows" "$epochs" "$espalier" --workspace "$scratch/workspace" --quiet \
        --threads "$threads" --seed "$seed" --device cpu train --model "$model" --data "$scratch/train.csv" \
        --test-data "$scratch/test.csv" --task classification --strategy "${strategy%-mean}" --pooling "$pooling" \
        --epochs "$epochs" --learning-rate "$rate" --batch-size 16 --dropout 0.1 --schedule linear --warmup-ratio 0.1 \
        --weight-decay 0.01 --max-length 128 --checkpoint-every 1000000 --events -
}

results=$scratch/results.jsonl
for ((seed = 0; seed < seeds; ++seed)); do
    for strategy in $strategies; do
        choose_settings "$strategy"
        for side in peer ours; do
            [[ $side$strategy != peer*-mean ]] || continue    # its peer is the frozen run
            printf '%s, seed %s, %s\n' "$strategy" "$seed" "$side" >&2
            printf '{"side": "%s", "strategy": "%s", "seed": %s, "result": %s}\n' "$side" "$strategy" "$seed" \
                "$("$side" "$seed" "$strategy")" | tee -a "$results" >&2
        done
    done
done

"$python" - "$results" "$threads" <<'PY'
import json, platform, statistics, sys
import torch, transformers
runs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]

def figures(side, strategy):
    results = [run["result"] for run in runs if (run["side"], run["strategy"]) == (side, strategy)]
    return statistics.median(one["samples_per_second"] for one in results), [one["accuracy"] for one in results]

def percent(values):
    return f"{100 * statistics.mean(values):.1f}" + (f" ± {100 * statistics.stdev(values):.1f}" if len(values) > 1 else "")

processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
rounds = len({run["seed"] for run in runs})
print(f"{processor}, {sys.argv[2]} threads; torch {torch.__version__}, Transformers {transformers.__version__}; "
      f"rows/s: median of {rounds}; accuracy: mean of {rounds} seeds, in %.\n")
print("| strategy | Trainer, rows/s | Espalier, rows/s | ratio | Trainer, accuracy | Espalier, accuracy |")
print("| --- | ---: | ---: | ---: | ---: | ---: |")
for strategy in dict.fromkeys(run["strategy"] for run in runs):
    peer_rate, peer_accuracy = figures("peer", strategy.removesuffix("-mean"))
    rate, accuracy = figures("ours", strategy)
    print(f"| {strategy} | {peer_rate:.1f} | {rate:.1f} | {rate / peer_rate:.2f}× | {percent(peer_accuracy)} | {percent(accuracy)} |")
PY
