// SPDX-License-Identifier: GPL-3.0-or-later
// Further tasks and general text: in the form, and as curves.
#include "ui/pages/common/number_edit.h"
#include "ui/pages/common/run_curves.h"
#include "ui/pages/train/loss_card.h"
#include "ui/pages/train/more_tasks.h"
#include "ui/plots/line_chart.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;

namespace {

DatasetInfo dataset(const std::string& name, const std::string& task, const ColumnMapping& mapping) {
    DatasetInfo info;
    info.record.name = name;
    info.record.task = task;
    info.record.mapping = mapping;
    info.record.rows = 120;
    return info;
}

std::vector<DatasetInfo> datasets() {
    return {dataset("words", "causal-lm", {"line", {}, {}}), dataset("reviews", "classification", {"text", {}, "label"}),
            dataset("tweets_ner", "tokens", {"words", {}, "tags"})};
}

template <typename T>
T* only(QWidget& parent, const char* name) {
    const auto found = parent.findChildren<T*>(QLatin1String(name));
    return found.size() == 1 ? found.front() : nullptr;
}

}

class TestMoreTasks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEmptyFormLeavesARecipeAsItIs() {
        MoreTasks form;
        form.setDatasets(datasets());
        Recipe recipe;
        form.setRecipe(recipe);
        QVERIFY(!form.isUsed());
        form.apply(recipe);
        QVERIFY(recipe == Recipe {});
    }

    void whatIsSetComesBack() {
        Recipe recipe;
        recipe.data.general = "words";
        recipe.multiTask.sampling = "temperature";
        recipe.multiTask.temperature = 3;
        recipe.multiTask.weight = 0.5;
        MoreTask file; // of a recipe's file: no dataset
        file.data = "/home/me/stars.csv";
        file.task = "regression";
        file.labelColumn = "stars";
        file.weight = 2;
        recipe.multiTask.tasks = {file};
        MoreTasks form;
        form.setRecipe(recipe);
        form.setDatasets(datasets());
        QVERIFY(form.isUsed());
        Recipe back;
        form.apply(back);
        QVERIFY(back == recipe);
    }

    void aTaskIsAddedWithItsColumnsAndTakenAway() {
        MoreTasks form;
        form.setDatasets(datasets());
        QSignalSpy changed(&form, &MoreTasks::changed);
        only<QPushButton>(form, "train.more_tasks.add")->click();
        auto* data = only<QComboBox>(form, "train.more_tasks.data");
        QVERIFY(data);
        QCOMPARE(data->count(), 2); // a text without labels has no head of its own
        data->setCurrentIndex(data->findData(QStringLiteral("tweets_ner")));
        Q_EMIT data->activated(data->currentIndex());
        only<NumberEdit>(form, "train.more_tasks.weight")->setNumber(0.25);
        Recipe recipe;
        form.apply(recipe);
        QCOMPARE(recipe.multiTask.tasks.size(), std::size_t(1));
        const MoreTask& task = recipe.multiTask.tasks.front();
        QCOMPARE(task.task, std::string("tokens"));
        QCOMPARE(task.textColumn, std::string("words"));
        QCOMPARE(task.labelColumn, std::string("tags"));
        QCOMPARE(task.weight, 0.25);
        QVERIFY(changed.size() >= 2);
        only<QPushButton>(form, "train.more_tasks.remove")->click();
        form.apply(recipe);
        QVERIFY(recipe.multiTask.tasks.empty());
    }

    void aWeightThatIsNoNumberIsSeen() {
        MoreTasks form;
        form.setDatasets(datasets());
        only<QPushButton>(form, "train.more_tasks.add")->click();
        QVERIFY(form.readable());
        only<NumberEdit>(form, "train.more_tasks.weight")->setText(QStringLiteral("much"));
        QVERIFY(!form.readable());
    }

    void eachTaskHasItsCurves() {
        RunCurves curves;
        LossCard card;
        card.clear(10);
        const auto step = [](std::int64_t number, double loss, const char* task) {
            StepEvent event;
            event.step = number;
            event.loss = loss;
            event.task = task;
            return event;
        };
        curves.add(EvaluationEvent {0, "general", 3.5, {{"perplexity", 33}}, {}});
        curves.add(step(1, 0.7, ""));
        curves.add(step(2, 2.1, "tweets_ner"));
        curves.add(step(3, 0.6, ""));
        curves.add(EvaluationEvent {3, "validation", 0.65, {{"accuracy", 0.7}}, {}});
        curves.add(EvaluationEvent {3, "validation", 1.9, {{"f1", 0.2}}, "tweets_ner"});
        curves.add(EvaluationEvent {3, "general", 3.9, {{"perplexity", 49}}, {}});
        QCOMPARE(curves.training.y, (std::vector<double> {0.7, 0.6}));
        QCOMPARE(curves.validationLoss.y, (std::vector<double> {0.65}));
        QCOMPARE(curves.general.y, (std::vector<double> {3.5, 3.9}));
        QVERIFY(!curves.validation.contains("f1"));
        const TaskCurves& further = curves.further.at("tweets_ner");
        QCOMPARE(further.training.y, (std::vector<double> {2.1}));
        QCOMPARE(further.validation.at("f1").y, (std::vector<double> {0.2}));
        card.update(curves);
        auto* chart = card.findChild<LineChart*>(QStringLiteral("train.chart"));
        QCOMPARE(chart->seriesCount(), 4);
        QCOMPARE(chart->pointCount(2), 1);
        card.clear(10);
        QCOMPARE(chart->seriesCount(), 2);
    }
};

QTEST_MAIN(TestMoreTasks)
#include "test_more_tasks.moc"
