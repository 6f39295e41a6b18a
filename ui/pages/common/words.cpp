// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/common/words.h"

#include "engine/workspace/run_groups.h"
#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace espalier {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

}

QString metricTitle(const std::string& metric) {
    if (metric == "accuracy") return Words::tr("Accuracy");
    if (metric == "f1") return Words::tr("F1 of entities");
    if (metric == "precision") return Words::tr("Precision of entities");
    if (metric == "recall") return Words::tr("Recall of entities");
    if (metric == "f1_micro") return Words::tr("F1, micro");
    if (metric == "hamming") return Words::tr("Hamming loss");
    if (metric == "mse") return Words::tr("Mean squared error");
    if (metric == "mae") return Words::tr("Mean absolute error");
    if (metric == "r2") return Words::tr("R²");
    if (metric == "pearson") return Words::tr("Pearson correlation");
    if (metric == "spearman") return Words::tr("Spearman correlation");
    if (metric == "f1_macro") return Words::tr("F1, macro");
    if (metric == "f1_weighted") return Words::tr("F1, weighted");
    if (metric == "precision_macro") return Words::tr("Precision, macro");
    if (metric == "recall_macro") return Words::tr("Recall, macro");
    if (metric == "mcc") return Words::tr("Matthews correlation");
    if (metric == "has_answer_exact_match") return Words::tr("Exact match, with an answer");
    if (metric == "has_answer_f1") return Words::tr("F1, with an answer");
    if (metric == "no_answer_exact_match") return Words::tr("Exact match, without an answer");
    if (metric == "no_answer_f1") return Words::tr("F1, without an answer");
    if (metric == "loss") return Words::tr("Loss");
    if (metric.rfind("f1.", 0) == 0) return Words::tr("F1 of %1").arg(toQString(metric.substr(3)));
    if (metric.rfind("precision.", 0) == 0) return Words::tr("Precision of %1").arg(toQString(metric.substr(10)));
    if (metric.rfind("recall.", 0) == 0) return Words::tr("Recall of %1").arg(toQString(metric.substr(7)));
    return toQString(metric);
}

QString strategyTitle(const std::string& kind) {
    const StrategyInfo* info = findStrategyInfo(kind);
    return info ? engineText(info->title) : toQString(kind);
}

QString taskTitle(const std::string& task) {
    if (task == "classification") return Words::tr("text classification");
    if (task == "tokens") return Words::tr("entities");
    if (task == "multilabel") return Words::tr("several labels a text");
    if (task == "regression") return Words::tr("regression");
    if (task == "causal-lm") return Words::tr("language model");
    if (task == "qa") return Words::tr("question answering");
    if (task == "seq2seq") return Words::tr("text to text");
    if (task == "masked-lm") return Words::tr("filling gaps");
    return toQString(task);
}

QString entitiesText(const std::string& text, const std::string& label) {
    const QString summary = oneLine(toQString(entitySummary(text, label)));
    return summary.isEmpty() && !label.empty() ? Words::tr("none") : summary;
}

QString answersText(const std::string& label) {
    return label == "[]" ? Words::tr("no answer") : oneLine(toQString(answerSummary(label)));
}

QString findingTitle(FindingKind kind) {
    switch (kind) {
    case FindingKind::EmptyText:
        return Words::tr("empty");
    case FindingKind::EmptyLabel:
        return Words::tr("no label");
    case FindingKind::Duplicate:
        return Words::tr("duplicate");
    case FindingKind::NearDuplicate:
        return Words::tr("near-duplicate");
    case FindingKind::ConflictingLabels:
        return Words::tr("same text, other label");
    case FindingKind::RareClass:
        return Words::tr("rare class");
    case FindingKind::Imbalance:
        return Words::tr("imbalance");
    case FindingKind::LeakAcrossSplit:
        return Words::tr("leaks across the split");
    case FindingKind::OneClass:
        return Words::tr("one class only");
    case FindingKind::Truncated:
        return Words::tr("cut");
    case FindingKind::BrokenTags:
        return Words::tr("begins with I-");
    case FindingKind::OverlappingSpans:
        return Words::tr("within each other");
    case FindingKind::MisplacedAnswer:
        return Words::tr("answer elsewhere");
    }
    return {};
}

QString statusTitle(const std::string& status) {
    if (status == "running") return Words::tr("running");
    if (status == "completed") return Words::tr("completed");
    if (status == "stopped") return Words::tr("stopped");
    if (status == "failed") return Words::tr("failed");
    if (status == "interrupted") return Words::tr("interrupted");
    return toQString(status);
}

Tone statusTone(const std::string& status) {
    if (status == "completed") return Tone::Good;
    if (status == "failed") return Tone::Bad;
    if (status == "interrupted") return Tone::Warn;
    return status == "running" ? Tone::Blue : Tone::Muted;
}

QString runTitle(const Recipe& recipe) {
    if (!recipe.name.empty()) return toQString(recipe.name);
    return Words::tr("%1, %2").arg(dataShort(recipe.data.train), strategyTitle(recipe.strategy.kind));
}

QString runTitle(const RunRecord& run) {
    return run.name.empty() ? runTitle(run.recipe) : toQString(run.name);
}

QString modelShort(const std::string& reference) {
    const QString text = toQString(reference);
    if (text.startsWith(QLatin1String("run:"))) return Words::tr("run %1").arg(text.mid(4));
    return text.section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty);
}

QString dataShort(const std::string& data) {
    return QFileInfo(toQString(data)).completeBaseName();
}

QString scoreText(double score) {
    return QLocale().toString(score, 'f', 3);
}

QString percentText(double share, int digits) {
    return Words::tr("%1 %").arg(QLocale().toString(share * 100, 'f', digits));
}

QString meanText(const std::vector<Metrics>& measured) {
    if (measured.empty()) return {};
    const std::string metric = leadingMetric(measured.front());
    std::vector<double> values;
    for (const Metrics& metrics : measured)
        if (const auto found = metrics.find(metric); found != metrics.end()) values.push_back(found->second);
    if (values.empty()) return {};
    const MeanInterval interval = meanInterval(values);
    if (values.size() == 1) return Words::tr("%1 %2").arg(metricTitle(metric), scoreText(interval.mean));
    return Words::tr("%1 %2 ± %3 (mean and 95 % interval: %4 to %5)")
        .arg(metricTitle(metric), scoreText(interval.mean), scoreText((interval.high - interval.low) / 2), scoreText(interval.low), scoreText(interval.high));
}

Tone seriesTone(int index) {
    constexpr Tone tones[] = {Tone::Blue, Tone::Orange, Tone::Purple, Tone::Green, Tone::Vermilion};
    return tones[static_cast<unsigned>(index) % std::size(tones)];
}

}
