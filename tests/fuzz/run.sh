#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs fuzzers of the preset "fuzz" one after the other: run.sh SECONDS [NAME …]. What they find lies in build/fuzz/found.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/fuzz
seconds=${1:?usage: run.sh SECONDS [NAME …]}
shift
[ $# -gt 0 ] || set -- safetensors shard_index gguf pickle torch_archive config gguf_model tokenizer_json vocab_txt merges sentencepiece gguf_tokenizer csv jsonl
fixtures=$root/tests/fixtures

# Small files of the kind that a fuzzer reads, to begin with.
seeds() {
    case $1 in
    safetensors) find "$fixtures" -name '*.safetensors' -size -64k ;;
    shard_index) echo "$root/tests/fuzz/seeds/shard_index.json" ;;
    config) find "$fixtures" -name config.json ;;
    gguf | gguf_model | gguf_tokenizer) find "$root/tests/fuzz/seeds" -name '*.gguf' ;;
    pickle) find "$root/tests/fuzz/seeds" -name '*.pkl' ;;
    torch_archive) find "$fixtures/checkpoint/torch" -name '*.bin' ;;
    tokenizer_json) find "$fixtures" -name tokenizer.json -size -64k ;;
    vocab_txt) find "$fixtures" -name vocab.txt -size -64k ;;
    merges) find "$root/tests/fuzz/seeds" -name '*.merges' ;;
    sentencepiece) find "$fixtures" -name '*.model' -size -64k ;;
    csv) find "$fixtures/data" -name '*.csv' -o -name '*.tsv' ;;
    jsonl) find "$fixtures/data" -name '*.jsonl' -o -name '*.json' ;;
    esac
}

for name in "$@"; do
    corpus=$build/corpus/$name
    mkdir -p "$corpus" "$build/found"
    seeds "$name" | while read -r file; do
        cp "$file" "$corpus/seed-$(echo "${file#"$root"/}" | tr '/ ' '__')"
    done
    echo "== $name"
    "$build/bin/fuzz_$name" -max_total_time="$seconds" -rss_limit_mb=1024 -malloc_limit_mb=512 -timeout=5 -max_len=4096 -print_final_stats=1 \
        -artifact_prefix="$build/found/$name-" "$corpus" 2>&1 | grep -E '^stat::number_of_executed_units|^stat::peak|ERROR|SUMMARY|runtime error|Test unit written' || true
done
