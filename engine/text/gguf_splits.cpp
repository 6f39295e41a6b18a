// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/gguf_splits.h"

namespace espalier {

namespace {

constexpr std::string_view kLlama3 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|)"
                                     R"([^\r\n\p{L}\p{N}]?\p{L}+|)"
                                     R"(\p{N}{1,3}|)"
                                     R"( ?[^\s\p{L}\p{N}]+[\r\n]*|)"
                                     R"(\s*[\r\n]+|)"
                                     R"(\s+(?!\S)|)"
                                     R"(\s+)";
constexpr std::string_view kTekken = R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|)"
                                     R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|)"
                                     R"(\p{N}|)"
                                     R"( ?[^\s\p{L}\p{N}]+[\r\n/]*|)"
                                     R"(\s*[\r\n]+|)"
                                     R"(\s+(?!\S)|)"
                                     R"(\s+)";
constexpr std::string_view kQwen2 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|)"
                                    R"([^\r\n\p{L}\p{N}]?\p{L}+|)"
                                    R"(\p{N}|)"
                                    R"( ?[^\s\p{L}\p{N}]+[\r\n]*|)"
                                    R"(\s*[\r\n]+|)"
                                    R"(\s+(?!\S)|)"
                                    R"(\s+)";
constexpr std::string_view kQwen35 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|)"
                                     R"([^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|)"
                                     R"(\p{N}|)"
                                     R"( ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|)"
                                     R"(\s*[\r\n]+|)"
                                     R"(\s+(?!\S)|)"
                                     R"(\s+)";
constexpr std::string_view kGpt4o
    = R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|)"
      R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|)"
      R"(\p{N}{1,3}|)"
      R"( ?[^\s\p{L}\p{N}]+[\r\n/]*|)"
      R"(\s*[\r\n]+|)"
      R"(\s+(?!\S)|)"
      R"(\s+)";

struct Split {
    std::string_view pre, expression;
};
constexpr Split kSplits[] = {{"llama3", kLlama3},       {"llama-v3", kLlama3},
                             {"llama-bpe", kLlama3},    {"falcon3", kLlama3},
                             {"falcon-h1", kLlama3},    {"pixtral", kLlama3},
                             {"midm-2.0", kLlama3},     {"lfm2", kLlama3},
                             {"jina-v5-nano", kLlama3}, {"dbrx", kLlama3},
                             {"smaug-bpe", kLlama3},    {"tekken", kTekken},
                             {"qwen2", kQwen2},         {"deepseek-r1-qwen", kQwen2},
                             {"kormo", kQwen2},         {"f2llmv2", kQwen2},
                             {"megrez", kQwen2},        {"qwen35", kQwen35},
                             {"gpt-4o", kGpt4o},        {"llama4", kGpt4o},
                             {"kanana2", kGpt4o},       {"talkie", kGpt4o},
                             {"minimax-m2", kGpt4o}};

}

std::string_view ggufSplit(std::string_view pre) {
    for (const Split& split : kSplits)
        if (split.pre == pre) return split.expression;
    return {};
}

}
