// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/chart_series.h"
#include "ui/plots/histogram.h"
#include "ui/plots/length_bins.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/qcp.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace espalier;

namespace {

QByteArray contents(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

}

class TestCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void movingAverageIsBiasCorrected() {
        MovingAverage average(0.5);
        QCOMPARE(average.next(4), 4.0);             // (0.5·4) / 0.5
        QCOMPARE(average.next(1), 2.0);             // (0.5·2 + 0.5·1) / 0.75
        QVERIFY(std::isnan(average.next(std::nan(""))));
        QCOMPARE(average.next(2), 2.0);             // (0.5·1.5 + 0.5·2) / 0.875: the gap changed nothing
        MovingAverage none(0);
        QCOMPARE(none.next(3), 3.0);
        QCOMPARE(none.next(5), 5.0);
    }

    void boundsPassOverWhatIsNotFinite() {
        Bounds bounds;
        QVERIFY(bounds.empty());
        for (const double value : {2.0, std::nan(""), -1.0, std::numeric_limits<double>::infinity()}) bounds.add(value);
        QCOMPARE(bounds.low, -1.0);
        QCOMPARE(bounds.high, 2.0);
        QCOMPARE(bounds.lowPositive, 2.0);
    }

    void appendAndSetDataAgree() {
        LineChart appended, whole;
        for (auto* chart : {&appended, &whole}) {
            chart->addSeries(QStringLiteral("loss"), {.tone = Tone::Blue, .smoothed = true});
            chart->setSmoothing(0.8);
        }
        QVector<double> x, y;
        for (int i = 0; i < 50; ++i) {
            x.append(i);
            y.append(std::sin(i));
            appended.append(0, x.last(), y.last());
        }
        whole.setData(0, x, y);
        QCOMPARE(appended.pointCount(0), 50);
        QCOMPARE(appended.shownValues(0), whole.shownValues(0));
        QVERIFY(appended.shownValues(0) != y);
        whole.setSmoothing(0);
        QCOMPARE(whole.shownValues(0), y);
        whole.clearData();
        QCOMPARE(whole.seriesCount(), 1);
        QCOMPARE(whole.pointCount(0), 0);
        whole.clearSeries();
        QCOMPARE(whole.seriesCount(), 0);
    }

    void csvHasARowAStepAndReadsBack() {
        const QTemporaryDir folder;
        LineChart chart;
        chart.setAxisLabels(QStringLiteral("step"), QStringLiteral("loss"));
        chart.addSeries(QStringLiteral("training"), {});
        chart.addSeries(QStringLiteral("validation, \"kept\""), {.tone = Tone::Orange, .dots = true});
        chart.append(0, 1, 0.1);
        chart.append(0, 2, 0.30000000000000004);
        chart.append(1, 2, 5);
        const QString file = folder.filePath(QStringLiteral("a.csv"));
        QVERIFY(chart.exportCsv(file));
        QCOMPARE(contents(file), QByteArray("step,training,\"validation, \"\"kept\"\"\"\n1,0.10000000000000001,\n2,0.30000000000000004,5\n"));
        QVERIFY(!chart.exportCsv(folder.filePath(QStringLiteral("no/such/folder/a.csv"))));
    }

    void pngIsAPictureOfTwiceTheSize() {
        const QTemporaryDir folder;
        LineChart chart;
        chart.resize(700, 400);
        chart.addSeries(QStringLiteral("training"), {.tone = Tone::Blue});
        for (int i = 0; i < 100; ++i) chart.append(0, i, 1.0 / (i + 1));
        const QString file = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(chart.exportPng(file));
        const QImage image(file);
        QCOMPARE(image.size(), QSize(1400, 800));
        // The curve is there: pixels of its colour.
        const QRgb blue = Theme::instance().color(Tone::Blue).rgb();
        int found = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) found += image.pixel(x, y) == blue;
        QVERIFY2(found > 200, qPrintable(QString::number(found)));
    }

    void nothingIsDrawnWhileHidden() {
        LineChart chart;
        auto* plot = chart.findChild<QCustomPlot*>();
        QTest::qWait(30);       // the plot's constructor queues a drawing of its own
        int drawn = 0;
        connect(plot, &QCustomPlot::afterReplot, this, [&] { ++drawn; });
        chart.addSeries(QStringLiteral("a"), {});
        for (int i = 0; i < 20; ++i) chart.append(0, i, i);
        QTest::qWait(30);
        QCOMPARE(drawn, 0);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTRY_VERIFY(drawn > 0);
        QTest::qWait(100);      // being shown and resized may draw more than once
        const int before = drawn;
        for (int i = 20; i < 60; ++i) chart.append(0, i, i);
        QTRY_VERIFY(drawn > before);
        QTest::qWait(30);
        QVERIFY2(drawn <= before + 2, qPrintable(QStringLiteral("forty points in one go are one drawing, not %1").arg(drawn - before)));
    }

    void followsTheDataUntilTheUserZooms() {
        LineChart chart;
        auto* plot = chart.findChild<QCustomPlot*>();
        chart.resize(600, 300);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.addSeries(QStringLiteral("a"), {});
        chart.setXRange(0, 100);
        chart.append(0, 0, 1);
        chart.append(0, 10, 2);
        QCOMPARE(plot->xAxis->range().upper, 100.0);
        QTest::keyClick(&chart, Qt::Key_Plus);
        const QCPRange zoomed = plot->xAxis->range();
        QVERIFY(zoomed.size() < 90);
        chart.append(0, 20, 3);
        QCOMPARE(plot->xAxis->range(), zoomed);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(plot->xAxis->range().upper, 20.0);
    }

    void dotsAtTheEndAreWhole() {
        LineChart chart;
        chart.resize(600, 300);
        chart.addSeries(QStringLiteral("validation"), {.tone = Tone::Orange, .dots = true});
        chart.setData(0, {10, 20, 30}, {1, 2, 3});
        chart.show();
        auto* plot = chart.findChild<QCustomPlot*>();
        QTRY_VERIFY(plot->xAxis->range().upper > 30);
        QVERIFY(plot->xAxis->range().lower < 10);
        QVERIFY(plot->xAxis->range().upper < 31);
    }

    void ratesLieOnALogarithmicAxis() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setLogarithmicX(true);
        chart.addSeries(QStringLiteral("loss"), {.tone = Tone::Blue});
        chart.setData(0, {1e-7, 1e-5, 1e-3, 1e-1}, {0.7, 0.6, 0.4, 3});
        chart.setMarker(1e-4, QStringLiteral("1e-4"));
        chart.show();
        auto* plot = chart.findChild<QCustomPlot*>();
        QCOMPARE(plot->xAxis->scaleType(), QCPAxis::stLogarithmic);
        QTRY_COMPARE(plot->xAxis->range().lower, 1e-7);
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(plot->xAxis->range().lower > 1e-7);
        QVERIFY(std::abs(std::log10(plot->xAxis->range().upper / plot->xAxis->range().lower) - 6) < 1e-6);
    }

    void logarithmicAxisStandsZeroAndMissing() {
        LineChart chart;
        chart.show();
        chart.addSeries(QStringLiteral("a"), {});
        chart.setLogarithmic(true);
        chart.append(0, 0, 0);
        chart.append(0, 1, std::nan(""));
        chart.append(0, 2, 0.01);
        chart.append(0, 3, 10);
        auto* plot = chart.findChild<QCustomPlot*>();
        QVERIFY(plot->yAxis->range().lower > 0);
        QVERIFY(plot->yAxis->range().lower <= 0.01);
        QVERIFY(plot->yAxis->range().upper >= 10);
        chart.setMarker(2, QStringLiteral("best"));
        plot->replot();
        chart.clearMarker();
    }

    void manyPointsPanSmoothly() {
        LineChart chart;
        chart.resize(1000, 500);
        chart.addSeries(QStringLiteral("training"), {.tone = Tone::Blue, .smoothed = true});
        QVector<double> x(100'000), y(100'000);
        for (int i = 0; i < x.size(); ++i) {
            x[i] = i;
            y[i] = 1.0 / (1 + i * 1e-4) + 0.1 * std::sin(i * 12.9898);
        }
        chart.setData(0, x, y);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        auto* plot = chart.findChild<QCustomPlot*>();
        plot->replot();
        QElapsedTimer clock;
        clock.start();
        constexpr int frames = 20;
        for (int i = 0; i < frames; ++i) {
            plot->xAxis->moveRange(500);
            plot->replot(QCustomPlot::rpImmediateRefresh);
        }
        const double each = double(clock.elapsed()) / frames;
        qInfo("100,000 points, smoothed: %.1f ms a frame", each);
        // What keeps it smooth: no more points are drawn than there are pixels.
        for (int i = 0; i < plot->graphCount(); ++i) QVERIFY(plot->graph(i)->adaptiveSampling());
    }

    void binsCountEveryValue_data() {
        QTest::addColumn<QVector<qint64>>("values");
        QTest::addColumn<qint64>("cut");
        QVector<qint64> spread, outlier(1000, 20);
        for (qint64 i = 5; i < 300; ++i) spread.append(i);
        outlier.append(50'000);
        QTest::newRow("spread") << spread << qint64(128);
        QTest::newRow("outlier") << outlier << qint64(64);
        QTest::newRow("one value") << QVector<qint64> {7} << qint64(0);
        QTest::newRow("all the same") << QVector<qint64>(40, 7) << qint64(3);
    }
    void binsCountEveryValue() {
        QFETCH(QVector<qint64>, values);
        QFETCH(qint64, cut);
        const auto bins = binLengths({values.begin(), values.end()}, cut);
        std::int64_t kept = 0, over = 0;
        for (const auto& bin : bins.bins) {
            kept += bin.kept;
            over += bin.cut;
        }
        const auto longer = std::count_if(values.begin(), values.end(), [&](qint64 value) { return cut > 0 && value > cut; });
        QCOMPARE(over, longer);
        QCOMPARE(kept, values.size() - longer);
        QVERIFY(bins.bins.size() <= 45);
        QCOMPARE(bins.tail, values.last() >= 50'000);
    }

    void noValuesNoBars() { QVERIFY(binLengths({}, 64).bins.empty()); }

    void balanceGathersRareLabels() {
        LabelBalance balance;
        std::vector<std::pair<QString, std::int64_t>> counts;
        for (int i = 0; i < 40; ++i) counts.emplace_back(QStringLiteral("label %1").arg(i), 100 - i);
        balance.setCounts(counts);
        const QString said = balance.accessibleDescription();
        QVERIFY2(said.startsWith(QStringLiteral("label 0 100 · ")), qPrintable(said));
        QCOMPARE(said.count(QStringLiteral("·")), 12);
        balance.setCounts({});
        Histogram histogram;
        histogram.setValues({}, QStringLiteral("tokens"));
        histogram.setCut(64, QStringLiteral("cut at 64"));
        histogram.setValues({3, 5, 5, 9, 80}, QStringLiteral("tokens"));
        QVERIFY(histogram.accessibleDescription().contains(QLatin1Char('5')));
        histogram.resize(300, 200);
        QVERIFY(!histogram.grab().isNull());
    }
};

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
