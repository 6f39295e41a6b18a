# SPDX-License-Identifier: GPL-3.0-or-later
"""What `train --estimate` says against what the run then takes, on the sample reviews; by turns, medians of some rounds.

    python tests/bench/compare_estimate.py PROGRAM SAMPLES [ROUNDS]

PROGRAM is build/dev/bin/espalier, SAMPLES the folder with movie_reviews.csv and models/all-MiniLM-L6-v2. Seconds run from
the event run_started to the last evaluation; memory is what the run took at most beside what was there before.
"""
import json
import statistics
import subprocess
import sys
import tempfile
import time

ROWS = {"full": 800, "lora": 800, "frozen": 2000}


def arguments(program, workspace, samples, strategy, rows):
    return [program, "--json", "--threads", "2", "--workspace", workspace, "train", "--model",
            f"{samples}/models/all-MiniLM-L6-v2", "--data", rows, "--strategy", strategy, "--epochs", "2",
            "--batch-size", "16", "--split", "0.8,0.2"]


def some_rows(samples, count, path):
    with open(f"{samples}/movie_reviews.csv", encoding="utf-8") as source, open(path, "w", encoding="utf-8") as target:
        for number, line in enumerate(source):
            if number > count:
                break
            target.write(line)


def run(command):
    """Seconds from run_started to the last evaluation, and the peak of memory."""
    started = last = 0
    with subprocess.Popen(command + ["--events", "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "run_started":
                started = time.monotonic()
            if event["event"] in ("step", "evaluation"):
                last = time.monotonic()
    return last - started


def main():
    program, samples = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    print("| strategy | estimate, s | run, s | off by | estimate, MB | run, MB | off by |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for strategy, count in ROWS.items():
            rows = f"{folder}/reviews_{count}.csv"
            some_rows(samples, count, rows)
            command = arguments(program, f"{folder}/workspace", samples, strategy, rows)
            expected, taken, memory = [], [], []
            for _ in range(rounds):
                estimate = json.loads(subprocess.check_output(command + ["--estimate"], stderr=subprocess.DEVNULL))
                expected.append(estimate["seconds"])
                taken.append(run(command))
            listed = json.loads(subprocess.check_output(command[:6] + ["runs", "list"]))
            memory = [one["peak_memory_bytes"] for one in listed if one["strategy"] == strategy]
            seconds, actual, peak = (statistics.median(values) for values in (expected, taken, memory))
            planned = estimate["memory_bytes"]
            print(f"| {strategy} | {seconds:.1f} | {actual:.1f} | {100 * (seconds / actual - 1):+.0f} % | "
                  f"{planned / 1e6:.0f} | {peak / 1e6:.0f} | {100 * (planned / peak - 1):+.0f} % |", flush=True)


main()
