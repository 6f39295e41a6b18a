# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages of the system: which, which are missing, and installing them. Sourced after common.sh.

# a|b: the first that this release has.
engine_packages=(g++ cmake ninja-build ccache pkg-config ca-certificates python3-venv unzip libsqlite3-dev libsqlitecpp-dev
    nlohmann-json3-dev libicu-dev libcli11-dev libspdlog-dev libcsv-dev libgtest-dev libpcre2-dev libcurl4-openssl-dev)
window_packages=(qt6-base-dev 'qt6-svg-dev|libqt6svg6-dev' qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools libgl-dev
    libqcustomplot-dev fonts-dejavu-core)
test_packages=(desktop-file-utils appstream file dpkg-dev)

# missing_packages NAME…: those not installed, one a line.
missing_packages() {
    local all have names
    read -r -a all <<<"${*//|/ }"
    have=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${all[@]}" 2>/dev/null || true; } | sed -n 's/^installed //p')
    for names in "$@"; do
        first_of "$names" "$have" >/dev/null || printf '%s\n' "$names"
    done
}

# first_of a|b LINES: the first of the names that is one of the lines.
first_of() {
    local name
    for name in ${1//|/ }; do
        [[ $'\n'$2$'\n' != *$'\n'$name$'\n'* ]] || { printf '%s\n' "$name"; return 0; }
    done
    return 1
}

# Fills `choice` with the packages to install for the names given; `absent` with those this release lacks.
choose_packages() {
    local all offered names name
    read -r -a all <<<"${*//|/ }"
    offered=$({ apt-cache show --no-all-versions "${all[@]}" 2>/dev/null || true; } | sed -n 's/^Package: //p')
    choice=() absent=()
    for names in "$@"; do
        if name=$(first_of "$names" "$offered"); then choice+=("$name"); else absent+=("${names%%|*}"); fi
    done
}

confirm_install() {
    ((EUID != 0)) || return 0
    local command="sudo apt-get install --no-install-recommends $*" answer
    say "These packages of the system are missing: $*"
    command -v sudo >/dev/null || stop "system packages are missing and there is no sudo here" "As root: ${command#sudo }"
    if [[ ${assume_yes:-} ]]; then
        return 0
    fi
    [[ -t 0 ]] || stop "system packages are missing and nobody is here to allow sudo" "Run it yourself, then start again: $command"
    read -r -p "Install them with sudo apt-get? [Y/n] " answer
    [[ ! $answer || $answer == [Yy]* ]] || stop "nothing was installed" "Run it yourself, then start again: $command"
    sudo -v || stop "sudo was refused" "Ask an administrator for these packages: $*"
}

# Names the packages where apt is not there to install them.
stop_for_other_system() {
    local name
    name=$(. /etc/os-release 2>/dev/null && printf '%s' "${PRETTY_NAME:-}") || true
    stop "${name:-this system} has no apt-get. Install what these Debian packages hold: ${*%%|*}" \
        "Then start again with --no-packages"
}

# install_packages NAME…: nothing to do where they are there.
install_packages() {
    local missing choice absent
    begin "Checking the system's packages"
    command -v apt-get >/dev/null || stop_for_other_system "$@"
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    confirm_install "${missing[@]%%|*}"
    logged apt-update "Check the network and start again" as_root apt-get update
    choose_packages "${missing[@]}"
    ((!${#absent[@]})) || stop "this release has no package ${absent[*]}" \
        "Use Debian 12 or later, or Ubuntu 24.04 or later; or install it by other means and start again with --no-packages"
    begin "Installing ${#choice[@]} packages of the system (a few minutes)"
    logged apt-install "Check the network and start again" \
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${choice[@]}"
}

# Ubuntu 22.04's QCustomPlot is made for Qt 5 alone.
window_can_be_built() {
    local library
    for library in /usr/lib/*/libQCustomPlotQt6.so /usr/lib*/libqcustomplot-qt6.so /usr/local/lib*/lib{QCustomPlotQt6,qcustomplot-qt6}.so; do
        [[ ! -e $library ]] || return 0
    done
    return 1
}
