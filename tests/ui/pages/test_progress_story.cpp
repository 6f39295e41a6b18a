// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/progress_story.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace espalier;

namespace {

/// Steps 1 … count of a planned run, with the loss that `loss` gives, and a ripple as small batches make.
RunCurves curvesOf(int count, const std::function<double(int)>& loss, int planned = 400) {
    RunCurves curves;
    RunStarted started;
    started.steps = planned;
    curves.add(started);
    for (int step = 1; step <= count; ++step) {
        StepEvent event;
        event.step = step;
        event.loss = loss(step) + 0.05 * std::sin(step * 1.7);
        event.learningRates = {1e-5, 1e-4};
        curves.add(event);
    }
    return curves;
}

void evaluate(RunCurves& curves, int step, double loss) {
    EvaluationEvent event;
    event.step = step;
    event.split = "validation";
    event.loss = loss;
    event.metrics = {{"accuracy", 0.8}, {"loss", loss}};
    curves.add(event);
}

double falling(int step) {
    return 0.25 + 0.45 * std::exp(-step / 80.0);
}

}

class TestProgressStory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beforeTheFirstStep() {
        const auto story = describeProgress({});
        QCOMPARE(int(story.mood), int(Mood::Starting));
        QVERIFY(!story.text.isEmpty());
    }

    void aFrozenModelReadsTheTextsFirst() {
        RunCurves curves;
        curves.started = RunStarted {};
        const QString other = describeProgress(curves).text;
        curves.started->strategy = "frozen";
        QVERIFY(describeProgress(curves).text != other);
    }

    void firstSteps() { QCOMPARE(int(describeProgress(curvesOf(4, falling)).mood), int(Mood::Starting)); }

    void fallingWithoutEvaluation() {
        const auto story = describeProgress(curvesOf(50, falling));
        QCOMPARE(int(story.mood), int(Mood::Learning));
    }

    void fallingTogether() {
        auto curves = curvesOf(120, falling);
        evaluate(curves, 40, 0.6);
        evaluate(curves, 80, 0.5);
        evaluate(curves, 120, 0.45);
        const auto story = describeProgress(curves);
        QCOMPARE(int(story.mood), int(Mood::Learning));
        QVERIFY(story.text.contains(QStringLiteral("together")));
    }

    void validationRising() {
        auto curves = curvesOf(200, falling);
        evaluate(curves, 50, 0.5);
        evaluate(curves, 100, 0.42);
        evaluate(curves, 150, 0.47);
        evaluate(curves, 200, 0.55);
        const auto story = describeProgress(curves);
        QCOMPARE(int(story.mood), int(Mood::Memorising));
        QVERIFY2(story.text.contains(QStringLiteral("100")), "names the step that is kept");
    }

    void aHairOfNoiseIsNotMemorising() {
        auto curves = curvesOf(120, falling);
        evaluate(curves, 60, 0.500);
        evaluate(curves, 120, 0.503);
        QCOMPARE(int(describeProgress(curves).mood), int(Mood::Learning));
    }

    void notLearning() {
        QCOMPARE(int(describeProgress(curvesOf(100, [](int) { return 0.693; })).mood), int(Mood::NotLearning));
    }

    void tooEarlyToSayItLearnsNothing() {
        QVERIFY(describeProgress(curvesOf(20, [](int) { return 0.693; })).mood != Mood::NotLearning);
    }

    void diverging() {
        QCOMPARE(int(describeProgress(curvesOf(60, [](int step) { return step < 30 ? 0.6 : 0.6 + 0.1 * (step - 30); }))
                         .mood),
                 int(Mood::Diverging));
        auto curves = curvesOf(10, falling);
        curves.training.add(11, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(int(describeProgress(curves).mood), int(Mood::Diverging));
    }

    void levelledOff() {
        QCOMPARE(
            int(describeProgress(curvesOf(390, [](int step) { return 0.25 + 0.45 * std::exp(-step / 20.0); })).mood),
            int(Mood::Levelled));
    }

    void smoothingIsBiasCorrected() {
        const std::vector<double> constant(20, 3.0);
        for (const double value : smoothed(constant, 0.9))
            QVERIFY(std::abs(value - 3.0) < 1e-12);
        const auto two = smoothed({1, 3}, 0.5);
        QCOMPARE(two[0], 1.0);
        QVERIFY(std::abs(two[1] - (0.25 * 1 + 0.5 * 3) / 0.75) < 1e-12);
        QVERIFY(smoothed({}, 0.9).empty());
    }

    void curvesGather() {
        auto curves = curvesOf(3, falling);
        evaluate(curves, 3, 0.5);
        QCOMPARE(curves.training.size(), std::size_t(3));
        QCOMPARE(curves.learningRate.y.back(), 1e-4);
        QCOMPARE(curves.metricShown("loss"), std::string("accuracy"));
        QVERIFY(!curves.validation.contains("loss"));
        EvaluationEvent test;
        test.step = 3;
        test.split = "test";
        test.loss = 9;
        curves.add(test);
        QCOMPARE(curves.validationLoss.size(), std::size_t(1));
    }
};

QTEST_MAIN(TestProgressStory)
#include "test_progress_story.moc"
