# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the rated texts of the vaderSentiment source distribution into labelled CSV files (Hutto & Gilbert, ICWSM 2014).

usage: rated_texts.py vaderSentiment-2.5.tar.gz FOLDER
Columns id, text, label, score. The label is the sign of the mean score (-4 to 4); texts with |score| < 0.5 are left out,
since raters did not agree that they are either. White space within a text is collapsed.
"""
import csv
import io
import pathlib
import sys
import tarfile

DATASETS = {
    "movieReviewSnippets": "movie_reviews",
    "amazonReviewSnippets": "product_reviews",
    "tweets": "tweets",
    "nytEditorialSnippets": "news_editorials",
}
UNDECIDED = 0.5


def member(archive, ending):
    """The bytes of the one file in a tar archive whose name ends so."""
    names = [name for name in archive.getnames() if name.endswith(ending)]
    if len(names) != 1:
        sys.exit(f"error: {len(names)} files end in {ending}; 1 was expected")
    return archive.extractfile(names[0]).read()


def labelled(rated):
    """(id, text, label, score) for each line `id TAB score TAB text` that is decided."""
    for line in rated.decode("utf-8-sig").split("\n"):
        if not line.strip():
            continue
        identity, score, text = line.split("\t")
        if abs(float(score)) >= UNDECIDED:
            label = "positive" if float(score) > 0 else "negative"
            yield identity, " ".join(text.split()), label, f"{float(score):.4f}"


def main(source, target):
    with tarfile.open(source) as distribution:
        inner = member(distribution, "/hutto_ICWSM_2014.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(inner)) as archive:
        for name, dataset in DATASETS.items():
            rows = labelled(member(archive, f"/{name}_GroundTruth.txt"))
            with open(pathlib.Path(target) / f"{dataset}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["id", "text", "label", "score"])
                writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
