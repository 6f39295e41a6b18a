// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/recipe.h"

namespace espalier {

const std::vector<SettingInfo>& trainingSettings() {
    // field, minimum, maximum, usual from, usual to, standard, one sentence.
    static const std::vector<SettingInfo> settings {
        {"training.learning_rate", 1e-8, 1, 2e-5, 1e-3, 5e-5,
         "How far each step moves the weights; too much and the loss jumps, too little and it hardly falls."},
        {"training.epochs", 0.01, 1000, 1, 5, 3,
         "How often every text is seen; more learns longer and may start to memorise."},
        {"training.batch_size", 1, 4096, 8, 64, 16, "Texts a step; larger steps are calmer and need more memory."},
        {"training.warmup_ratio", 0, 1, 0, 0.2, 0.1,
         "The share of steps in which the learning rate rises from zero, so that a new head does not shake the rest."},
        {"training.warmup_steps", 0, 1e9, 0, 1000, 0,
         "Warm-up in steps instead of a share of them; 0: by the share."},
        {"training.schedule_cycles", 1, 1000, 2, 5, 3, "How often a cosine with restarts falls to zero and begins anew."},
        {"training.schedule_power", 0.01, 10, 1, 3, 2,
         "How bent the polynomial schedule is; 1 is the linear one, more falls faster at first."},
        {"training.momentum", 0, 0.999, 0.8, 0.99, 0.9, "How much of its last step SGD keeps for the next."},
        {"training.weight_decay", 0, 1, 0, 0.1, 0.01,
         "Pulls weights toward zero a little each step, against memorising."},
        {"training.dropout", 0, 0.9, 0, 0.3, 0.1,
         "The share of values switched off at random while training, so that nothing is relied on alone."},
        {"training.max_length", 4, 131072, 32, 512, 128,
         "Longer texts are cut after this many tokens; time and memory grow with it."},
        {"training.max_grad_norm", 0, 1e6, 0.5, 5, 1,
         "Gradients longer than this are shortened to it, so that one odd text can't throw the weights off; 0 leaves "
         "them."},
        {"training.gradient_accumulation", 1, 4096, 1, 8, 1,
         "Batches added up before the weights move: a larger batch without its memory."},
        {"training.early_stopping_patience", 0, 1000, 0, 5, 0,
         "Stops after this many evaluations without gain and keeps the best; 0 trains to the end."},
        {"training.label_smoothing", 0, 0.9, 0, 0.2, 0,
         "The share of each target that is spread over all classes, against being too sure."},
        {"training.focal_gamma", 0, 10, 0, 3, 0,
         "Lets texts that are easy already count less, so that hard and rare ones are learnt; 0: all count the same."},
        {"training.r_drop", 0, 100, 0, 5, 0,
         "Makes two passes with different dropout agree: steadier with few texts, and half as fast; 0: one pass."},
        {"training.l2_sp", 0, 10, 0, 0.1, 0,
         "Pulls weights back toward the pretrained ones each step, against forgetting."},
        {"training.mixout", 0, 0.95, 0, 0.9, 0,
         "The share of the weights that each step sees as pretraining left them: steadier with few texts."},
        {"training.layer_drop", 0, 0.9, 0, 0.2, 0,
         "The share of the layers that a step passes by at random, so that none is relied on alone."},
        {"training.ema_decay", 0, 0.99999, 0, 0.999, 0,
         "Measures and keeps a running average of the weights, of which each step leaves this share; 0: the weights "
         "themselves."},
        {"training.keep_best", 1, 100, 1, 5, 1, "How many of the best steps are kept, each as a folder of its own."},
    };
    return settings;
}

}
