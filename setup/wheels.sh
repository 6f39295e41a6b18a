# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# pip as a downloader: its configuration decides where from, nothing is installed. Sourced after common.sh.

pip=$deps/venv/bin/pip
downloads=$deps/downloads

prepare_pip() {
    [[ ! -x $pip ]] || return 0
    begin "Preparing pip (a virtual environment in .deps/venv, used for downloads only)"
    rm -rf "$deps/venv"
    logged venv "Install python3-venv and start again" python3 -m venv "$deps/venv"
}

# download ARGUMENT…: into .deps/downloads. Versions are exact here, so a constraints file has nothing to add.
download() {
    env PIP_CONSTRAINT=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 "$pip" download --dest "$downloads" "$@"
}

# The file in .deps/downloads that matches a pattern; fails where there is none.
downloaded() { compgen -G "$downloads/$1" | tail -n 1 | grep .; }
