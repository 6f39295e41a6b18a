// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/driver.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QUrl>

#include <fstream>

namespace espalier::test {

namespace fs = std::filesystem;

std::string tinyModel() { return ESPALIER_FIXTURES "/workspace/tiny-bert"; }

void copyReviewsWithProblems(const std::string& file) {
    fs::copy_file(ESPALIER_FIXTURES "/workspace/reviews.csv", file);
    std::ofstream(file, std::ios::app) << ",positive\nthe film was great,positive\nthe film was great,positive\none,two,three\n";
}

Samples::Samples(const fs::path& parent) {
    const auto folder = parent / "samples";
    fs::create_directories(folder / "models");
    for (const auto* name : {"movie_reviews.csv", "product_reviews.csv", "tweets.csv"}) fs::copy_file(ESPALIER_FIXTURES "/workspace/reviews.csv", folder / name);
    fs::copy(tinyModel(), folder / "models" / "all-MiniLM-L6-v2");
    qputenv("ESPALIER_SAMPLES", QByteArray::fromStdString(folder.string()));
}

Samples::~Samples() { qunsetenv("ESPALIER_SAMPLES"); }

Driver::Driver(const std::string& workspace) {
    m_session = std::make_unique<Session>(Workspace::open({.folder = workspace, .threads = 2}).value());
    m_window = std::make_unique<MainWindow>(*m_session);
    m_window->resize(1280, 720);
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get())) qFatal("the window does not show");
}

Driver::~Driver() {
    m_window.reset();
    m_session.reset();
}

void Driver::click(const char* name) {
    auto* button = find<QAbstractButton>(name);
    if (!button->isEnabled()) qFatal("%s can't be clicked: it is disabled", name);
    QTest::mouseClick(button, Qt::LeftButton);
}

void Driver::drop(const std::string& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(toQString(file))});
    QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event(QPointF(600, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
}

bool Driver::choose(QComboBox* combo, const QString& data) {
    const int index = combo->findData(data);
    if (index < 0) return false;
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
    return true;
}

bool Driver::textSomewhere(const QString& part) {
    for (auto* label : m_window->findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(part, Qt::CaseInsensitive)) return true;
    return false;
}

}
