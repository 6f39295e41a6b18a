// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_class.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace espalier {

namespace {

struct ClassName {
    std::string_view name;
    TokenizerClass kind;
};
constexpr ClassName kClasses[] = {{"BertTokenizer", TokenizerClass::Bert},
                                  {"DistilBertTokenizer", TokenizerClass::Bert},
                                  {"ElectraTokenizer", TokenizerClass::Bert},
                                  {"MobileBertTokenizer", TokenizerClass::Bert},
                                  {"SqueezeBertTokenizer", TokenizerClass::Bert},
                                  {"LayoutLMTokenizer", TokenizerClass::Bert},
                                  {"GPT2Tokenizer", TokenizerClass::Gpt2},
                                  {"RobertaTokenizer", TokenizerClass::Roberta},
                                  {"BartTokenizer", TokenizerClass::Roberta},
                                  {"DebertaTokenizer", TokenizerClass::Deberta},
                                  {"LlamaTokenizer", TokenizerClass::Llama},
                                  {"XLMRobertaTokenizer", TokenizerClass::XlmRoberta},
                                  {"T5Tokenizer", TokenizerClass::T5},
                                  {"AlbertTokenizer", TokenizerClass::Albert},
                                  {"DebertaV2Tokenizer", TokenizerClass::DebertaV2}};

/// Model types by their class.
struct ClassModels {
    std::string_view name;
    std::array<std::string_view, 26> types;
};
constexpr ClassModels kModels[]
    = {{"BertTokenizer",
        {"align",
         "bert",
         "blip",
         "bros",
         "chinese_clip",
         "convbert",
         "distilbert",
         "electra",
         "ernie",
         "flava",
         "git",
         "grounding-dino",
         "layoutlm",
         "megatron-bert",
         "mm-grounding-dino",
         "nezha",
         "nomic_bert",
         "qdqbert",
         "realm",
         "retribert",
         "squeezebert",
         "tvp",
         "vilt",
         "visual_bert",
         "mobilebert",
         ""}},
       {"GPT2Tokenizer",
        {"gpt2", "codegen", "dbrx", "gpt_neo", "gptj", "jais2", "opt", "phi", "starcoder2", "blip-2", "instructblip"}},
       {"RobertaTokenizer",
        {"roberta", "bart", "bridgetower", "data2vec-text", "ibert", "lilt", "longformer", "mega", "mra",
         "roberta-prelayernorm"}},
       {"DebertaTokenizer", {"deberta"}},
       {"LlamaTokenizer", {"idefics", "idefics2"}},
       {"XLMRobertaTokenizer", {"xlm-roberta", "xmod", "gte", "jina_embeddings_v3", "trocr"}},
       {"T5Tokenizer", {"t5", "mt5", "switch_transformers", "musicgen", "musicgen_melody"}},
       {"AlbertTokenizer", {"albert", "yoso"}},
       {"DebertaV2Tokenizer", {"deberta-v2"}}};

constexpr std::string_view kFileModels[] = {"aria",
                                            "beam",
                                            "bigbird_pegasus",
                                            "camembertv2-base",
                                            "flex_olmo",
                                            "glm",
                                            "glm4",
                                            "glm4_moe",
                                            "gpt_bigcode",
                                            "granite",
                                            "granitemoe",
                                            "granitemoehybrid",
                                            "internlm2",
                                            "internlm3",
                                            "jamba",
                                            "minicpm3",
                                            "minimax_m2",
                                            "modernbert",
                                            "modernbert-decoder",
                                            "nemotron",
                                            "nystromformer",
                                            "olmo2",
                                            "olmo3",
                                            "pegasus_x",
                                            "persimmon",
                                            "phi3",
                                            "phimoe",
                                            "pix2struct",
                                            "smolvlm",
                                            "stablelm",
                                            "umt5",
                                            "xlm-roberta-xl"};

/// The seven special tokens of a class; null: none.
struct Defaults {
    TokenizerClass kind;
    const char *bos, *eos, *unk, *sep, *pad, *cls, *mask;
};
constexpr Defaults kDefaults[]
    = {{TokenizerClass::Bert, nullptr, nullptr, "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"},
       {TokenizerClass::Gpt2, "<|endoftext|>", "<|endoftext|>", "<|endoftext|>", nullptr, nullptr, nullptr, nullptr},
       {TokenizerClass::Roberta, "<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>"},
       {TokenizerClass::Deberta, "[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"},
       {TokenizerClass::Llama, "<s>", "</s>", "<unk>", nullptr, nullptr, nullptr, nullptr},
       {TokenizerClass::XlmRoberta, "<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>"},
       {TokenizerClass::T5, nullptr, "</s>", "<unk>", nullptr, "<pad>", nullptr, nullptr},
       {TokenizerClass::Albert, "[CLS]", "[SEP]", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]"},
       {TokenizerClass::DebertaV2, "[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"}};

}

TokenizerClass tokenizerClassOf(std::string_view name) {
    if (name.ends_with("Fast")) name.remove_suffix(4);
    for (const ClassName& one : kClasses)
        if (one.name == name) return one.kind;
    return TokenizerClass::File;
}

std::string_view nameOf(TokenizerClass kind) {
    for (const ClassName& one : kClasses)
        if (one.kind == kind) return one.name; // the first of a kind is the class itself
    return "PreTrainedTokenizerFast";
}

std::string_view classOfModelType(std::string_view modelType) {
    for (const ClassModels& models : kModels)
        if (!modelType.empty() && std::find(models.types.begin(), models.types.end(), modelType) != models.types.end())
            return models.name;
    return {};
}

bool usesFilePipeline(std::string_view modelType) {
    return std::find(std::begin(kFileModels), std::end(kFileModels), modelType) != std::end(kFileModels);
}

const char* defaultToken(TokenizerClass kind, std::string_view name) {
    for (const Defaults& one : kDefaults) {
        if (one.kind != kind) continue;
        if (name == "bos_token") return one.bos;
        if (name == "eos_token") return one.eos;
        if (name == "unk_token") return one.unk;
        if (name == "sep_token") return one.sep;
        if (name == "pad_token") return one.pad;
        if (name == "cls_token") return one.cls;
        if (name == "mask_token") return one.mask;
    }
    return nullptr;
}

bool isUnigramClass(TokenizerClass kind) {
    return kind == TokenizerClass::XlmRoberta || kind == TokenizerClass::T5 || kind == TokenizerClass::Albert
        || kind == TokenizerClass::DebertaV2;
}

}
