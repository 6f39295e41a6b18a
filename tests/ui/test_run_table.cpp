// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/run_table_model.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QtTest>

using namespace espalier;

namespace {

RunRecord makeRun(std::int64_t id, const std::string& status = "completed", double accuracy = 0.8) {
    RunRecord run;
    run.id = id;
    run.name = "run " + std::to_string(id);
    run.status = status;
    run.createdAt = "2026-01-01T10:00:00Z";
    run.recipe.model = "/models/all-MiniLM-L6-v2";
    run.recipe.data.train = "movie_reviews";
    run.recipe.strategy.kind = "frozen";
    run.step = 412;
    run.steps = 900;
    run.trainableParameters = 770;
    run.metrics = {{"accuracy", accuracy}, {"loss", 0.4}};
    return run;
}

std::vector<RunRecord> makeRuns(int count) {
    std::vector<RunRecord> runs;
    for (int i = 1; i <= count; ++i) runs.push_back(makeRun(i, "completed", i / double(count + 1)));
    return runs;
}

}

class TestRunTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staysAProperModel() {
        RunTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(makeRuns(3));
        model.setRuns(makeRuns(5));
        model.setRuns(makeRuns(5));
        model.retranslate();
        model.setRuns(makeRuns(2));
        model.setRuns({});
        QCOMPARE(model.rowCount(), 0);
    }

    void newestFirstWithTexts() {
        RunTableModel model;
        model.setRuns({makeRun(1), makeRun(2, "interrupted", 0.8423)});
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, RunTableModel::Name), QStringLiteral("run 2"));
        QCOMPARE(text(0, RunTableModel::Model), QStringLiteral("all-MiniLM-L6-v2"));
        QCOMPARE(text(0, RunTableModel::Strategy), QStringLiteral("Frozen features"));
        QCOMPARE(text(0, RunTableModel::Score), QStringLiteral("0.842"));
        QCOMPARE(text(0, RunTableModel::State), QStringLiteral("interrupted at step 412 of 900"));
        QCOMPARE(model.index(0, RunTableModel::State).data(ToneRole).toInt(), int(Tone::Warn));
        QCOMPARE(text(0, RunTableModel::Trained), QStringLiteral("770"));
        QCOMPARE(model.index(1, 0).data(IdRole).toInt(), 1);
        QCOMPARE(model.rowOf(1), 1);
        QCOMPARE(model.rowOf(7), -1);
    }

    void failedRunSaysWhy() {
        auto run = makeRun(1, "failed");
        run.error = "the loss diverged at step 61\ndetails";
        run.metrics.clear();
        QCOMPARE(runStateText(run), QStringLiteral("failed: the loss diverged at step 61"));
        RunTableModel model;
        model.setRuns({run});
        QCOMPARE(model.index(0, RunTableModel::Score).data().toString(), QStringLiteral("—"));
        QCOMPARE(model.index(0, RunTableModel::State).data(ToneRole).toInt(), int(Tone::Bad));
    }

    void addedRunsKeepTheSelection() {
        RunTableModel model;
        model.setRuns(makeRuns(3));
        const QPersistentModelIndex second = model.index(1, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRuns(makeRuns(5));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(second.row(), 3);
        QCOMPARE(second.data(IdRole).toInt(), 2);
    }

    void sortsByValueNotByText() {
        RunTableModel model;
        model.setRuns({makeRun(1, "completed", 0.9), makeRun(2, "completed", 0.1), makeRun(10, "completed", 0.5)});
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(SortRole);
        sorted.sort(RunTableModel::Score, Qt::DescendingOrder);
        QCOMPARE(sorted.index(0, 0).data(IdRole).toInt(), 1);
        sorted.sort(RunTableModel::Number, Qt::DescendingOrder);
        QCOMPARE(sorted.index(0, 0).data(IdRole).toInt(), 10);
    }

    void aThousandRunsAreQuick() {
        RunTableModel model;
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(SortRole);
        QElapsedTimer clock;
        clock.start();
        model.setRuns(makeRuns(1000));
        sorted.sort(RunTableModel::Score);
        sorted.sort(RunTableModel::Name);
        qInfo("1,000 runs set and sorted twice: %lld ms", clock.elapsed());
        QVERIFY(clock.elapsed() < 1000);
    }
};

QTEST_MAIN(TestRunTable)
#include "test_run_table.moc"
