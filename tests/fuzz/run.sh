#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs fuzzers of the preset "fuzz" one after the other: run.sh SECONDS [NAME …] or run.sh --runs N [NAME …] (executions of each,
# those of earlier runs not counted). What they find lies in build/fuzz/found, what they learnt in build/fuzz/corpus, their output in
# build/fuzz/log. Ends with a table, and with 1 where something was found.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/fuzz
fixtures=$root/tests/fixtures
usage="usage: run.sh SECONDS [NAME …] | run.sh --runs N [NAME …]"
case ${1:?$usage} in
--runs) limit=-runs=${2:?$usage} && shift 2 ;;
*) limit=-max_total_time=$1 && shift ;;
esac
[ $# -gt 0 ] || set -- safetensors shard_index gguf pickle torch_archive config gguf_model tokenizer_json vocab_txt merges sentencepiece gguf_tokenizer csv jsonl squad

# Small files of the kind that a fuzzer reads, to begin with.
seeds() {
    case $1 in
    safetensors) find "$fixtures" -name '*.safetensors' -size -8k ;;
    shard_index) echo "$root/tests/fuzz/seeds/shard_index.json" ;;
    config) find "$fixtures" -name config.json ;;
    gguf | gguf_model | gguf_tokenizer) find "$root/tests/fuzz/seeds" -name '*.gguf' ;;
    pickle) find "$root/tests/fuzz/seeds" -name '*.pkl' ;;
    torch_archive) find "$fixtures/checkpoint/torch" -name '*.bin' -size -8k ;;
    tokenizer_json) find "$fixtures" -name tokenizer.json -size -16k ;;
    vocab_txt) find "$fixtures" -name vocab.txt -size -8k ;;
    merges) find "$root/tests/fuzz/seeds" -name '*.merges' ;;
    sentencepiece) find "$fixtures" -name '*.model' -size -16k ;;
    csv) find "$fixtures/data" -name '*.csv' -o -name '*.tsv' ;;
    squad) find "$root/tests/fuzz/seeds" -name '*.squad' ;;
    jsonl) find "$fixtures/data" -name '*.jsonl' -o -name '*.json' ;;
    esac
}

# The longest input: what a format needs to say all that it can, and no more, since time goes with it.
longest() {
    case $1 in
    gguf | gguf_model | gguf_tokenizer | torch_archive | tokenizer_json | sentencepiece) echo 2048 ;;
    config | safetensors | merges | squad) echo 1024 ;;
    pickle | shard_index) echo 512 ;;
    *) echo 256 ;;
    esac
}

# No stack is kept with each allocation (an error still has its own), new memory is not filled, and freed memory is not held back
# for long nor given back to the system: twice as fast.
export ASAN_OPTIONS=malloc_context_size=0:max_malloc_fill_size=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=64:allocator_release_to_os_interval_ms=-1
mkdir -p "$build/found" "$build/log"
found=0
table=$(mktemp)
for name in "$@"; do
    corpus=$build/corpus/$name log=$build/log/$name.txt
    mkdir -p "$corpus"
    seeds "$name" | while read -r file; do
        cp "$file" "$corpus/seed-$(echo "${file#"$root"/}" | tr '/ ' '__')"
    done
    echo "== $name" >&2
    ended=0
    "$build/bin/fuzz_$name" "$limit" -rss_limit_mb=2048 -malloc_limit_mb=512 -timeout=5 -max_len="$(longest "$name")" -len_control=20 \
        -entropic=0 -reduce_inputs=0 -print_final_stats=1 -artifact_prefix="$build/found/$name-" "$corpus" > "$log" 2>&1 || ended=$?
    [ $ended -eq 0 ] || found=1
    awk -v name="$name" -v ended=$ended '
        /^stat::number_of_executed_units/ { executions = $2 }
        /^stat::average_exec_per_sec/ { speed = $2 }
        /^stat::peak_rss_mb/ { memory = $2 }
        match($0, / cov: [0-9]+/) { coverage = substr($0, RSTART + 6, RLENGTH - 6) }
        /^SUMMARY|runtime error|^==[0-9]+== ERROR/ && finding == "" { finding = $0 }
        END { printf "%-16s %12d %9d %9s %8d  %s\n", name, executions, speed, coverage, memory, ended ? (finding == "" ? "ended with " ended : finding) : "none" }' "$log" >> "$table"
done
printf '%-16s %12s %9s %9s %8s  %s\n' target executions a-second coverage MiB findings
cat "$table"
rm -f "$table"
exit $found
