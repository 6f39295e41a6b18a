#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to the open workbench; ./run.sh --help tells the rest.
. "$(dirname "${BASH_SOURCE[0]}")/setup/common.sh"
for part in system_packages wheels libtorch samples build starter; do . "$root/setup/$part.sh"; done

usage() {
    cat <<'TEXT'
usage: ./run.sh [options] [-- arguments for the program]

Installs what is missing, builds Espalier and opens the workbench. Without a display it does the workbench's starter
experiment on the command line: import reviews, train, evaluate, predict a sentence. Safe to run again at any time.

  --build-only     stop after the build; the programs are in build/PRESET/bin
  --cli            the starter experiment on the command line, display or not
  --preset NAME    dev (default), debug, asan, release, or headless (no Qt, no window)
  --workspace DIR  where datasets and runs are kept (default: $ESPALIER_HOME, else ~/.local/share/espalier)
  --yes            install system packages without asking
  --no-packages    leave the system's packages alone: you have seen to them
  --help           this text

What is fetched stays in .deps, what is built in build: remove both and nothing of it is left, system packages apart.
LIBTORCH=DIR or CMAKE_PREFIX_PATH uses a LibTorch of your own; ESPALIER_TORCH=cpu|cuda overrides the choice by GPU.
TEXT
}

preset=dev mode=window assume_yes='' packages=yes options=()
while (($#)); do
    case $1 in
        --build-only) mode=build ;;
        --cli) mode=cli ;;
        --preset) take_preset "$@"; shift ;;
        --workspace) take_value "$@"; options+=(--workspace "$value"); shift ;;
        --yes) assume_yes=yes ;;
        --no-packages) packages= ;;
        --help | -h) usage; exit 0 ;;
        --) shift; options+=("$@"); break ;;
        *) wrong_usage "unknown option $1" ;;
    esac
    shift
done

programs=(espalier espalier-workbench)
[[ $preset != headless ]] || programs=(espalier)
wanted=("${engine_packages[@]}")
[[ $preset == headless ]] || wanted+=("${window_packages[@]}")

take_lock
[[ ! $packages ]] || install_packages "${wanted[@]}"
if [[ $preset != headless ]] && ! window_can_be_built; then
    say "  QCustomPlot for Qt 6 is not here (Ubuntu 22.04 has it for Qt 5 alone), so the window cannot be built; going on with the command line."
    preset=headless programs=(espalier)
fi
prepare_libtorch
prepare_samples
configure "$preset"
build "$preset" "${programs[@]/#/bin/}"
release_lock

bin=build/$preset/bin
if [[ $mode == build ]]; then
    say "Built: ${programs[*]/#/$bin/}"
elif [[ $mode == window && $preset != headless && ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    begin "Opening $bin/espalier-workbench"
    exec "$root/$bin/espalier-workbench" "${options[@]}"
else
    run_starter "$root/$bin/espalier" "${options[@]}"
    [[ $mode == cli ]] || say "No display here. With one, ./run.sh opens the window, $bin/espalier-workbench, on the same workspace: this run is listed there."
fi
