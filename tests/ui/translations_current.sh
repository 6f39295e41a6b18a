#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# translations_current.sh LUPDATE SOURCE: fails where the sources have a text that a .ts file has no translation for.
lupdate=$1; source=$2
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
cp "$source"/translations/*.ts "$copy" || exit 1
cd "$source" || exit 1
"$lupdate" -silent -I . -no-obsolete -locations none ui app/gui -ts "$copy/espalier_de.ts" 2>/dev/null || exit 1
"$lupdate" -silent -I . -no-obsolete -locations none -pluralonly ui app/gui -ts "$copy/espalier_en.ts" 2>/dev/null || exit 1
if grep -B3 'type="unfinished"' "$copy"/*.ts; then
    echo "run translations/update.sh and translate what is unfinished"
    exit 1
fi
