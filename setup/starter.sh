# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job without a window: import, train, evaluate, predict a sentence. Sourced after samples.sh.

starter_name="Starter experiment"
starter_data=movie_reviews
starter_sentence="A moving, beautifully acted film that stays with you."

# The number of the last starter experiment that is complete, from `espalier --json runs list`; empty: none.
finished_starter() {
    python3 -c '
import json, sys
runs = [r["run"] for r in json.load(sys.stdin) if r["status"] == "completed" and r["name"] == sys.argv[1]]
print(runs[-1] if runs else "")' "$starter_name"
}

# run_starter PROGRAM [GLOBAL OPTION…]
run_starter() {
    local espalier=("$@") run
    run=$("${espalier[@]}" --json runs list | finished_starter)
    if [[ ! $run ]]; then
        begin "Importing $starter_data"
        "${espalier[@]}" data show "$starter_data" >/dev/null 2>&1 ||
            "${espalier[@]}" data import "$samples/$starter_data.csv" --name "$starter_data"
        begin "Training all-MiniLM-L6-v2 on it (frozen features, 3 epochs: about a minute on two cores)"
        "${espalier[@]}" train --model "$samples/models/all-MiniLM-L6-v2" --data "$starter_data" --task classification \
            --strategy frozen --pooling mean --epochs 3 --learning-rate 1e-3 --name "$starter_name"
        run=$("${espalier[@]}" --json runs list | finished_starter)
        begin "Evaluating run $run on the test rows"
        "${espalier[@]}" eval "run:$run" --data "$starter_data" --split test
    fi
    begin "Predicting a sentence with run $run"
    "${espalier[@]}" predict "run:$run" --text "$starter_sentence"
    say "Your own: build/$preset/bin/espalier predict run:$run --text \"…\""
}
