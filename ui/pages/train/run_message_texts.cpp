// SPDX-License-Identifier: GPL-3.0-or-later
// What the trainer and its watchdog say during a run, listed so that lupdate finds it; engineText() puts the numbers in.
#include <QCoreApplication>

namespace espalier {

namespace {

[[maybe_unused]] constexpr const char* kRunMessages[] = {
    QT_TRANSLATE_NOOP("engine", "The model answers %1 to every text: it has not learnt to tell the classes apart. If that stays, use a lower learning rate, more epochs, or more rows of the other classes."),
    QT_TRANSLATE_NOOP("engine", "The model answers %1 to every word: it has not learnt to tell the classes apart. If that stays, use a lower learning rate, more epochs, or more rows of the other classes."),
    QT_TRANSLATE_NOOP("engine", "The loss on the validation data rose to %1 (from %2) while the training loss fell to %3: the model begins to learn the training texts by heart. The best weights so far are kept; fewer epochs, more data or a lower learning rate may help."),
    QT_TRANSLATE_NOOP("engine", "The loss has hardly moved over the last %1 evaluations (%2 in training, %3 in validation): a plateau. If the score is not good enough, raise the learning rate or let more of the model learn; else stop here and save the time."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the loss or its gradient is no longer a number at step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the loss or its gradient is no longer a number at step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the loss is more than three times what it was at the beginning, after step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the loss is more than three times what it was at the beginning, after step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the validation loss is no longer a number after step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "Training diverged: the validation loss is no longer a number after step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate."),
    QT_TRANSLATE_NOOP("engine", "There was not enough memory: the batch is now computed %1 texts at a time. What is learnt from each batch stays the same."),
    QT_TRANSLATE_NOOP("engine", "The time is used up after step %1."),
    QT_TRANSLATE_NOOP("engine", "random"),
    QT_TRANSLATE_NOOP("engine", "vocabulary"),
    QT_TRANSLATE_NOOP("engine", "text"),
    QT_TRANSLATE_NOOP("engine", "parallel"),
};

}

}
