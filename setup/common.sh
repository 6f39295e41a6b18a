# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What run.sh and test.sh share: places, words, and failing in one line. Sourced, never run.
set -Eeuo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=./$(basename "$0")
deps=$root/.deps
logs=$deps/logs
doing="Starting"

say() { printf '%s\n' "$*"; }

# begin WHAT: names the step, for the user and for the line that a failure prints.
begin() {
    doing=$1
    say "→ $1"
}

# stop WHAT [HOW TO GO ON]: one line, and the end.
stop() {
    trap - ERR
    printf '%s: %s%s\n' "$program" "$1" "${2:+. $2}" >&2
    exit 1
}

wrong_usage() {
    printf '%s: %s. %s --help tells more\n' "$program" "$1" "$program" >&2
    exit 2
}

# take_value OPTION [VALUE…]: sets `value`.
take_value() {
    value=${2:-}
    [[ $value ]] || wrong_usage "$1 needs a value"
}
take_preset() {
    take_value "$@"
    preset=$value
    grep -q "\"name\": \"$preset\", " "$root/CMakePresets.json" || wrong_usage "there is no preset $preset"
}

# What a log says went wrong, in a line: CMake's first error, else the last line that sounds like one.
last_words() {
    awk '/^CMake Error/ { found = 1; next }
         found && NF { $1 = $1; print; exit }' "$1" | grep . ||
        sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -E '[Ee]rror|ERROR|^E:|[Cc]annot|[Ff]ailed|FAILED|[Nn]o space' | tail -n 1 || true
}

# logged NAME CURE COMMAND…: runs it with its output in .deps/logs/NAME.log. CURE is what to do where it fails.
logged() {
    local log=$logs/$1.log cure=$2 words
    shift 2
    if ! "$@" >"$log" 2>&1 </dev/null; then
        words=$(last_words "$log" | cut -c1-200)
        stop "${doing%% (*} failed${words:+ ($words)}" "$cure; all of it is in ${log#"$root/"}"
    fi
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# One set-up at a time in this folder; the second waits for the first.
take_lock() {
    mkdir -p "$logs"
    exec 9>"$deps/lock"
    if ! flock --nonblock 9; then
        say "Another run.sh or test.sh is at work in this folder; waiting for it."
        flock 9
    fi
}
release_lock() { exec 9>&-; }

# need_space GIGABYTES
need_space() {
    local free
    free=$(df --output=avail -BG "$root" | tail -n 1 | tr -dc '0-9')
    ((free >= $1)) || stop "${doing%% (*} needs about $1 GB and $free GB are free here" "Make room and start again"
}

# A subshell leaves the telling to its parent.
trap '((BASH_SUBSHELL == 0)) || exit 1; stop "${doing%% (*} failed (line $LINENO of ${BASH_SOURCE[0]##*/})" "Start again: what is done stays done"' ERR
trap 'trap - ERR; printf "\n%s: interrupted. Start again: what is done stays done\n" "$program" >&2; exit 130' INT
