// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/strategy_entries.h"

namespace espalier {

StrategyInfo loraInfo() {
    return {
        "lora",
        "LoRA",
        "two thin matrices beside the frozen weights learn",
        "The weights W stay; beside each chosen one a product of two thin matrices learns: y = W·x + (α/r)·B·A·x, "
        "with B = 0 at the start. Afterwards it is added into W, so the model is as fast as before, and what was "
        "learnt "
        "is a small file.",
        "Hu et al. 2022",
        5e-4,
        {.insertion = Insertion::BesideWeights},
        {{"strategy.rank", 1, 1024, 4, 64, 8,
          "Width r of the thin matrices: more can express more and takes more room.", SettingKind::Whole},
         {"strategy.alpha", 0.01, 4096, 8, 128, 16, "Strength α of what is added; it counts as α/r."},
         {"strategy.dropout", 0, 0.9, 0, 0.2, 0.05,
          "The share of a layer's inputs switched off at random on the way through the thin matrices."},
         {"strategy.rslora", 0, 1, 0, 1, 0,
          "Scale by α/√r instead of α/r, which keeps high ranks learning (Kalajdzievski 2023).", SettingKind::Switch},
         {"strategy.dora", 0, 1, 0, 1, 0,
          "Learn length and direction of each weight row apart (Liu et al. 2024): often better at low rank, slower.",
          SettingKind::Switch},
         {"strategy.b_rate", 0.01, 1024, 1, 16, 1,
          "How many times faster B learns than A (LoRA+, Hayou et al. 2024); 1: the same."}},
        {{"strategy.targets",
          "",
          {},
          "Which layers: the ends of their names, separated by commas, or all-linear; empty: query and value, as PEFT "
          "chooses for the model's family."}}};
}

StrategyInfo ia3Info() {
    return {
        "ia3",
        "IA³",
        "a factor for each key, value and inner value learns",
        "Three vectors a layer learn, all 1 at the start: k ← lₖ ⊙ k, v ← lᵥ ⊙ v, and one on what the feed-forward "
        "layer's output reads. Fewer weights than any other way but prompts; they are multiplied into W afterwards.",
        "Liu et al. 2022",
        5e-3,
        {.insertion = Insertion::Scales},
        {},
        {{"strategy.targets",
          "",
          {},
          "Which layers: the ends of their names, separated by commas; empty: as PEFT chooses for the model's family."},
         {"strategy.feedforward",
          "",
          {},
          "Which of these are scaled at their input instead of their output; empty: as PEFT chooses."}}};
}

StrategyInfo adapterInfo() {
    return {
        "adapter",
        "Adapters",
        "small bottlenecks between the layers learn",
        "After each half of a layer, or after its feed-forward half alone, a bottleneck with a residual learns: "
        "h ← h + U·f(D·h). The model's weights stay as they are; what is learnt can be taken out and swapped.",
        "Houlsby et al. 2019; Pfeiffer et al. 2021",
        1e-3,
        {.insertion = Insertion::AfterSublayers},
        {{"strategy.reduction", 1, 1024, 2, 64, 16, "How many times narrower the bottleneck is than the layer.",
          SettingKind::Whole},
         {"strategy.scale", 0.01, 100, 1, 4, 1, "Strength of what a bottleneck adds; 4 is usual for parallel ones."}},
        {{"strategy.placement",
          "houlsby",
          {"houlsby", "pfeiffer", "parallel"},
          "houlsby: after attention and after feed-forward; pfeiffer: after feed-forward alone, reading the "
          "normalised stream; parallel: beside feed-forward (He et al. 2022)."},
         {"strategy.activation", "relu", {"relu", "gelu", "silu", "tanh"}, "The function f inside the bottleneck."}}};
}

StrategyInfo promptInfo() {
    return {"prompt",
            "Prompt tuning",
            "a few vectors before each text learn",
            "Before the embeddings of each text stand n vectors of their own, [p₁ … pₙ; x], and only they and the head "
            "learn. A few thousand weights; good with large models, weak with small ones.",
            "Lester, Al-Rfou & Constant 2021",
            1e-2,
            {.insertion = Insertion::BeforeTokens},
            {{"strategy.tokens", 1, 1024, 5, 100, 20,
              "How many vectors stand before each text; each shortens what fits of it.", SettingKind::Whole}},
            {{"strategy.init",
              "vocabulary",
              {"random", "vocabulary", "text"},
              "What the vectors start from: drawn, embeddings of drawn words, or the words of text."},
             {"strategy.text", "", {}, "The words to start from where init is text."},
             {"strategy.start_ids",
              "",
              {},
              "The same as token ids, separated by commas; made of the text where it is empty."}}};
}

StrategyInfo prefixInfo() {
    return {"prefix",
            "Prefix tuning",
            "keys and values before each text learn, in every layer",
            "In every layer n keys and values of their own stand before each text's: softmax(q·[Pₖ; K]ᵀ/√d)·[Pᵥ; V]. "
            "Only they and the head learn: deep prompts. With projection they come out of a small network, as first "
            "published, which is steadier.",
            "Li & Liang 2021; Liu et al. 2022 (P-tuning v2)",
            5e-3,
            {.insertion = Insertion::BeforeKeys},
            {{"strategy.tokens", 1, 1024, 5, 100, 20, "How many keys and values stand before each text's.",
              SettingKind::Whole},
             {"strategy.projection", 0, 1, 0, 1, 0, "Make them by a small network while training, as Li & Liang.",
              SettingKind::Switch},
             {"strategy.projection_size", 1, 65536, 64, 1024, 128, "Width of that network.", SettingKind::Whole}}};
}

}
