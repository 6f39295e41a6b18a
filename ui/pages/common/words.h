// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/theme.h"

#include <QString>

namespace espalier {

/// A fixed English text of the engine (a strategy's summary, a setting's explanation) in the language of the window.
QString engineText(const std::string& text);

QString metricTitle(const std::string& metric); ///< "F1, macro"
QString strategyTitle(const std::string& kind);
QString taskTitle(const std::string& task);
/// The entities of a sentence as people read them: "Steve Jobs → person, Köln → city".
QString entitiesText(const std::string& text, const std::string& label);
/// The answers that a question's label holds; that there is none.
QString answersText(const std::string& label);
QString findingTitle(FindingKind kind); ///< "same text, other label"
QString statusTitle(const std::string& status);
Tone statusTone(const std::string& status);

/// The run's name, or one made from its data and strategy.
QString runTitle(const Recipe& recipe);
QString runTitle(const RunRecord& run);
/// The last part of a model's reference: a folder's name, a catalogue id, run 12.
QString modelShort(const std::string& reference);
/// "movie_reviews", or the file's name.
QString dataShort(const std::string& data);
/// 0.8423 as 0.842; per cent with one digit.
QString scoreText(double score);
QString percentText(double share, int digits = 1);
/// The mean of what runs came to by their leading metric, with its 95 % interval, in words; empty where none was measured.
QString meanText(const std::vector<Metrics>& measured);
/// Colour of the n-th curve or label, in the colour-blind-safe order.
Tone seriesTone(int index);

}
