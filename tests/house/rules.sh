#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Greps the source tree for what the architecture forbids. Prints "file:line: rule" for each breach; exits 1 where there is one.
set -u
rules=$(cd "$(dirname "$0")" && pwd)
cd "${1:?usage: rules.sh ROOT}" || exit 2

# Every folder of ours; what tests read (fixtures) and what a build makes is not source.
sources() {
    find app cmake engine packaging resources tests ui CMakeLists.txt run.sh test.sh -type f \
        -not -path 'tests/fixtures/*' \( "$@" \) 2>/dev/null | LC_ALL=C sort
}

# The layers from the lowest up, as engine/CMakeLists.txt lists them.
order=$(sed -n 's/^foreach(folder \(.*\))$/\1/p' engine/CMakeLists.txt)
if [ -z "$order" ]; then
    echo "engine/CMakeLists.txt: no list of the layers"
    exit 1
fi

breaches=$(
    sources -name '*.cpp' -o -name '*.h' -o -name '*.inc' | xargs awk -v order="$order" -f "$rules/includes.awk" || echo "includes.awk failed"
    sources -name '*.cpp' -o -name '*.h' -o -name '*.cmake' -o -name 'CMakeLists.txt' -o -name '*.sh' -o -name '*.py' -o -name '*.awk' |
        xargs awk -f "$rules/files.awk" || echo "files.awk failed"
)
if [ -n "$breaches" ]; then
    echo "$breaches"
    exit 1
fi
