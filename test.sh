#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to all tests run; ./test.sh --help tells the rest.
. "$(dirname "${BASH_SOURCE[0]}")/setup/common.sh"
for part in system_packages wheels libtorch samples build; do . "$root/setup/$part.sh"; done

usage() {
    cat <<'TEXT'
usage: ./test.sh [options]

Installs what is missing, builds everything and runs all tests through ctest. Fails where anything fails.

  --preset NAME   dev (default), debug, asan (sanitizers), or headless (no Qt)
  --filter REGEX  only the tests whose names match
  --yes           install system packages without asking
  --no-packages   leave the system's packages alone: you have seen to them
  --help          this text
TEXT
}

preset=dev assume_yes='' packages=yes filter=()
while (($#)); do
    case $1 in
        --preset) take_preset "$@"; shift ;;
        --filter) take_value "$@"; filter=(--tests-regex "$value"); shift ;;
        --yes) assume_yes=yes ;;
        --no-packages) packages= ;;
        --help | -h) usage; exit 0 ;;
        *) wrong_usage "unknown option $1" ;;
    esac
    shift
done

[[ $preset != release ]] || wrong_usage "release is built without tests"

wanted=("${engine_packages[@]}" "${test_packages[@]}")
[[ $preset == headless ]] || wanted+=("${window_packages[@]}")

take_lock
[[ ! $packages ]] || install_packages "${wanted[@]}"
[[ $preset == headless ]] || window_can_be_built ||
    stop "QCustomPlot for Qt 6 is not here, so the window cannot be tested" "Install it, or run ./test.sh --preset headless"
prepare_libtorch
prepare_samples
configure "$preset"
build "$preset"
release_lock

begin "Testing (preset $preset)"
cd "$root"
ctest --preset "$preset" "${filter[@]}" || stop "tests failed, as said above" \
    "Again, one alone: ./test.sh --preset $preset --filter NAME"
