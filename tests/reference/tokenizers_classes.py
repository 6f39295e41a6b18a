# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds to tests/fixtures/pipelines the folders of Transformers' own tokenizer classes, which take little more than the
vocabulary from their files, and of the older files: vocab.json with merges.txt, SentencePiece models, GGUF. Expected is what
AutoTokenizer makes of the folder. To be run after unigram.py, whose models it copies.
"""
import json
import os
import shutil

os.environ["HF_HUB_OFFLINE"] = "1"
import gguf
from tokenizers import models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer
from transformers.convert_slow_tokenizer import import_protobuf
from tokenizers_pipelines import FIXTURES, HERE, byte_level, compact, fallback, folder, trained, write_cases

MODELS = os.path.join(HERE, "../fixtures/tokenizers/unigram")


def write_json(path, name, data):
    with open(os.path.join(path, name), "w", encoding="utf-8", newline="\n") as out:
        json.dump(data, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")


def finish(name, seed, **config):
    """Writes tokenizer_config.json and the cases."""
    path = os.path.join(FIXTURES, name)
    write_json(path, "tokenizer_config.json", config)
    tokenizer = AutoTokenizer.from_pretrained(path)
    backend = tokenizer.backend_tokenizer
    backend.no_padding()
    left = tokenizer.truncation_side == "left"
    decode = lambda ids, skip: tokenizer.decode(ids, skip_special_tokens=skip)
    write_cases(name, backend, seed, decode, left, 22)
    print(name, type(tokenizer).__name__)


def save(name, tokenizer):
    path = os.path.join(folder(name), "tokenizer.json")
    tokenizer.save(path)
    compact(path)


def save_older(name, tokenizer):
    path = folder(name)
    data = json.loads(tokenizer.to_str())["model"]
    write_json(path, "vocab.json", data["vocab"])
    with open(os.path.join(path, "merges.txt"), "w", encoding="utf-8", newline="\n") as out:
        out.write("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in data["merges"]))


def unigram(specials, unk, normalizer=None):
    trainer = trainers.UnigramTrainer(vocab_size=420, special_tokens=specials, unk_token=unk, show_progress=False, shrinking_factor=0.6)
    pre = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    return trained(models.Unigram(), trainer, pre, normalizer)


def copy_model(name, target, source="unigram.model"):
    shutil.copyfile(os.path.join(MODELS, source), os.path.join(folder(name), target))


def charsmap():
    """A normalizer with the map of a SentencePiece model."""
    proto = import_protobuf().ModelProto()
    with open(os.path.join(MODELS, "unigram.model"), "rb") as file:
        proto.ParseFromString(file.read())
    return normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap)


def byte_pair_classes():
    plain = byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                pre_tokenizers.ByteLevel(add_prefix_space=False)]), specials=["<|endoftext|>"])
    save("class_gpt2", plain)  # its own pre-tokenizer counts, not the file's
    finish("class_gpt2", 401, tokenizer_class="GPT2Tokenizer", clean_up_tokenization_spaces=True)
    save_older("class_gpt2_files", plain)
    finish("class_gpt2_files", 402, tokenizer_class="GPT2Tokenizer", add_bos_token=True, add_prefix_space=True, pad_token="<pad>")
    roberta = byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False))
    save("class_roberta", roberta)
    finish("class_roberta", 403, tokenizer_class="RobertaTokenizer", add_prefix_space=True, truncation_side="left",
           mask_token={"__type": "AddedToken", "content": "<mask>", "lstrip": True, "rstrip": False, "normalized": False,
                       "single_word": False})
    save_older("class_roberta_files", roberta)
    finish("class_roberta_files", 404, tokenizer_class="RobertaTokenizer", trim_offsets=False)
    deberta = byte_level(pre_tokenizers.ByteLevel(), specials=["[CLS]", "[PAD]", "[SEP]", "[UNK]", "[MASK]"])
    save("class_deberta", deberta)
    finish("class_deberta", 405, tokenizer_class="DebertaTokenizer")
    llama = fallback(None, normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), fuse_unk=True)
    llama.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    save("class_llama", llama)
    finish("class_llama", 406, tokenizer_class="LlamaTokenizerFast", add_bos_token=False, legacy=False)
    save("class_llama_never", llama)
    finish("class_llama_never", 407, tokenizer_class="LlamaTokenizer", add_prefix_space=False)
    copy_model("class_llama_model", "tokenizer.model", "bytes.model")
    finish("class_llama_model", 408, tokenizer_class="LlamaTokenizer", add_bos_token=True, add_eos_token=True)
    # Named Llama, but byte-level: the file's own pipeline counts.
    save("class_llama_bytes", byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                                  pre_tokenizers.ByteLevel(add_prefix_space=False)])))
    finish("class_llama_bytes", 409, tokenizer_class="LlamaTokenizer")


def unigram_classes():
    xlmr = unigram(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], "<unk>", charsmap())
    save("class_xlmr", xlmr)
    finish("class_xlmr", 411, tokenizer_class="XLMRobertaTokenizer")
    save("unigram_file", xlmr)  # no class: the file's own pipeline
    finish("unigram_file", 412, tokenizer_class="PreTrainedTokenizerFast", clean_up_tokenization_spaces=True)
    copy_model("class_xlmr_model", "sentencepiece.bpe.model")
    finish("class_xlmr_model", 413, tokenizer_class="XLMRobertaTokenizer")
    t5 = unigram(["<pad>", "</s>", "<unk>"], "<unk>", charsmap())
    save("class_t5", t5)
    finish("class_t5", 414, tokenizer_class="T5TokenizerFast", extra_ids=10)
    copy_model("class_t5_model", "spiece.model")
    finish("class_t5_model", 415, tokenizer_class="T5Tokenizer", extra_ids=12)
    albert = unigram(["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"], "<unk>")
    save("class_albert", albert)
    finish("class_albert", 416, tokenizer_class="AlbertTokenizer")
    copy_model("class_albert_model", "spiece.model")
    finish("class_albert_model", 417, tokenizer_class="AlbertTokenizer", keep_accents=True, do_lower_case=False, cls_token="<s>",
           sep_token="</s>")
    deberta = unigram(["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"], "[UNK]")
    save("class_deberta_v2", deberta)
    finish("class_deberta_v2", 418, tokenizer_class="DebertaV2Tokenizer", split_by_punct=True)
    copy_model("class_deberta_v2_model", "spm.model")
    finish("class_deberta_v2_model", 419, tokenizer_class="DebertaV2Tokenizer", do_lower_case=True)


def write_gguf(name, seed, architecture, tokens, types, scores=None, merges=None, **numbers):
    """A GGUF of nothing but a tokenizer and what Transformers needs of a configuration."""
    writer = gguf.GGUFWriter(os.path.join(folder(name), "model.gguf"), architecture)
    writer.add_context_length(64)
    writer.add_embedding_length(8)
    writer.add_block_count(1)
    writer.add_head_count(2)
    writer.add_layer_norm_eps(1e-5)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_feed_forward_length(16)
    writer.add_tokenizer_model("gpt2" if scores is None else "llama")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    if scores is not None:
        writer.add_token_scores(scores)
    if merges is not None:
        writer.add_token_merges(merges)
    for key, value in numbers.items():
        if key == "pre":
            writer.add_tokenizer_pre(value)
        elif isinstance(value, bool):
            writer.add_bool("tokenizer.ggml." + key, value)
        else:
            writer.add_uint32("tokenizer.ggml." + key, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    tokenizer = AutoTokenizer.from_pretrained(os.path.join(FIXTURES, name), gguf_file="model.gguf")
    decode = lambda ids, skip: tokenizer.decode(ids, skip_special_tokens=skip)
    write_cases(name, tokenizer.backend_tokenizer, seed, decode, False, 22)
    print(name, type(tokenizer).__name__)


def gguf_files():
    data = json.loads(byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), specials=["<|endoftext|>", "<|im_end|>"]).to_str())
    tokens = list(data["model"]["vocab"]) + ["<think>", "new words é"]
    types = [3 if t.startswith("<|") else 1 for t in tokens[:-2]] + [4, 4]
    merges = [" ".join(merge) for merge in data["model"]["merges"]]
    write_gguf("gguf_gpt2", 421, "gpt2", tokens, types, merges=merges, bos_token_id=0, eos_token_id=1, unknown_token_id=0)
    write_gguf("gguf_llama_bpe", 422, "llama", tokens, types, merges=merges, pre="llama-bpe", bos_token_id=1, eos_token_id=1,
               padding_token_id=0, add_bos_token=True)
    proto = import_protobuf().ModelProto()
    with open(os.path.join(MODELS, "bytes.model"), "rb") as file:
        proto.ParseFromString(file.read())
    write_gguf("gguf_llama", 423, "llama", [p.piece for p in proto.pieces], [p.type for p in proto.pieces],
               scores=[p.score for p in proto.pieces], bos_token_id=1, eos_token_id=2, unknown_token_id=0, add_eos_token=True)


if __name__ == "__main__":
    byte_pair_classes()
    unigram_classes()
    gguf_files()
