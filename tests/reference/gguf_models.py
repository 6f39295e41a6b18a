#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny random Llama and GPT-2 models with tokenizers, as Hugging Face folders and as GGUF.

    python tests/reference/gguf_models.py             # writes tests/fixtures/gguf/{llama,gpt2}/ and …/{llama,gpt2}.gguf
    python tests/reference/gguf_models.py FOLDER GGUF # compares a GGUF of ours with the folder it came from: logits of
                                                      # Transformers and (where llama_cpp is installed) of llama.cpp

The GGUF files are written by gguf-py with the permutation of llama.cpp's converter; that Transformers reads the same
weights from them is asserted here.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from gguf import GGUFWriter
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, GPT2Config, LlamaConfig, PreTrainedTokenizerFast

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "gguf"
TEXT = ["The quick brown fox jumps over the lazy dog in 1984.", "Tiny models have tiny words, and 42 numbers 7 times over.",
        "It isn't what they'd said; we'll see.", "naïve café, 漢字"] * 4
LLAMA = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output", "input_layernorm": "attn_norm",
         "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
         "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down"}
GPT2 = {"transformer.wte": "token_embd", "transformer.wpe": "position_embd", "transformer.ln_f": "output_norm", "lm_head": "output",
        "ln_1": "attn_norm", "ln_2": "ffn_norm", "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output", "mlp.c_fc": "ffn_up",
        "mlp.c_proj": "ffn_down"}


def tokenizer(family):
    tok = Tokenizer(models.BPE())
    parts = [pre_tokenizers.ByteLevel(add_prefix_space=False)]
    if family == "llama":
        parts.insert(0, pre_tokenizers.Digits(individual_digits=True))
    tok.pre_tokenizer = pre_tokenizers.Sequence(parts) if len(parts) > 1 else parts[0]
    tok.decoder = decoders.ByteLevel()
    tok.train_from_iterator(TEXT, trainers.BpeTrainer(vocab_size=288, special_tokens=["<|endoftext|>"], show_progress=False,
                                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return PreTrainedTokenizerFast(tokenizer_object=tok, bos_token="<|endoftext|>", eos_token="<|endoftext|>", unk_token="<|endoftext|>")


def config(family, vocabulary):
    ids = dict(vocab_size=vocabulary, bos_token_id=0, eos_token_id=0)
    if family == "llama":
        return LlamaConfig(hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
                           max_position_embeddings=64, rms_norm_eps=1e-5, rope_theta=50000.0, tie_word_embeddings=False, **ids)
    return GPT2Config(n_embd=32, n_layer=2, n_head=2, n_positions=64, n_inner=96, **ids)


def gguf_name(name, names):
    stem, ending = name.rsplit(".", 1)
    parts = stem.split(".")
    if len(parts) > 3:
        return f"blk.{parts[2]}.{names['.'.join(parts[3:])]}.{ending}"
    return f"{names[stem]}.{ending}"


def permute(weights, heads):
    """LlamaModel.permute of convert_hf_to_gguf.py."""
    return weights.reshape(heads, 2, weights.shape[0] // heads // 2, *weights.shape[1:]).swapaxes(1, 2).reshape(weights.shape)


def write_gguf(family, model, tok, path):
    c = model.config
    w = GGUFWriter(path, family)
    w.add_context_length(c.max_position_embeddings)
    w.add_embedding_length(c.hidden_size)
    w.add_block_count(c.num_hidden_layers)
    w.add_head_count(c.num_attention_heads)
    w.add_vocab_size(c.vocab_size)
    if family == "llama":
        w.add_feed_forward_length(c.intermediate_size)
        w.add_head_count_kv(c.num_key_value_heads)
        w.add_rope_dimension_count(c.hidden_size // c.num_attention_heads)
        w.add_rope_freq_base(50000.0)
        w.add_layer_norm_rms_eps(c.rms_norm_eps)
    else:
        w.add_feed_forward_length(c.n_inner)
        w.add_layer_norm_eps(c.layer_norm_epsilon)
    data = json.loads(tok.backend_tokenizer.to_str())["model"]
    vocabulary = sorted(data["vocab"], key=data["vocab"].get)
    w.add_tokenizer_model("gpt2")
    w.add_tokenizer_pre("smollm" if family == "llama" else "gpt-2")
    w.add_token_list(vocabulary)
    w.add_token_types([3 if t == "<|endoftext|>" else 1 for t in vocabulary])
    w.add_token_merges([" ".join(m) if isinstance(m, list) else m for m in data["merges"]])
    w.add_bos_token_id(0)
    w.add_eos_token_id(0)
    tied = c.tie_word_embeddings
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight" and tied:
            continue
        values = tensor.numpy()
        if "q_proj" in name:
            values = permute(values, c.num_attention_heads)
        if "k_proj" in name:
            values = permute(values, c.num_key_value_heads)
        if family == "gpt2" and name.endswith(("c_attn.weight", "c_proj.weight", "c_fc.weight")):
            values = values.T
        w.add_tensor(gguf_name(name, LLAMA if family == "llama" else GPT2), np.ascontiguousarray(values))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


def make():
    OUT.mkdir(parents=True, exist_ok=True)
    for family in ("llama", "gpt2"):
        torch.manual_seed(3)
        tok = tokenizer(family)
        model = AutoModelForCausalLM.from_config(config(family, len(tok))).eval()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.normal_(0.0, 0.3)
        model.save_pretrained(OUT / family)
        tok.save_pretrained(OUT / family)
        write_gguf(family, model, tok, OUT / f"{family}.gguf")
        # With the configuration, since Transformers takes GPT-2's n_positions and n_inner from nowhere.
        again = AutoModelForCausalLM.from_pretrained(OUT, gguf_file=f"{family}.gguf", config=model.config, dtype=torch.float32)
        for name, tensor in model.state_dict().items():
            assert torch.equal(tensor, again.state_dict()[name]), name


def compare(folder, gguf):
    tok = AutoTokenizer.from_pretrained(folder)
    ids = tok("The quick brown fox isn't 42 times over the café.", return_tensors="pt").input_ids
    with torch.no_grad():
        expected = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()(ids).logits[0]
        theirs = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, config=AutoConfig.from_pretrained(folder),
                                                      dtype=torch.float32).eval()(ids).logits[0]
    print("Transformers, from the GGUF: largest difference of logits", (theirs - expected).abs().max().item())
    try:
        from llama_cpp import Llama
    except ImportError:
        return
    model = Llama(str(gguf), n_ctx=64, logits_all=True, verbose=False)
    ours = model.tokenize("The quick brown fox isn't 42 times over the café.".encode(), add_bos=False)
    print("llama.cpp: same ids", ours == ids[0].tolist())
    model.eval(ids[0].tolist())
    logits = np.array(model.scores[: ids.shape[1]])
    print("llama.cpp: largest difference of logits", np.abs(logits - expected.numpy()).max(), "of", expected.abs().max().item())


if len(sys.argv) == 3:
    compare(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
else:
    make()
