// SPDX-License-Identifier: GPL-3.0-or-later
// Searches, repeats and the test of learning rates, without a model: what is planned, shown and said.
#include "ui/pages/common/number_edit.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/group_strip.h"
#include "ui/pages/train/rate_finder.h"
#include "ui/pages/train/repeat_fields.h"
#include "ui/pages/train/search_bar.h"
#include "ui/pages/train/search_rows.h"
#include "ui/pages/train/search_table.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;

namespace {

SearchPlan gridPlan(std::int64_t rounds) {
    SearchPlan plan {.recipe = {}, .axes = {searchAxis("training.learning_rate=1e-5,3e-5,1e-4"), searchAxis("training.batch_size=8,16,32")}};
    plan.recipe.training.epochs = 3;
    plan.recipe.training.earlyStoppingMetric = "accuracy";
    plan.rounds = rounds;
    return plan;
}

SearchTrial trialOf(const SearchValues& values, std::int64_t run, double score) {
    return {.run = run, .values = values, .measured = true, .score = score};
}

}

class TestSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOutlineCountsWhatHalvingSaves() {
        const SearchPlan plan = gridPlan(2);
        const SearchOutline outline = outlineOf(plan, 9);
        QCOMPARE(outline.runs, std::int64_t(12)); // 9 of a third, 3 to the end
        QVERIFY(std::abs(outline.fullRuns - 6) < 1e-9);
        QVERIFY(std::abs(outline.epochs - 18) < 1e-9);
        QCOMPARE(outlineOf(gridPlan(1), 9).runs, std::int64_t(9));
    }

    void rowsFollowTheRounds() {
        const SearchPlan plan = gridPlan(2);
        const auto combinations = searchCombinations(plan);
        QCOMPARE(combinations.size(), std::size_t(9));
        SearchResult result;
        auto rows = searchRows(combinations, result, plan, true);
        QCOMPARE(rows.front().state, SearchRow::State::Running);
        QCOMPARE(rows.back().state, SearchRow::State::Waiting);

        result.rounds.push_back({.epochs = 1, .planned = 9, .trials = {trialOf(combinations[0], 1, 0.6), trialOf(combinations[1], 2, 0.7)}});
        rows = searchRows(combinations, result, plan, true);
        QCOMPARE(rows[0].values, combinations[1]); // the better one first
        QCOMPARE(rows[0].state, SearchRow::State::Scored);
        QCOMPARE(rows[2].values, combinations[2]);
        QCOMPARE(rows[2].state, SearchRow::State::Running);
        QCOMPARE(bestTrial(result, "accuracy")->run, std::int64_t(2));

        auto& round = result.rounds.back();
        round.trials.clear();
        for (std::size_t i = 0; i < 9; ++i) round.trials.push_back(trialOf(combinations[8 - i], std::int64_t(9 - i), 0.9 - 0.05 * double(i)));
        for (std::size_t i = 0; i < 3; ++i) round.trials[i].kept = true;
        rows = searchRows(combinations, result, plan, true);
        QCOMPARE(rows[0].state, SearchRow::State::Running);
        QCOMPARE(rows[0].values, combinations[8]);
        QCOMPARE(rows[1].state, SearchRow::State::Kept);
        QCOMPARE(rows[3].state, SearchRow::State::Cut);
        QCOMPARE(searchStateText(rows[3]), QStringLiteral("cut: place 4 of 9, the best 3 went on"));

        result.rounds.push_back({.epochs = 3, .planned = 3, .trials = {}});
        for (std::size_t i = 0; i < 3; ++i) result.rounds.back().trials.push_back(trialOf(combinations[7 - i], std::int64_t(10 + i), 0.8 - 0.1 * double(i)));
        rows = searchRows(combinations, result, plan, false);
        QCOMPARE(rows[0].state, SearchRow::State::Best);
        QCOMPARE(rows[0].run, std::int64_t(10));
        QCOMPARE(rows[0].epochs, 3.0);
        QCOMPARE(bestTrial(result, "accuracy")->run, std::int64_t(10)); // not 0.9 of the shorter round
        QCOMPARE(bestTrial(result, "loss")->run, std::int64_t(12));
    }

    void theBarSaysWhatASearchTakes() {
        SearchBar bar;
        Recipe recipe;
        recipe.model = "m";
        recipe.data.train = "reviews";
        recipe.training.epochs = 2;
        bar.setRecipe(recipe, 60);
        bar.show();
        const auto said = [&] { return bar.findChild<QLabel*>(QStringLiteral("train.search.state"))->text(); };
        auto* values = bar.findChild<QLineEdit*>(QStringLiteral("train.search.values1"));
        auto* start = bar.findChild<QPushButton*>(QStringLiteral("train.search.start"));
        QCOMPARE(bar.findChild<QComboBox*>(QStringLiteral("train.search.field1"))->currentData().toString(), QStringLiteral("training.learning_rate"));
        QVERIFY2(start->isEnabled(), qPrintable(said()));
        const auto type = [&](const QString& text) {
            values->clear();
            QTest::keyClicks(values, text);
        };
        type(QStringLiteral("1e-5, 3e-5; 1e-4"));
        auto* trials = bar.findChild<NumberEdit*>(QStringLiteral("train.search.trials"));
        trials->setNumber(0);
        Q_EMIT trials->numberChanged();
        QVERIFY2(said().contains(QStringLiteral("3 combination")) && said().contains(QStringLiteral("4 run")), qPrintable(said()));
        QVERIFY2(said().contains(QStringLiteral("about")), qPrintable(said()));
        type(QStringLiteral("1e-5..1e-3")); // a range has no end of values
        QVERIFY(!start->isEnabled());
        trials->setNumber(5);
        Q_EMIT trials->numberChanged();
        QVERIFY2(start->isEnabled() && said().contains(QStringLiteral("5 combination")), qPrintable(said()));
        QCOMPARE(bar.plan()->trials, std::int64_t(5));
        type(QStringLiteral("1e-3..1e-5"));
        QVERIFY(!start->isEnabled() && !bar.plan());
        type(QStringLiteral("-1"));
        QVERIFY(!start->isEnabled()); // no rate of a recipe
        type(QStringLiteral("1e-4"));
        QTest::mouseClick(bar.findChild<QPushButton*>(QStringLiteral("train.search.add")), Qt::LeftButton);
        auto* second = bar.findChild<QComboBox*>(QStringLiteral("train.search.field2"));
        QVERIFY(second && second->currentData() != QStringLiteral("training.learning_rate"));
        second->setCurrentIndex(0);
        Q_EMIT second->activated(0);
        QVERIFY(said().contains(QStringLiteral("twice")));
    }

    void aStrategyBringsItsSettings() {
        Recipe recipe;
        recipe.strategy.kind = "lora";
        bool found = false;
        for (const SearchField& field : searchFields(recipe)) {
            QVERIFY(!field.title.isEmpty());
            if (!field.suggestion.isEmpty()) {
                SearchPlan plan {.recipe = recipe, .axes = {searchAxis(field.path + "=" + QString(field.suggestion).remove(QLatin1Char(' ')).toStdString())}, .trials = 4};
                for (const SearchValues& values : searchCombinations(plan)) {
                    const auto tried = withValues(recipe, values);
                    QVERIFY2(bool(tried), field.path.c_str());
                    for (const RecipeFinding& finding : validate(*tried)) QVERIFY2(finding.field != field.path, field.path.c_str());
                }
            }
            found = found || field.path == "strategy.rank";
        }
        QVERIFY(found);
    }

    void repeatsMakeSeedsOrParts() {
        Recipe recipe;
        recipe.training.seed = 7;
        recipe.data.split = {0.8, 0.2};
        QCOMPARE(repeatedRecipes(recipe, {}).size(), std::size_t(1));
        const auto seeds = repeatedRecipes(recipe, {Repeats::Kind::Seeds, 3});
        QCOMPARE(seeds.size(), std::size_t(3));
        QCOMPARE(seeds[2].training.seed, decltype(recipe.training.seed)(9));
        QCOMPARE(ownOfGroup(seeds[2]), QStringLiteral("seed 9"));
        const auto parts = repeatedRecipes(recipe, {Repeats::Kind::Folds, 5});
        QCOMPARE(parts.size(), std::size_t(5));
        QVERIFY(parts[0].data.split.empty());
        QCOMPARE(ownOfGroup(parts[4]), QStringLiteral("part 5 of 5 validates"));

        RepeatFields fields;
        auto* kind = fields.findChild<QComboBox*>(QStringLiteral("train.repeat"));
        auto* count = fields.findChild<NumberEdit*>(QStringLiteral("train.repeat.count"));
        QVERIFY(!count->isEnabled());
        kind->setCurrentIndex(2);
        Q_EMIT kind->activated(2);
        QCOMPARE(fields.repeats().count, std::int64_t(5));
        count->setText(QStringLiteral("1"));
        QVERIFY(!fields.readable());
        fields.setRepeats({Repeats::Kind::Seeds, 4});
        QVERIFY(fields.readable() && fields.repeats().kind == Repeats::Kind::Seeds && fields.repeats().count == 4);
    }

    void aMeanHasItsInterval() {
        QCOMPARE(meanText({}), QString());
        // Student's t with two degrees of freedom: 4.303 · 0.01 / √3 = 0.0248
        QVERIFY2(meanText({{{"accuracy", 0.84}}, {{"accuracy", 0.85}}, {{"accuracy", 0.86}}}).startsWith(QStringLiteral("Accuracy 0.850 ± 0.025")),
                 qPrintable(meanText({{{"accuracy", 0.84}}, {{"accuracy", 0.85}}, {{"accuracy", 0.86}}})));
    }

    void aTestOfRatesIsSaidInASentence() {
        const LearningRateTest steep {.rates = {1e-7, 1e-4, 1}, .losses = {0.7, 0.6, 2}, .suggestion = 3.1622e-4};
        QCOMPARE(offeredRate(steep), 3.2e-4);
        QVERIFY(rateTestText(steep).contains(QStringLiteral("3.2e-4")));
        const LearningRateTest flat {.rates = {1e-7, 1}, .losses = {0.7, 0.7}, .suggestion = 0};
        QCOMPARE(offeredRate(flat), 0.0);
        QVERIFY(rateTestText(flat).contains(QStringLiteral("does not fall")));
    }
};

QTEST_MAIN(TestSearch)
#include "test_search.moc"
