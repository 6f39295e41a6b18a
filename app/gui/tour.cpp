// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tour.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

namespace espalier {

namespace {

constexpr int kPoll = 50;
constexpr qint64 kQuiet = 500, kLongestWork = 20'000, kLongestRun = 600'000;
constexpr std::int64_t kStepsWanted = 40;

bool hasSteps(const TrainingController& training, std::int64_t wanted) {
    std::int64_t steps = 0;
    for (const auto& event : training.events()) steps += std::holds_alternative<StepEvent>(event);
    return steps >= wanted;
}

}

Tour::Tour(MainWindow& window, const QString& folder) :
    m_window(window), m_folder(folder) {
    m_window.showNormal();
    m_window.resize(1280, 720);
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "espalier-workbench: cannot make the folder %s\n", qPrintable(folder));
        m_steps.push_back([this](qint64) { finish(1); return false; });
    } else {
        settle(kQuiet);
        planTraining();
    }
    connect(&m_timer, &QTimer::timeout, this, &Tour::tick);
    m_timer.start(kPoll);
}

void Tour::tick() {
    if (m_steps.empty()) return finish(m_written > 0 ? 0 : 1);
    if (!m_clock.isValid()) m_clock.start();
    // A step may plan others behind itself, but never moves the one that runs.
    if (!m_steps.front()(m_clock.elapsed())) return;
    m_steps.pop_front();
    m_clock.invalidate();
}

void Tour::settle(qint64 quiet) {
    m_steps.push_back([quiet](qint64 elapsed) { return elapsed >= quiet && (Job::running() == 0 || elapsed > kLongestWork); });
}

void Tour::planTraining() {
    auto& workspace = m_window.session().workspace();
    ask(this, workspace, [](Workspace& w) -> Result<Recipe> {
        for (const auto& sample : w.samples())
            if (sample.available) return w.prepareSample(sample.id);
        return Error {ErrorKind::NotFound, "no sample experiment is on this machine"};
    }, [this](Result<Recipe> recipe) {
        if (recipe) planRuns(*recipe);
        else std::fprintf(stderr, "espalier-workbench: the tour goes without a run: %s\n", describe(recipe.error()).c_str());
        m_steps.push_back([this](qint64 elapsed) { return !m_window.session().training().isActive() || elapsed > kLongestRun; });
        planPictures();
    });
    m_steps.push_back([](qint64 elapsed) { return elapsed > kQuiet && (Job::running() == 0 || elapsed > kLongestWork); });
}

void Tour::planRuns(const Recipe& sample) {
    m_window.session().announceDatasetsChanged();
    Recipe full = sample;
    full.training.epochs = std::min(full.training.epochs, 0.25);
    full.training.evaluateEvery = 20;
    planRun(full);
    m_steps.push_back([this](qint64 elapsed) {
        auto& training = m_window.session().training();
        return !training.isActive() || hasSteps(training, kStepsWanted) || elapsed > kLongestRun;
    });
    planLivePictures();
    Recipe frozen = full;
    frozen.strategy = {.kind = "frozen"};
    frozen.training.learningRate = 1e-3;
    planRun(frozen);
}

void Tour::planRun(const Recipe& recipe) {
    const auto idle = [this](qint64 elapsed) { return !m_window.session().training().isActive() || elapsed > kLongestRun; };
    m_steps.push_back(idle);
    m_steps.push_back([this, recipe](qint64) {
        m_window.session().useInRun(recipe);
        m_window.session().training().start(recipe);
        return true;
    });
}

void Tour::planLivePictures() {
    for (const auto mode : {ThemeMode::Light, ThemeMode::Dark}) {
        m_steps.push_back([this, mode](qint64) {
            m_window.showPage(QStringLiteral("train"));
            Theme::instance().apply(*qApp, mode);
            return true;
        });
        settle(kQuiet);
        m_steps.push_back([this, mode](qint64) {
            take(mode == ThemeMode::Dark ? QStringLiteral("train-live-dark") : QStringLiteral("train-live-light"));
            return true;
        });
    }
}

void Tour::planPictures() {
    for (const auto mode : {ThemeMode::Light, ThemeMode::Dark}) {
        m_steps.push_back([mode](qint64) { Theme::instance().apply(*qApp, mode); return true; });
        for (const auto* page : m_window.pages()) planPose(page->id(), 0);
    }
}

void Tour::planPose(const QString& id, int index) {
    // Whether there is another pose is known only when it is asked for, so each plans its successors at the front.
    m_steps.push_back([this, id, index](qint64) {
        std::deque<Step> later;
        later.swap(m_steps);
        m_steps.push_back(std::move(later.front()));
        later.pop_front();
        m_window.showPage(id);
        if (m_window.page(id)->pose(index)) {
            settle(kQuiet);
            const QString theme = Theme::instance().isDark() ? QStringLiteral("dark") : QStringLiteral("light");
            const QString name = index == 0 ? id : id + QLatin1Char('-') + QString::number(index + 1);
            m_steps.push_back([this, picture = name + QLatin1Char('-') + theme](qint64) { take(picture); return true; });
            planPose(id, index + 1);
        }
        std::move(later.begin(), later.end(), std::back_inserter(m_steps));
        return true;
    });
}

void Tour::take(const QString& name) {
    const QString file = QDir(m_folder).filePath(name + QStringLiteral(".png"));
    if (!m_window.grab().save(file)) {
        std::fprintf(stderr, "espalier-workbench: cannot write %s\n", qPrintable(file));
        return finish(1);
    }
    ++m_written;
    std::printf("%s\n", qPrintable(file));
}

void Tour::finish(int code) {
    m_timer.stop();
    m_steps.clear();
    std::fflush(stdout);
    QCoreApplication::exit(code);
}

}
