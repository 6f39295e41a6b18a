// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_fields.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/train/recipe_fields.h"
#include "ui/pages/train/strategy_fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

struct SearchFields {
    Q_DECLARE_TR_FUNCTIONS(SearchFields)
};

constexpr std::size_t kMostSuggested = 4;

/// What a run keeps and when it saves is no matter of how well it learns.
bool isSearched(const std::string& path) {
    return path != "training.keep_best" && path != "training.checkpoint_every" && path != "training.evaluate_every";
}

/// As the values are typed: with a point, for a comma parts them.
QString plain(double value) {
    QString text = QString::number(value, 'g', 4);
    return text.replace(QLatin1String("e-0"), QLatin1String("e-")).replace(QLatin1String("e+0"), QLatin1String("e"));
}

QString suggestionFor(const SettingInfo& info, bool real) {
    const double low = info.usualLow, high = info.usualHigh;
    if (info.kind == SettingKind::Switch) return QStringLiteral("0, 1");
    if (real && low > 0 && high / low >= 4 && info.field != "training.epochs") return plain(low) + QLatin1String("..") + plain(high);
    QStringList values;
    for (double value = low; value > 0 && value <= high && values.size() < qsizetype(kMostSuggested); value *= 2)
        values << plain(value);
    if (values.isEmpty() || low <= 0) values = {plain(low), plain(high)};
    values.removeDuplicates();
    return values.join(QStringLiteral(", "));
}

SearchField fieldOf(const SettingInfo* info, const std::string& path, const QString& title, bool real) {
    SearchField field {.path = path, .title = title, .suggestion = {}, .usual = {}};
    if (!info) return field;
    field.suggestion = suggestionFor(*info, real);
    field.usual = usualRangeText(*info, NumberKind::Real);
    return field;
}

QString withoutMnemonic(QString text) {
    return text.remove(QLatin1Char('&'));
}

}

std::vector<SearchField> searchFields(const Recipe& recipe) {
    std::vector<SearchField> fields;
    for (const RecipeField& known : recipeFields())
        if (isSearched(known.name))
            fields.push_back(fieldOf(findTrainingSetting(known.name), known.name, withoutMnemonic(known.title()), known.kind != NumberKind::Count));
    if (const StrategyInfo* info = findStrategyInfo(recipe.strategy.kind))
        for (const SettingInfo& setting : info->settings)
            fields.push_back(fieldOf(&setting, setting.field, searchFieldTitle(setting.field), setting.kind == SettingKind::Number));
    const auto choice = [&](const char* path, const char* values) {
        fields.push_back({path, searchFieldTitle(path), QLatin1String(values), SearchFields::tr("values: %1").arg(QLatin1String(values))});
    };
    choice("training.schedule", "linear, cosine, constant");
    choice("training.optimizer", "adamw, lion");
    return fields;
}

QString searchFieldTitle(const std::string& path) {
    for (const RecipeField& known : recipeFields())
        if (path == known.name) return withoutMnemonic(known.title());
    if (path == "training.schedule") return SearchFields::tr("Schedule");
    if (path == "training.optimizer") return SearchFields::tr("Optimizer");
    return strategySettingTitle(settingKey(path));
}

}
