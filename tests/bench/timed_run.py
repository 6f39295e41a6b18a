# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `espalier train … --events -` and prints one JSON line, timed from outside.

usage: timed_run.py ROWS EPOCHS COMMAND…
The clock runs from the event run_started to that of the last step. So everything that learning needs is in it, the
features of frozen runs too (those of the held-out rows included), which the program's own rate leaves out.
"""
import json
import subprocess
import sys
import time


def main(rows, epochs, command):
    started = ended = accuracy = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "run_started":
                started = time.perf_counter()
            elif event["event"] == "step":
                ended = time.perf_counter()
            elif event["event"] == "finished":
                accuracy = event["metrics"].get("accuracy")
    if process.returncode or accuracy is None:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    print(json.dumps({"samples_per_second": rows * epochs / (ended - started), "accuracy": accuracy}))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
