// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/race_lanes.h"
#include "ui/pages/train/race_table.h"

#include <QTest>

using namespace espalier;

namespace {

RaceEntry entry(const std::string& strategy, double score, std::int64_t trained) {
    RaceEntry made {.strategy = strategy, .status = "completed", .run = 1, .score = score};
    made.metrics = {{"accuracy", score}};
    made.trainableParameters = trained;
    return made;
}

StepEvent step(std::int64_t number, double seconds) {
    StepEvent event;
    event.step = number;
    event.loss = 1.0 / static_cast<double>(number);
    event.seconds = seconds;
    return event;
}

}

class TestRace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lanesKeepStepsAndSecondsApart() {
        RaceLanes lanes;
        for (const char* strategy : {"full", "lora"}) {
            lanes.add({"race-1", strategy, 0, RunStarted {}});
            lanes.add({"race-1", strategy, 7, step(1, 0.5)});
            lanes.add({"race-1", strategy, 7, step(2, 1.25)});
            lanes.add({"race-1", strategy, 7, EvaluationEvent {2, "validation", 0.4, {{"accuracy", 0.8}}}});
            lanes.add({"race-1", strategy, 7, EvaluationEvent {2, "test", 0.6, {{"accuracy", 0.1}}}});
        }
        QCOMPARE(lanes.lanes.size(), std::size_t(2));
        QCOMPARE(lanes.metricShown("loss"), std::string("accuracy"));
        const RaceLane& lane = lanes.lanes[1];
        QCOMPARE(lane.run, std::int64_t(7));
        const Curve &bySteps = lane.curve(RaceCurve::Score, false, "accuracy"), &bySeconds = lane.curve(RaceCurve::Score, true, "accuracy");
        QCOMPARE(bySteps.size(), std::size_t(1));
        QCOMPARE(bySteps.x[0], 2.0);
        QCOMPARE(bySeconds.x[0], 1.25);
        QCOMPARE(bySeconds.y[0], 0.8);
        QCOMPARE(lane.curve(RaceCurve::TrainingLoss, true, {}).x[1], 1.25);
        QCOMPARE(lane.curve(RaceCurve::ValidationLoss, false, {}).y[0], 0.4);
        QVERIFY(lane.curve(RaceCurve::Score, true, "f1").empty());
    }

    void verdictNamesTheBestAndTheLean() {
        RaceTable table {.group = "race-1", .metric = "accuracy", .split = "test", .entries = {}};
        QVERIFY(raceVerdict(table).isEmpty());
        table.entries = {entry("full", 0.85, 22'000'000), entry("frozen", 0.7, 770), entry("lora", 0.84, 74'000)};
        const QString said = raceVerdict(table);
        QVERIFY2(said.startsWith(QStringLiteral("Full did best")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("LoRA comes within 0.010")), qPrintable(said));
        QVERIFY(said.contains(QStringLiteral("297 times")));
        QVERIFY(!said.contains(QStringLiteral("Frozen")));
    }

    void aLowerLossIsBetter() {
        RaceTable table {.group = "race-1", .metric = "loss", .split = {}, .entries = {entry("full", 0.5, 10), entry("bitfit", 0.4, 10)}};
        QVERIFY(raceVerdict(table).startsWith(QStringLiteral("BitFit")));
    }
};

QTEST_MAIN(TestRace)
#include "test_race.moc"
