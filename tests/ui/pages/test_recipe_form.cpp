// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/common/field.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/train/recipe_fields.h"
#include "ui/pages/train/settings_form.h"
#include "ui/pages/train/source_card.h"
#include "ui/pages/train/strategy_diagram.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;

namespace {

Recipe unusual() {
    Recipe recipe;
    recipe.strategy.kind = "discriminative";
    for (const SettingInfo& setting : findStrategyInfo("discriminative")->settings)
        recipe.strategy.settings[settingKey(setting.field)] = (setting.minimum + setting.maximum) / 2;
    recipe.pooling = "mean";
    auto& training = recipe.training;
    training.epochs = 2.5;
    training.batchSize = 24;
    training.learningRate = 3.75e-5;
    training.schedule = "cosine";
    training.warmupRatio = 0.06;
    training.weightDecay = 0.02;
    training.dropout = 0.2;
    training.maxLength = 96;
    training.maxGradNorm = 0.5;
    training.gradientAccumulation = 2;
    training.earlyStoppingPatience = 3;
    training.earlyStoppingMetric = "f1_macro";
    training.precision = "bf16";
    training.evaluateEvery = 50;
    training.checkpointEvery = 25;
    training.seed = 4242;
    return recipe;
}

}

class TestRecipeForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void roundTrip_data() {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("English") << QLocale(QLocale::English);
        QTest::newRow("German") << QLocale(QLocale::German);
        QTest::newRow("Arabic") << QLocale(QLocale::Arabic, QLocale::Egypt);
    }
    void roundTrip() {
        QFETCH(QLocale, locale);
        QLocale::setDefault(locale);
        SettingsForm form;
        form.setRecipe(unusual());
        Recipe back;
        form.apply(back);
        for (const auto& [field, got, wanted] : differences(back, unusual()))
            qWarning("%s: %s instead of %s", field.c_str(), got.c_str(), wanted.c_str());
        QCOMPARE(toJson(back).dump(2), toJson(unusual()).dump(2));
    }

    void strategiesHaveSwitchesChoicesAndTexts() {
        SettingsForm form;
        Recipe recipe;
        recipe.strategy = {"lora", {{"rank", 4}, {"dora", 1}}, {{"targets", "query,key"}}};
        form.setRecipe(recipe);
        auto* dora = form.findChild<QCheckBox*>(QStringLiteral("train.strategy.dora"));
        auto* targets = form.findChild<QComboBox*>(QStringLiteral("train.strategy.targets"));
        QVERIFY(dora && targets);
        QVERIFY(dora->isChecked());
        QVERIFY(!form.findChild<QCheckBox*>(QStringLiteral("train.strategy.rslora"))->isChecked());
        QVERIFY(!dora->accessibleName().isEmpty());
        QCOMPARE(targets->currentText(), QStringLiteral("query,key"));
        Recipe back;
        form.apply(back);
        QCOMPARE(back.strategy.settings.at("rank"), 4.0);
        QCOMPARE(back.strategy.settings.at("dora"), 1.0);
        QCOMPARE(back.strategy.settings.at("rslora"), 0.0);
        QCOMPARE(back.strategy.texts.at("targets"), std::string("query,key"));
        targets->setCurrentIndex(targets->findData(QStringLiteral("all-linear")));
        form.apply(back);
        QCOMPARE(back.strategy.texts.at("targets"), std::string("all-linear"));
        targets->setCurrentIndex(0);
        form.apply(back);
        QVERIFY2(!back.strategy.texts.contains("targets"), "the standard is not written down");

        recipe.strategy = {"prompt", {}, {{"init", "text"}, {"text", "It was great"}, {"start_ids", "5,6"}}};
        form.setRecipe(recipe);
        form.apply(recipe);
        QCOMPARE(recipe.strategy.texts.at("init"), std::string("text"));
        QCOMPARE(recipe.strategy.texts.at("text"), std::string("It was great"));
        QVERIFY2(recipe.strategy.texts.contains("start_ids"), "what the form does not show is kept");
    }

    void everyStrategysStandardIsFine() {
        for (const StrategyInfo& info : strategyInfos()) {
            SettingsForm form;
            Recipe recipe;
            recipe.strategy = {info.kind, {}, {}};
            form.setRecipe(recipe);
            QVERIFY2(form.readable(), info.kind.c_str());
            Recipe back;
            form.apply(back);
            QCOMPARE(back.strategy.kind, info.kind);
            QVERIFY(differences(recipe, back).empty());
        }
    }

    void everyTrainingSettingHasAField() {
        for (const SettingInfo& setting : trainingSettings()) {
            const auto& fields = recipeFields();
            QVERIFY2(std::any_of(fields.begin(), fields.end(),
                                 [&](const RecipeField& field) { return setting.field == field.name; }),
                     setting.field.c_str());
        }
    }

    void textThatIsNoNumberKeepsTheOldValue() {
        SettingsForm form;
        form.setRecipe(unusual());
        auto* rate = form.findChild<NumberEdit*>(QStringLiteral("train.learning_rate"));
        QVERIFY(rate);
        rate->setText(QStringLiteral("fast"));
        QVERIFY(!form.readable());
        Recipe recipe;
        form.apply(recipe);
        QCOMPARE(recipe.training.learningRate, Recipe {}.training.learningRate);
    }

    void findingsAreShownAtTheirFields() {
        SettingsForm form;
        const auto others = form.mark(
            {{"training.dropout", "too large", "use at most 0.9"}, {"data.train", "no such data", "import it"}});
        QCOMPARE(others.size(), std::size_t(1));
        QCOMPARE(others.front().field, std::string("data.train"));
        auto* dropout = form.findChild<NumberEdit*>(QStringLiteral("train.dropout"));
        QVERIFY2(!dropout->parentWidget()->isHidden(), "a hidden field with something to say is shown");
        QVERIFY(dropout->accessibleDescription().contains(QStringLiteral("0.9")));
    }

    void numbersAsPeopleWriteThem() {
        NumberEdit real(NumberKind::Real), count(NumberKind::Count), share(NumberKind::Share);
        real.setNumber(5e-5);
        QCOMPARE(real.text(), QStringLiteral("5e-5"));
        real.setText(QStringLiteral("1E-4"));
        QCOMPARE(*real.number(), 1e-4);
        real.setText(QStringLiteral("nan"));
        QVERIFY(!real.number());
        count.setText(QStringLiteral("2.5"));
        QVERIFY(!count.number());
        share.setNumber(0.1);
        QCOMPARE(share.text(), QStringLiteral("10 %"));
        share.setText(QStringLiteral("15"));
        QCOMPARE(*share.number(), 0.15);
        QSignalSpy changed(&count, &NumberEdit::numberChanged);
        count.setNumber(16);
        count.setBounds(1, 17);
        QTest::keyClick(&count, Qt::Key_Up);
        QTest::keyClick(&count, Qt::Key_Up);
        QCOMPARE(*count.number(), 17.0);
        QCOMPARE(changed.count(), 2);
    }

    void choosingAnotherDatasetTakesItsColumns() {
        SourceCard card;
        DatasetInfo reviews, tickets;
        reviews.record.name = "reviews";
        reviews.record.mapping = {"review", {}, "mood"};
        tickets.record.name = "tickets";
        tickets.record.mapping = {"body", {}, "team"};
        tickets.record.task = "classification";
        card.setDatasets({reviews, tickets});
        Recipe recipe;
        recipe.data.train = "reviews";
        recipe.data.textColumn = "review";
        recipe.data.split = {0.7, 0.3};
        card.setRecipe(recipe);
        Recipe same = recipe;
        card.apply(same);
        QVERIFY2(same.data.split == recipe.data.split, "what the form does not show is kept");
        auto* combo = card.findChild<QComboBox*>(QStringLiteral("train.data"));
        combo->setCurrentIndex(combo->findData(QStringLiteral("tickets")));
        card.apply(recipe);
        QCOMPARE(recipe.data.textColumn, std::string("body"));
        QCOMPARE(recipe.data.labelColumn, std::string("team"));
        QVERIFY(recipe.data.split.empty());
    }

    void drawings() {
        const auto full = layerRates("full", 6, 0.9), frozen = layerRates("frozen", 6, 0.9),
                   fading = layerRates("discriminative", 6, 0.5);
        QCOMPARE(full.size(), std::size_t(8));
        QVERIFY(std::all_of(full.begin(), full.end(), [](double rate) { return rate == 1; }));
        QCOMPARE(frozen.front(), 1.0);
        QVERIFY(std::all_of(frozen.begin() + 1, frozen.end(), [](double rate) { return rate == 0; }));
        QVERIFY(std::is_sorted(fading.rbegin(), fading.rend()));
        QCOMPARE(fading[1], 0.5);
        QCOMPARE(layerRates("scratch", 6, 0.9), full);
        QVERIFY(layerStarts("full", 6, 0).empty());
        const auto evenly = layerStarts("gradual", 6, 0), quickly = layerStarts("gradual", 6, 0.05);
        QCOMPARE(evenly.size(), std::size_t(8));
        QCOMPARE(evenly.front(), 0.0);
        QCOMPARE(evenly.back(), 7.0 / 8);
        QCOMPARE(quickly[2], 0.1);
        QCOMPARE(layerRates("lora", 6, 0.9), frozen);
        const auto top = layerRates("top-layers", 6, 0.9);
        QCOMPARE(top[1], 1.0);
        QCOMPARE(top[6], 0.0);
    }
};

QTEST_MAIN(TestRecipeForm)
#include "test_recipe_form.moc"
