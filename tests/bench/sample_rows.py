# SPDX-License-Identifier: GPL-3.0-or-later
"""sample_rows.py CSV FOLDER TRAIN TEST: writes FOLDER/train.csv and FOLDER/test.csv.

The first rows of the file in an order drawn once, so that every run learns from the same and is measured on the same.
"""
import csv
import random
import sys


def main(source, folder, train, test):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    random.Random(0).shuffle(rows)
    for name, part in (("train", rows[:train]), ("test", rows[train:train + test])):
        with open(f"{folder}/{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(part)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
