# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# LibTorch: the user's own (LIBTORCH, CMAKE_PREFIX_PATH), or the headers and libraries of the torch wheel in .deps/torch.
# Sourced after wheels.sh. Sets torch_root.

torch_version=2.13.0

is_libtorch() { [[ -f $1/include/ATen/core/Tensor.h && -f $1/lib/libtorch_cpu.so ]]; }

version_of() {
    local header=$1/include/torch/headeronly/version.h
    [[ -f $header ]] || header=$1/include/torch/csrc/api/include/torch/version.h
    awk '$2 ~ /^TORCH_VERSION_(MAJOR|MINOR|PATCH)$/ { text = text dot $3; dot = "." } END { print text }' "$header"
}

# A LibTorch that the user points to; CMAKE_PREFIX_PATH may name its root or its share/cmake.
find_own_libtorch() {
    local folder part
    if [[ ${LIBTORCH:-} ]]; then
        is_libtorch "$LIBTORCH" || stop "LIBTORCH=$LIBTORCH has no include/ATen and lib/libtorch_cpu.so" \
            "Point it to an unpacked LibTorch, or unset it to have one fetched"
        torch_root=$(cd "$LIBTORCH" && pwd)
        return 0
    fi
    while IFS= read -r folder; do
        [[ $folder ]] || continue
        for part in . torch ../..; do
            is_libtorch "$folder/$part" || continue
            torch_root=$(cd "$folder/$part" && pwd)
            return 0
        done
    done < <(tr ':;' '\n\n' <<<"${CMAKE_PREFIX_PATH:-}")
    return 1
}

has_nvidia_gpu() { [[ -e /dev/nvidia0 ]] || nvidia-smi -L >/dev/null 2>&1; }

# cpu or cuda: ESPALIER_TORCH where set, else what this machine can use.
wanted_build() {
    if [[ ${ESPALIER_TORCH:-} ]]; then
        printf '%s\n' "$ESPALIER_TORCH"
    elif has_nvidia_gpu; then
        echo cuda
    else
        echo cpu
    fi
}

# The build wanted if the configured index has it, else the one that it has.
download_torch() {
    local first=torch==$torch_version+cpu
    [[ $1 == cpu ]] || first="torch==$torch_version,!=$torch_version+cpu"
    download --no-deps "$first" || download --no-deps "torch==$torch_version"
}

cuda_of() { unzip -p "$1" torch/version.py | sed -n "s/^cuda.*= '\(.*\)'/\1/p"; }

# Headers, libraries and CMake files; neither Python's side nor, where no GPU will use it, CUDA's.
unpack_torch() {
    local wheel=$1 build=$2 target=$3
    local unwanted=(torch/lib/libtorch_python.so torch/lib/libshm.so 'torch/lib/*test.so' torch/lib/libbackend_with_compiler.so
        torch/lib/libaoti_custom_ops.so)
    [[ $build == cuda ]] || unwanted+=('torch/lib/*cuda*' torch/lib/libtorch.so 'torch/lib/*nvrtc*' 'torch/lib/*nvshmem*')
    unzip -q -o "$wheel" 'torch/include/*' 'torch/lib/*' 'torch/share/*' -x "${unwanted[@]}" -d "$target" || return
    # Only some platforms' wheels bring libraries beside the package.
    unzip -q -o "$wheel" 'torch.libs/*' -d "$target" 2>/dev/null || true
}

# A CUDA build's libtorch_cpu.so wants CUDA's run-time and profiling libraries even where there is no GPU. The wheel's
# METADATA names the packages; their libraries go to .deps/nvidia, where the libraries' own search path looks.
unpack_cuda_libraries() {
    local wheel=$1 build=$2 packages one
    mapfile -t packages < <(unzip -p "$wheel" '*.dist-info/METADATA' |
        sed -nE 's/^Requires-Dist: ((cuda-toolkit|nvidia-)[^; ]*).*/\1/p')
    if [[ $build == cpu ]]; then
        mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sed -nE \
            -e 's/^cuda-toolkit\[[^]]*\]/cuda-toolkit[cudart,cupti]/p' -e '/^nvidia-cuda-(runtime|cupti)/p')
    fi
    ((${#packages[@]})) || { echo "error: the wheel names no CUDA packages"; return 1; }
    rm -rf "$downloads/cuda" "$deps/nvidia"
    env PIP_CONSTRAINT=/dev/null "$pip" download --dest "$downloads/cuda" "${packages[@]}" || return
    for one in "$downloads"/cuda/nvidia_*.whl; do
        unzip -q -o "$one" 'nvidia/*/lib/*' -d "$deps" || return
    done
}

# Libraries that those just unpacked want and this system lacks.
missing_libraries() {
    local library
    for library in "$deps"/torch.new/torch/lib/libtorch_{cpu,cuda}.so; do
        [[ ! -f $library ]] || ldd "$library" | sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p'
    done | sort -u
}

fetch_libtorch() {
    local build wheel cuda missing
    build=$(wanted_build)
    begin "Fetching LibTorch $torch_version (the torch wheel, $build build; 0.2 to 0.6 GB)"
    if [[ $build == cuda ]]; then need_space 9; else need_space 4; fi
    rm -rf "$deps/torch.new" "$downloads"/torch-*
    logged libtorch "Check the network and pip's configuration, or set LIBTORCH to an unpacked LibTorch $torch_version; start again" \
        download_torch "$build"
    wheel=$(downloaded 'torch-*.whl') || stop "$doing brought no wheel" "Remove .deps/downloads and start again"
    cuda=$(cuda_of "$wheel")
    begin "Unpacking LibTorch into .deps/torch"
    [[ $build == cpu || $cuda ]] || say "  pip's index gave a CPU build; for the GPU let pip see a CUDA build of torch $torch_version, remove .deps/torch and start again"
    logged unpack-libtorch "Remove .deps/downloads and start again" unpack_torch "$wheel" "$build" "$deps/torch.new"
    if [[ $cuda ]] && { [[ $build == cuda ]] || [[ $(missing_libraries) ]]; }; then
        begin "Fetching the CUDA $cuda libraries that this build of LibTorch needs"
        logged cuda "Check the network and start again" unpack_cuda_libraries "$wheel" "$build"
        # Searched relative to torch/lib: ../../nvidia. In torch.new that is one folder deeper.
        ln -sfn ../nvidia "$deps/torch.new/nvidia"
    fi
    missing=$(missing_libraries | xargs)
    [[ ! $missing ]] || stop "LibTorch cannot be used here: $missing not found" "Set LIBTORCH to a LibTorch $torch_version for this system"
    rm -rf "$deps/torch"
    [[ ! -d $deps/torch.new/torch.libs ]] || { rm -rf "$deps/torch.libs"; mv "$deps/torch.new/torch.libs" "$deps/torch.libs"; }
    mv "$deps/torch.new/torch" "$deps/torch"
    rm -rf "$deps/torch.new" "$wheel" "$downloads/cuda"
}

prepare_libtorch() {
    local found
    if find_own_libtorch; then
        say "→ Using LibTorch in $torch_root"
    else
        torch_root=$deps/torch
        if ! is_libtorch "$torch_root" || [[ $(version_of "$torch_root") != "$torch_version" ]]; then
            prepare_pip
            fetch_libtorch
        fi
    fi
    found=$(version_of "$torch_root")
    [[ $found == "$torch_version" ]] || say "  It is version $found; Espalier is made and tested with $torch_version"
}
