// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's fixed English texts that the window shows, listed so that lupdate finds them; engineText() looks them up.
// tests/ui/test_language.cpp tells where one is missing.
#include <QCoreApplication>

namespace espalier {

namespace {

// Strategies, settings and samples; the catalogue's stand in ui/pages/models/catalogue_texts.cpp.
[[maybe_unused]] constexpr const char* kDescriptions[] = {
    QT_TRANSLATE_NOOP("engine", "Full"),
    QT_TRANSLATE_NOOP("engine", "every weight learns"),
    QT_TRANSLATE_NOOP("engine", "Every weight starts where pretraining left it and moves with the same learning rate: θ ← θ − η·∇L(θ). This usually reaches the best score, costs the most time and memory, and with few texts may forget what the model knew."),
    QT_TRANSLATE_NOOP("engine", "Frozen features"),
    QT_TRANSLATE_NOOP("engine", "only the new head learns"),
    QT_TRANSLATE_NOOP("engine", "The pretrained model f stays as it is and turns each text into features h = f(x) once; only the head on top is trained, y = softmax(W·h + b). Many times faster and nothing is forgotten, but the features can't adapt to your texts."),
    QT_TRANSLATE_NOOP("engine", "Discriminative rates"),
    QT_TRANSLATE_NOOP("engine", "lower layers learn more slowly"),
    QT_TRANSLATE_NOOP("engine", "Every weight learns, but each layer's rate is the one above times the decay ξ: ηₗ = η·ξ^(L+1−l), with the head at η and the embeddings slowest. Lower layers hold what all texts share, so they are moved least."),
    QT_TRANSLATE_NOOP("engine", "How much slower each layer learns than the one above it; 1 is the same rate everywhere."),
    QT_TRANSLATE_NOOP("engine", "How far each step moves the weights; too much and the loss jumps, too little and it hardly falls."),
    QT_TRANSLATE_NOOP("engine", "How often every text is seen; more learns longer and may start to memorise."),
    QT_TRANSLATE_NOOP("engine", "Texts a step; larger steps are calmer and need more memory."),
    QT_TRANSLATE_NOOP("engine", "The share of steps in which the learning rate rises from zero, so that a new head does not shake the rest."),
    QT_TRANSLATE_NOOP("engine", "Pulls weights toward zero a little each step, against memorising."),
    QT_TRANSLATE_NOOP("engine", "The share of values switched off at random while training, so that nothing is relied on alone."),
    QT_TRANSLATE_NOOP("engine", "Longer texts are cut after this many tokens; time and memory grow with it."),
    QT_TRANSLATE_NOOP("engine", "Gradients longer than this are shortened to it, so that one odd text can't throw the weights off; 0 leaves them."),
    QT_TRANSLATE_NOOP("engine", "Batches added up before the weights move: a larger batch without its memory."),
    QT_TRANSLATE_NOOP("engine", "Stops after this many evaluations without gain and keeps the best; 0 trains to the end."),
    QT_TRANSLATE_NOOP("engine", "Is this review positive?"),
    QT_TRANSLATE_NOOP("engine", "10,072 sentences from film reviews. Fine-tune a small BERT, every weight of it, and watch it learn what praise sounds like."),
    QT_TRANSLATE_NOOP("engine", "Is this product any good?"),
    QT_TRANSLATE_NOOP("engine", "2,985 sentences from product reviews. The model stays as it is and only a new head learns: done in a fraction of the time."),
    QT_TRANSLATE_NOOP("engine", "What mood is this tweet in?"),
    QT_TRANSLATE_NOOP("engine", "3,432 tweets. Every layer learns at a rate of its own, the lower ones more slowly, so that less is forgotten."),
};

// What is found in data (a number or a name in quotes is %1, %2 …), and its cures.
[[maybe_unused]] constexpr const char* kFindings[] = {
    QT_TRANSLATE_NOOP("engine", "%1 empty text"),
    QT_TRANSLATE_NOOP("engine", "%1 empty texts"),
    QT_TRANSLATE_NOOP("engine", "%1 empty label"),
    QT_TRANSLATE_NOOP("engine", "%1 empty labels"),
    QT_TRANSLATE_NOOP("engine", "%1 rare class"),
    QT_TRANSLATE_NOOP("engine", "%1 rare classes"),
    QT_TRANSLATE_NOOP("engine", "%1 duplicate text"),
    QT_TRANSLATE_NOOP("engine", "%1 duplicate texts"),
    QT_TRANSLATE_NOOP("engine", "No duplicate texts"),
    QT_TRANSLATE_NOOP("engine", "%1 text carries two labels"),
    QT_TRANSLATE_NOOP("engine", "%1 texts carry two labels"),
    QT_TRANSLATE_NOOP("engine", "%1 text carries several labels"),
    QT_TRANSLATE_NOOP("engine", "%1 texts carry several labels"),
    QT_TRANSLATE_NOOP("engine", "%1 near-duplicate"),
    QT_TRANSLATE_NOOP("engine", "%1 near-duplicates"),
    QT_TRANSLATE_NOOP("engine", "%1 near-duplicate, %2 across the split"),
    QT_TRANSLATE_NOOP("engine", "%1 near-duplicates, %2 across the split"),
    QT_TRANSLATE_NOOP("engine", "%1 row leaks into a held-out part of the split"),
    QT_TRANSLATE_NOOP("engine", "%1 rows leak into a held-out part of the split"),
    QT_TRANSLATE_NOOP("engine", "No text is in two parts of the split"),
    QT_TRANSLATE_NOOP("engine", "Labels balanced"),
    QT_TRANSLATE_NOOP("engine", "Labels fairly balanced"),
    QT_TRANSLATE_NOOP("engine", "Labels unbalanced"),
    QT_TRANSLATE_NOOP("engine", "Labels unbalanced: %1 has %2 times as many rows as %3"),
    QT_TRANSLATE_NOOP("engine", "Every row has the same label, %1"),
    QT_TRANSLATE_NOOP("engine", "Remove"),
    QT_TRANSLATE_NOOP("engine", "Remove both"),
    QT_TRANSLATE_NOOP("engine", "Remove all"),
    QT_TRANSLATE_NOOP("engine", "Keep one"),
};

}

}
