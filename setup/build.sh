# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configuring and building a preset. Sourced after libtorch.sh.

# Compiles that may run at once: a tensor-tier file takes up to 1.5 GB.
parallel_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
    ((memory >= 1)) || memory=1
    echo $((cores < memory ? cores : memory))
}

is_configured() {
    [[ -f $1/build.ninja ]] && grep -qxF "TORCH_ROOT:PATH=$torch_root" "$1/CMakeCache.txt"
}

configure() {
    local preset=$1
    ! is_configured "$root/build/$preset" || return 0
    begin "Configuring (preset $preset)"
    logged "configure-$preset" "Remove build/$preset and start again" \
        cmake --preset "$preset" -S "$root" "-DTORCH_ROOT:PATH=$torch_root"
}

# Ninja's lines, thinned to one in each tenth of the work; warnings and errors pass. Not awk: mawk
# holds lines back.
thinned() {
    local line tenth last=0
    while IFS= read -r line; do
        if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
            tenth=$((10 * BASH_REMATCH[1] / BASH_REMATCH[2]))
            ((tenth <= last)) || say "  $((10 * tenth)) %"
            last=$tenth
        elif [[ $line != "ninja: no work to do."* && $line != "-- "* ]]; then
            say "$line"
        fi
    done
}

# build PRESET [TARGET…]
build() {
    local preset=$1 log=$logs/build-$1.log
    local command=(cmake --build "$root/build/$preset" --parallel "$(parallel_jobs)")
    shift
    (($# == 0)) || command+=(--target "$@")
    begin "Building ${*:-everything} (preset $preset; the first time takes several minutes)"
    if [[ -t 1 ]]; then
        "${command[@]}" || stop "${doing%% (*} failed, as said above" "Mend it, or remove build/$preset and start again"
    else
        "${command[@]}" 2>&1 | tee "$log" | thinned || stop "${doing%% (*} failed, as said above" "All of it is in ${log#"$root/"}"
    fi
}
