# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job without a window: import, train, evaluate, predict a sentence. Sourced after samples.sh.

# The quickest of the window's sample experiments (resources/samples.json).
starter_sample=product-reviews
starter_name="Starter experiment"

# starter FIELD: dataset, dataset_file, text or recipe of the sample.
starter() {
    python3 -c '
import json, sys
sample = next(one for one in json.load(open(sys.argv[1], encoding="utf-8"))["samples"] if one["id"] == sys.argv[2])
value = sample[sys.argv[3]]
print(value if isinstance(value, str) else json.dumps(value))' "$root/resources/samples.json" "$starter_sample" "$1"
}

# The number of the last starter experiment that is complete, from `espalier --json runs list`; empty: none.
finished_starter() {
    python3 -c '
import json, sys
runs = [one["run"] for one in json.load(sys.stdin) if one["status"] == "completed" and one["name"] == sys.argv[1]]
print(runs[-1] if runs else "")' "$starter_name"
}

# run_starter PROGRAM [GLOBAL OPTION…]
run_starter() {
    local espalier=("$@") run data
    run=$("${espalier[@]}" --json runs list | finished_starter)
    if [[ ! $run ]]; then
        data=$(starter dataset)
        begin "Importing $data"
        if ! "${espalier[@]}" data show "$data" >/dev/null 2>&1; then
            "${espalier[@]}" --quiet data import "$samples/$(starter dataset_file)" --name "$data" >/dev/null
            "${espalier[@]}" data split "$data"
        fi
        begin "Training all-MiniLM-L6-v2 on it, its features frozen (less than a minute on two cores)"
        starter recipe >"$deps/starter.json"
        "${espalier[@]}" train "$deps/starter.json" --name "$starter_name"
        run=$("${espalier[@]}" --json runs list | finished_starter)
        [[ $run ]] || stop "the starter experiment did not come to its end" "Look at it: $1 runs list"
        begin "Evaluating run $run on rows that it has not seen"
        "${espalier[@]}" eval "run:$run" --data "$data" --split test
    fi
    begin "Predicting a sentence with run $run"
    "${espalier[@]}" predict "run:$run" --text "$(starter text)"
    say "Your own: ${1#"$root/"} predict run:$run --text \"…\""
}
