# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run of compare_strategies.sh comes to, and the table of all of them.

usage: strategy_row.py --add ROWS.jsonl STRATEGY EVENTS FOLDER
       strategy_row.py --table ROWS.jsonl
The file size is the PEFT adapter's where the folder has one, else the weights'.
"""
import json
import os
import statistics
import sys


def add(rows, strategy, events, folder):
    with open(events, encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    started = next(event for event in told if event["event"] == "run_started")
    finished = next(event for event in told if event["event"] == "finished")
    adapter = os.path.join(folder, "adapter")
    kept = adapter if os.path.isdir(adapter) else folder
    row = {"strategy": strategy, "trainable": started["trainable_parameters"], "accuracy": finished["metrics"]["accuracy"],
           "seconds": finished["train_seconds"],
           "memory": max(event["memory_bytes"] for event in told if event["event"] == "step"),
           "bytes": sum(os.path.getsize(os.path.join(kept, name)) for name in os.listdir(kept) if name.endswith(".safetensors"))}
    with open(rows, "a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    print(json.dumps(row), file=sys.stderr)


def table(rows):
    with open(rows, encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    print("| strategy | accuracy, % | learns | seconds | memory, MB | file, MB |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for strategy in dict.fromkeys(run["strategy"] for run in runs):
        mine = [run for run in runs if run["strategy"] == strategy]
        middle = {name: statistics.median(run[name] for run in mine) for name in ("seconds", "memory", "bytes")}
        accuracy = statistics.mean(run["accuracy"] for run in mine)
        print(f"| `{strategy}` | {100 * accuracy:.1f} | {mine[0]['trainable']:,} | {middle['seconds']:.0f} | "
              f"{middle['memory'] / 1e6:.0f} | {middle['bytes'] / 1e6:.2f} |")


if __name__ == "__main__":
    add(*sys.argv[2:]) if sys.argv[1] == "--add" else table(sys.argv[2])
