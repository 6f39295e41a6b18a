// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/dataset_list_model.h"
#include "ui/item_models/model_filter.h"
#include "ui/item_models/model_list_model.h"
#include "ui/item_models/roles.h"
#include "ui/item_models/row_model.h"
#include "ui/item_models/run_list_model.h"
#include "ui/item_models/string_table_model.h"
#include "ui/item_models/try_model.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

/// Rows as a store would give them, handed over when deliver() is called.
struct FakeRows {
    std::vector<RowQuery> asked;
    std::vector<std::function<void()>> waiting;

    RowModel::Fetch fetch() {
        return [this](const RowQuery& query, std::function<void(std::vector<StoredRow>)> done) {
            asked.push_back(query);
            waiting.push_back([query, done] {
                std::vector<StoredRow> rows;
                for (std::int64_t i = 0; i < query.limit; ++i) {
                    StoredRow row;
                    row.position = query.offset + i;
                    row.example.text = query.search + "text " + std::to_string(row.position);
                    row.example.label = row.position % 2 ? "negative" : "positive";
                    rows.push_back(row);
                }
                done(rows);
            });
        };
    }
    void deliver() {
        for (auto& one : std::exchange(waiting, {}))
            one();
    }
};

RunRecord runOf(std::int64_t id, double accuracy) {
    RunRecord run;
    run.id = id;
    run.status = accuracy < 0 ? "failed" : "completed";
    run.recipe.data.train = "movie_reviews";
    run.recipe.model = "all-MiniLM-L6-v2";
    run.recipe.strategy.kind = id % 2 ? "full" : "frozen";
    if (accuracy >= 0) run.metrics = {{"accuracy", accuracy}, {"loss", 1 - accuracy}};
    return run;
}

}

class TestPageModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsAreReadAPageAtATime() {
        FakeRows rows;
        RowModel model(rows.fetch());
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setQuery({}, 200000);
        rows.asked.clear(); // what the tester looked at
        rows.deliver();
        QCOMPARE(model.rowCount(), 200000);
        const QModelIndex far = model.index(150000, RowModel::Text);
        QCOMPARE(far.data().toString(), QStringLiteral("…"));
        QCOMPARE(model.index(150001, RowModel::Text).data().toString(), QStringLiteral("…"));
        QCOMPARE(rows.asked.size(), std::size_t(1));
        QCOMPARE(rows.asked.front().offset, std::int64_t(150000));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        rows.deliver();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(far.data().toString(), QStringLiteral("text 150000"));
        QCOMPARE(model.index(150001, RowModel::Text).data(IdRole).toLongLong(), 150001);
    }

    void answersToAnOlderQueryAreDropped() {
        FakeRows rows;
        RowModel model(rows.fetch());
        RowQuery first;
        first.search = "old ";
        model.setQuery(first, 500);
        QCOMPARE(model.index(0, RowModel::Text).data().toString(), QStringLiteral("…"));
        RowQuery second;
        second.search = "new ";
        model.setQuery(second, 500);
        model.index(0, RowModel::Text).data();
        rows.deliver();
        QCOMPARE(model.index(0, RowModel::Text).data().toString(), QStringLiteral("new text 0"));
    }

    void pagesThatWereLeftAreForgotten() {
        FakeRows rows;
        RowModel model(rows.fetch());
        model.setQuery({}, 200000);
        for (int page = 0; page < RowModel::kPagesKept + 5; ++page) {
            model.index(page * RowModel::kPage, 0).data();
            rows.deliver();
        }
        rows.asked.clear();
        model.index(0, 0).data();
        QCOMPARE(rows.asked.size(), std::size_t(1));
    }

    void findingsBecomePills() {
        FakeRows rows;
        RowModel model(rows.fetch());
        model.setLabels({{"positive", 5}, {"negative", 4}});
        model.setQuery({}, 10);
        auto findings = std::make_shared<RowFindings>();
        (*findings)[3] = {FindingKind::ConflictingLabels, FindingKind::Duplicate};
        model.setFindings(findings);
        model.index(3, 0).data();
        rows.deliver();
        const QModelIndex cell = model.index(3, RowModel::Found);
        QVERIFY(cell.data().toString().endsWith(QStringLiteral("+1")));
        QCOMPARE(cell.data(ToneRole).toInt(), int(Tone::Bad));
        QVERIFY(!model.index(2, RowModel::Found).data(ToneRole).isValid());
        QVERIFY(model.index(0, RowModel::Label).data(ToneRole) != model.index(1, RowModel::Label).data(ToneRole));
    }

    void intervalsAreAskedForOnceAndTogether() {
        std::vector<std::vector<std::int64_t>> asked;
        RunListModel model([&](std::vector<std::int64_t> runs, std::function<void(RunListModel::Intervals)> done) {
            asked.push_back(runs);
            RunListModel::Intervals found;
            for (const auto run : runs)
                found[run] = {0.7, 0.9};
            done(found);
        });
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        std::vector<RunRecord> runs;
        for (int id = 1; id <= 1000; ++id)
            runs.push_back(runOf(id, 0.5 + id / 4000.0));
        model.setRuns(runs);
        QTest::qWait(50); // for the rows that the tester looks at
        asked.clear();
        for (const int row : {500, 501, 502})
            QVERIFY(model.index(row, RunListModel::Score).data().toString().endsWith(QStringLiteral("…")));
        QTRY_COMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked.front(), (std::vector<std::int64_t> {501, 502, 503}));
        QVERIFY(model.index(500, RunListModel::Score).data().toString().endsWith(QStringLiteral("0.100")));
    }

    void runsSortByNumberAndFilterByWords() {
        RunListModel model([](std::vector<std::int64_t>, std::function<void(RunListModel::Intervals)>) {});
        model.setRuns({runOf(1, 0.8), runOf(2, 0.9), runOf(10, -1)});
        RunFilter filter;
        filter.setSourceModel(&model);
        QAbstractItemModelTester tester(&filter, Mode::QtTest);
        filter.sort(RunListModel::Score, Qt::DescendingOrder);
        QCOMPARE(filter.index(0, 0).data(IdRole).toInt(), 2);
        filter.sort(RunListModel::When, Qt::DescendingOrder);
        QCOMPARE(filter.index(0, 0).data(IdRole).toInt(), 10);
        filter.setWords(QStringLiteral("MINILM fail"));
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, 0).data(IdRole).toInt(), 10);
        filter.setWords(QStringLiteral("nothing like it"));
        QCOMPARE(filter.rowCount(), 0);
    }

    void groupsStandOverTheirRuns() {
        RunListModel model([](std::vector<std::int64_t>, std::function<void(RunListModel::Intervals)>) {});
        std::vector<RunRecord> runs {runOf(1, 0.95), runOf(2, 0.80), runOf(3, 0.82), runOf(4, 0.60)};
        runs[1].group = runs[2].group = "2 × movie_reviews, 2026-11-24 10:00:00";
        runs[1].recipe.strategy.kind = "frozen";
        model.setRuns(runs);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        RunFilter filter;
        filter.setSourceModel(&model);
        QCOMPARE(filter.rowCount(), 3); // two alone, one group
        const auto ids = [&] {
            std::vector<int> found;
            for (int row = 0; row < filter.rowCount(); ++row) found.push_back(filter.index(row, 0).data(IdRole).toInt());
            return found;
        };
        filter.sort(RunListModel::Score, Qt::DescendingOrder);
        QCOMPARE(ids(), (std::vector<int> {1, -2, 4}));
        const int group = model.find(-2);
        QVERIFY(model.isGroup(group));
        QCOMPARE(model.groupOf(model.find(3)), group);
        QVERIFY(model.index(group, RunListModel::Score).data().toString().startsWith(QStringLiteral("0.810 ±")));
        QCOMPARE(model.index(group, RunListModel::Strategy).data().toString(), QString()); // they differ
        model.setOpen(group, true);
        QCOMPARE(ids(), (std::vector<int> {1, -2, 3, 2, 4}));
        filter.sort(RunListModel::Score, Qt::AscendingOrder);
        QCOMPARE(ids(), (std::vector<int> {4, -2, 2, 3, 1}));
        model.setRuns(runs); // stays open
        QCOMPARE(filter.rowCount(), 5);
        model.setOpen(model.find(-2), false);
        QCOMPARE(ids(), (std::vector<int> {4, -2, 1}));
        filter.setWords(QStringLiteral("frozen"));
        QCOMPARE(ids(), (std::vector<int> {4, -2, 2})); // what is looked for is shown
    }

    void otherModels() {
        DatasetListModel datasets;
        QAbstractItemModelTester datasetTester(&datasets, Mode::QtTest);
        DatasetInfo info;
        info.record.name = "movie_reviews";
        info.record.rows = 10072;
        info.labels = {{"positive", 6000}, {"negative", 4072}};
        datasets.setDatasets({info});
        QCOMPARE(datasets.index(0, DatasetListModel::Rows).data(SortRole).toLongLong(), 10072);
        QVERIFY(datasets.index(0, DatasetListModel::Labels).data().toString().contains(QStringLiteral("negative")));

        TryModel tries;
        QAbstractItemModelTester tryTester(&tries, Mode::QtTest);
        TryRecord right, wrong;
        right.label = right.correction = "positive";
        wrong.label = "positive";
        wrong.correction = "negative";
        wrong.text = "two\nlines";
        tries.setTries({right, wrong});
        QCOMPARE(tries.index(1, TryModel::Text).data().toString(), QStringLiteral("two lines"));
        QVERIFY(tries.index(0, TryModel::Verdict).data() != tries.index(1, TryModel::Verdict).data());
        QCOMPARE(tries.index(1, TryModel::Answer).data(ToneRole).toInt(), int(Tone::Bad));

        ModelListModel models;
        QAbstractItemModelTester modelTester(&models, Mode::QtTest);
        ModelInfo there, absent;
        absent.reference = "bert-base-uncased";
        there.reference = "minilm";
        there.installed = true;
        models.setModels({absent, there});
        QCOMPARE(models.find("minilm"), 0);
        QCOMPARE(models.find("gone"), -1);
    }

    void modelsAreFilteredByWordsFamilyTaskAndPlace() {
        ModelListModel models;
        ModelFilter filter;
        filter.setSourceModel(&models);
        QAbstractItemModelTester tester(&filter, Mode::QtTest);
        const auto model = [](const char* reference, const char* family, const char* task, bool installed) {
            ModelInfo info;
            info.reference = info.title = reference;
            info.family = family;
            info.tasks = {task};
            info.languages = "English";
            info.installed = installed;
            return info;
        };
        models.setModels({model("bert-base", "bert", "classification", true), model("bert-ner", "bert", "tokens", false),
                          model("gpt2", "gpt2", "causal-lm", false)});
        QCOMPARE(filter.rowCount(), 3);
        filter.setWords(QStringLiteral("english BERT"));
        QCOMPARE(filter.rowCount(), 2);
        filter.setTask("tokens");
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, 0).data(IdRole).toString(), QStringLiteral("bert-ner"));
        filter.setInstalledOnly(true);
        QCOMPARE(filter.rowCount(), 0);
        filter.setWords({});
        filter.setTask({});
        QCOMPARE(filter.rowCount(), 1);
        filter.setInstalledOnly(false);
        filter.setFamily("gpt2");
        QCOMPARE(filter.rowCount(), 1);

        QSignalSpy changed(&models, &QAbstractItemModel::dataChanged);
        models.setActivity("gpt2", QStringLiteral("downloading"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(filter.index(0, 0).data(Qt::StatusTipRole).toString(), QStringLiteral("downloading"));
        models.setActivity("gpt2", {});
        QVERIFY(filter.index(0, 0).data(Qt::StatusTipRole).toString() != QStringLiteral("downloading"));
    }

    void stringTable() {
        StringTableModel table;
        QAbstractItemModelTester tester(&table, Mode::QtTest);
        table.setTable({QStringLiteral("a"), QStringLiteral("b")},
                       {{QStringLiteral("short row")}, {QStringLiteral("x"), QStringLiteral("y\n\tz")}});
        QCOMPARE(table.rowCount(), 2);
        QCOMPARE(table.index(0, 1).data().toString(), QString());
        QCOMPARE(table.index(1, 1).data().toString(), QStringLiteral("y z"));
        QVERIFY(oneLine(QString(100000, QLatin1Char('a'))).size() <= 400);
    }
};

QTEST_MAIN(TestPageModels)
#include "test_page_models.moc"
