#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the .ts files up to date with the sources; what is new is then marked unfinished, and a test says so.
cd "$(dirname "$0")/.." || exit 1
lupdate=$(command -v lupdate6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate) || { echo "lupdate (Qt 6 linguist tools) is missing"; exit 1; }
"$lupdate" -I . -no-obsolete -locations none ui app/gui -ts translations/espalier_de.ts &&
    "$lupdate" -I . -no-obsolete -locations none -pluralonly ui app/gui -ts translations/espalier_en.ts
