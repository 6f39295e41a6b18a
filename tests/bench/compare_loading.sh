#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts loading a model of 498 MB beside Transformers' from_pretrained, by turns: seconds to the logits of one token, and
# the most memory. Ours is the whole program from its start to its end; theirs begins after Python's imports.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: tests/bench/compare_loading.sh --python PYTHON [--espalier FILE] [--rounds N]

  --python PYTHON   a Python with torch and transformers
  --espalier FILE   our program (default: build/dev/bin/espalier)
  --rounds N        (5) after one of each that is not counted
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python='' espalier=$root/build/dev/bin/espalier rounds=5
while (($#)); do
    case $1 in
        --python | --espalier | --rounds) declare "${1#--}=$2"; shift ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[[ $python ]] || { usage >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$python" "$root/tests/bench/load_peer.py" --make "$scratch/model" >"$scratch/log" 2>&1 || { tail -n 5 "$scratch/log" >&2; exit 1; }

ours() {
    "$python" "$root/tests/bench/load_peer.py" --time "$espalier" --workspace "$scratch/workspace" --json forward "$scratch/model" \
        --ids 64 --output "$scratch/logits.safetensors"
}
peer() { "$python" "$root/tests/bench/load_peer.py" "$scratch/model" 2>"$scratch/log"; }

for ((round = 0; round <= rounds; ++round)); do
    for side in peer ours; do
        result=$("$side")
        ((round == 0)) || printf '{"side": "%s", "result": %s}\n' "$side" "$result" | tee -a "$scratch/results.jsonl" >&2
    done
done

"$python" - "$scratch/results.jsonl" <<'PY'
import json, statistics, sys
runs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
print("| | seconds (median) | peak of the process, MB |\n| --- | ---: | ---: |")
for side, title in (("peer", "Transformers"), ("ours", "Espalier")):
    results = [run["result"] for run in runs if run["side"] == side]
    seconds, peak = (statistics.median(one[name] for one in results) for name in ("seconds", "bytes"))
    print(f"| {title} | {seconds:.2f} | {peak / 1e6:.0f} |")
PY
