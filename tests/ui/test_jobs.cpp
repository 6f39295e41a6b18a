// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job.h"
#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include <atomic>

using namespace espalier;

namespace {

using Token = CancellationToken;
using Sink = ProgressSink;

std::unique_ptr<Session> makeSession(const QTemporaryDir& folder) {
    auto workspace = Workspace::open({.folder = toStdString(folder.path())});
    return std::make_unique<Session>(std::move(workspace.value()));
}

}

class TestJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QTRY_COMPARE(Job::running(), 0); }

    void deliversOnTheGuiThreadAndEndsOnce() {
        QThread* workedIn = nullptr;
        QThread* answeredIn = nullptr;
        int value = 0, answers = 0;
        auto* job = Job::run<int>(this, [&](const Token&, const Sink&) -> Result<int> { workedIn = QThread::currentThread(); return 42; },
                                  [&](Result<int> result) { answeredIn = QThread::currentThread(); value = *result; ++answers; });
        QCOMPARE(job->state(), Job::State::Running);
        QList<Job::State> ends;
        connect(job, &Job::ended, this, [&](Job::State state) { ends.append(state); });
        QTRY_COMPARE(ends.size(), 1);
        QTest::qWait(20);
        QCOMPARE(ends, QList {Job::State::Succeeded});
        QCOMPARE(answers, 1);
        QCOMPARE(value, 42);
        QVERIFY(workedIn != answeredIn);
        QCOMPARE(answeredIn, QThread::currentThread());
    }

    void cancelStops() {
        std::atomic<bool> started = false;
        std::optional<ErrorKind> kind;
        auto* job = Job::run<int>(this, [&](const Token& token, const Sink&) -> Result<int> {
            started = true;
            while (!token.stopRequested()) QThread::usleep(200);
            return Error {ErrorKind::Interrupted, "stopped"};
        }, [&](Result<int> result) { if (!result) kind = result.error().kind; });
        Job::State end = Job::State::Idle;
        connect(job, &Job::ended, this, [&](Job::State state) { end = state; });
        QTRY_VERIFY(started);
        job->cancel();
        QTRY_COMPARE(end, Job::State::Stopped);
        QCOMPARE(kind, std::optional(ErrorKind::Interrupted));
    }

    void exceptionIsAnError() {
        std::string message;
        Job::State end = Job::State::Idle;
        auto* job = Job::run<int>(this, [](const Token&, const Sink&) -> Result<int> { throw std::runtime_error("broken"); },
                                  [&](Result<int> result) { if (!result) message = result.error().message; });
        connect(job, &Job::ended, this, [&](Job::State state) { end = state; });
        QTRY_COMPARE(end, Job::State::Failed);
        QCOMPARE(message, std::string("broken"));
    }

    void noAnswerAfterTheContextIsGone() {
        auto* context = new QObject;
        std::atomic<bool> go = false;
        bool answered = false, ended = false;
        auto* job = Job::run<int>(context, [&](const Token&, const Sink&) -> Result<int> { while (!go) QThread::usleep(200); return 1; },
                                  [&](Result<int>) { answered = true; });
        connect(job, &Job::ended, this, [&] { ended = true; });
        delete context;
        go = true;
        QTRY_VERIFY(ended);
        QVERIFY(!answered);
    }

    void progressIsCoalesced() {
        int arrived = 0;
        qint64 last = 0;
        bool ended = false;
        auto* job = Job::run<int>(this, [](const Token&, const Sink& progress) -> Result<int> {
            for (int i = 1; i <= 20'000; ++i) progress({i, 20'000, "reading"});
            return 1;
        }, [](Result<int>) {});
        connect(job, &Job::progressed, this, [&](qint64 done, qint64, const QString&) { ++arrived; last = done; });
        connect(job, &Job::ended, this, [&] { ended = true; });
        QTRY_VERIFY(ended);
        QVERIFY2(arrived >= 1 && arrived < 100, qPrintable(QString::number(arrived)));
        QCOMPARE(last, 20'000);
    }

    void newestRequestWins() {
        LatestJob latest;
        QList<int> answers;
        std::atomic<bool> go = false;
        for (int i = 1; i <= 3; ++i)
            latest.run<int>(this, [&go, i](const Token&, const Sink&) -> Result<int> { while (!go) QThread::usleep(200); return i; },
                            [&answers](Result<int> result) { answers.append(*result); });
        go = true;
        QTRY_COMPARE(Job::running(), 0);
        QCOMPARE(answers, QList {3});
        latest.run<int>(this, [](const Token&, const Sink&) -> Result<int> { return 4; }, [&answers](Result<int> result) { answers.append(*result); });
        latest.cancel();
        QTRY_COMPARE(Job::running(), 0);
        QCOMPARE(answers, QList {3});
    }

    void shutDownWaitsAndDropsAnswers() {
        bool answered = false;
        std::atomic<bool> finished = false;
        Job::run<int>(this, [&](const Token& token, const Sink&) -> Result<int> {
            while (!token.stopRequested()) QThread::usleep(200);
            finished = true;
            return 1;
        }, [&](Result<int>) { answered = true; });
        Job::shutDown();
        QVERIFY(finished);
        QCOMPARE(Job::running(), 0);
        QTest::qWait(20);
        QVERIFY(!answered);
    }

    void runThatCannotStartFailsOnce() {
        const QTemporaryDir folder;
        const auto session = makeSession(folder);
        auto& training = session->training();
        QSignalSpy failed(&training, &TrainingController::failed), ended(&training, &TrainingController::ended);
        Recipe recipe;
        recipe.model = "/there/is/no/such/model";
        recipe.data.train = "nothing";
        training.start(recipe);
        QVERIFY(training.isActive());
        QCOMPARE(training.recipe().model, recipe.model);
        training.start(recipe);     // a second one is refused, and leaves the first alone
        QCOMPARE(failed.count(), 1);
        QTRY_VERIFY(!training.isActive());
        QCOMPARE(failed.count(), 2);
        QCOMPARE(ended.count(), 0);
        QCOMPARE(failed.last().first().value<Error>().kind, ErrorKind::NotFound);
        training.resume(4711);
        QTRY_COMPARE(failed.count(), 3);
        QVERIFY(!training.isActive());
    }

    void destructionWhileARunStartsIsSafe() {
        const QTemporaryDir folder;
        auto session = makeSession(folder);
        Recipe recipe;
        recipe.model = "/there/is/no/such/model";
        session->training().start(recipe);
        session.reset();
    }

    void unknownSampleIsReported() {
        const QTemporaryDir folder;
        const auto session = makeSession(folder);
        QSignalSpy failed(session.get(), &Session::failed);
        session->startSample(QStringLiteral("no such sample"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!session->training().isActive());
    }
};

QTEST_MAIN(TestJobs)
#include "test_jobs.moc"
