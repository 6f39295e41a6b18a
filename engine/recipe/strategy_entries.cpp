// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/strategy_entries.h"

namespace espalier {

StrategyInfo fullInfo() {
    return {
        "full",
        "Full",
        "every weight learns",
        "Every weight starts where pretraining left it and moves with the same learning rate: θ ← θ − η·∇L(θ). This "
        "usually "
        "reaches the best score, costs the most time and memory, and with few texts may forget what the model knew.",
        "Devlin et al. 2019",
        5e-5,
        {Learning::Full, Learning::Full, Learning::Full}};
}

StrategyInfo frozenInfo() {
    return {
        "frozen",
        "Frozen features",
        "only the new head learns",
        "The pretrained model f stays as it is and turns each text into features h = f(x) once; only the head on top "
        "is "
        "trained, y = softmax(W·h + b). Many times faster and nothing is forgotten, but the features can't adapt to "
        "your texts.",
        "Peters, Ruder & Smith 2019",
        1e-3,
        {}};
}

StrategyInfo topLayersInfo() {
    return {
        "top-layers",
        "Top layers",
        "the last layers and the head learn",
        "The lower layers stay as they are; the top k and the head learn: θₗ ← θₗ − η·∇L for l > L − k. Lower layers "
        "hold what all texts share, so little is lost, and nothing is computed backward below the layers that "
        "learn.",
        "Lee, Tang & Lin 2019",
        1e-4,
        {Learning::Frozen, Learning::Frozen, Learning::Full},
        {{"strategy.layers", 1, 1024, 1, 6, 2, "How many layers learn, counted from the top.", SettingKind::Whole}}};
}

StrategyInfo discriminativeInfo() {
    return {"discriminative",
            "Discriminative rates",
            "lower layers learn more slowly",
            "Every weight learns, but each layer's rate is the one above times the decay ξ: ηₗ = η·ξ^(L+1−l), with the "
            "head at η "
            "and the embeddings slowest. Lower layers hold what all texts share, so they are moved least.",
            "Howard & Ruder 2018",
            1e-4,
            {Learning::Slower, Learning::Slower, Learning::Full},
            {{"strategy.decay", 0.1, 1, 0.7, 0.95, 0.8,
              "How much slower each layer learns than the one above it; 1 is the same rate everywhere."}}};
}

StrategyInfo gradualInfo() {
    return {"gradual",
            "Gradual unfreezing",
            "one layer more learns at each stage, from the top",
            "The head learns first; at each stage the next layer down joins, the embeddings last. Layer l learns from "
            "stage L + 1 − l on, and what is below it is not touched, so a fresh head can't shake the whole model.",
            "Howard & Ruder 2018",
            1e-4,
            {Learning::Later, Learning::Later, Learning::Full},
            {{"strategy.stage_epochs", 0, 1000, 0, 1, 0,
              "Epochs before the next layer joins; 0 shares the run out evenly, so that all layers get to learn."},
             {"strategy.stage_steps", 0, 1e9, 0, 1000, 0,
              "Steps before the next layer joins, instead of epochs; 0: by epochs.", SettingKind::Whole},
             {"strategy.decay", 0.1, 1, 0.38, 1, 1,
              "How much slower each layer learns than the one above it; 1 is the same rate everywhere."}}};
}

StrategyInfo bitFitInfo() {
    return {
        "bitfit",
        "BitFit",
        "only the biases and the head learn",
        "Of y = W·x + b only b moves, everywhere in the model, and the head: about one weight in a thousand. With few "
        "texts it comes close to full fine-tuning, and what is learnt takes next to no room.",
        "Ben Zaken, Ravfogel & Goldberg 2022",
        1e-3,
        {Learning::Partly, Learning::Partly, Learning::Partly}};
}

StrategyInfo scratchInfo() {
    return {"scratch",
            "From scratch",
            "every weight is drawn anew and learns",
            "Nothing of pretraining is kept: every weight starts from N(0, σ²) as the model's makers drew it, and your "
            "texts are all that it ever sees. The comparison that shows what transfer is worth.",
            "He, Girshick & Dollár 2019",
            5e-4,
            {Learning::Fresh, Learning::Fresh, Learning::Fresh}};
}

}
