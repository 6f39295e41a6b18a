// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tour.h"
#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"

#include <QAbstractNativeEventFilter>
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include <malloc.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace {

using namespace espalier;

/// glibc maps every block over 32 MB afresh and gives it back, page fault by page fault; training allocates such blocks each step.
void keepLargeBlocks() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
}

/// Ends the program where another X client destroys the window instead of asking it to close; Qt tells nobody of that.
/// A run that is going is interrupted at a checkpoint when the session goes.
class DestroyedWindowFilter : public QAbstractNativeEventFilter {
public:
    explicit DestroyedWindowFilter(const QWidget& window) : m_window(window.winId()) {}
    bool nativeEventFilter(const QByteArray& type, void* message, qintptr*) override {
        constexpr std::uint8_t kDestroyNotify = 17;     // X.h; byte 0 is the type, bytes 8 to 11 the window
        if (type != "xcb_generic_event_t") return false;
        const auto* event = static_cast<const std::uint8_t*>(message);
        std::uint32_t window = 0;
        std::memcpy(&window, event + 8, sizeof window);
        if ((event[0] & 0x7f) == kDestroyNotify && window == m_window) QCoreApplication::quit();
        return false;
    }

private:
    WId m_window;
};

struct Options {
    WorkspaceOptions workspace;
    QString tour;
    QString file;       ///< opened on the Data page
};

Options parse(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Trains pretrained language models to shape."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"), QStringLiteral("Folder of datasets and runs."), QStringLiteral("DIR"));
    const QCommandLineOption device(QStringLiteral("device"), QStringLiteral("auto, cpu, cuda or cuda:N."), QStringLiteral("DEVICE"), QStringLiteral("auto"));
    const QCommandLineOption threads(QStringLiteral("threads"), QStringLiteral("Threads to compute with (all cores)."), QStringLiteral("N"), QStringLiteral("0"));
    const QCommandLineOption tour(QStringLiteral("tour"), QStringLiteral("Drive every page with sample data, write a picture of each in light and dark to DIR, and end."), QStringLiteral("DIR"));
    parser.addOptions({workspace, device, threads, tour});
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("A file of texts to import."), QStringLiteral("[file]"));
    parser.process(application);
    bool isNumber = false;
    const int count = parser.value(threads).toInt(&isNumber);
    const bool threadsAreFine = isNumber && count >= 0 && count <= 1024;
    if (!threadsAreFine || parser.positionalArguments().size() > 1) {
        std::fprintf(stderr, "espalier-workbench: %s; see espalier-workbench --help\n", threadsAreFine ? "one file at a time" : "--threads is a number from 0 to 1024");
        std::exit(2);
    }
    Options options;
    options.workspace.folder = toStdString(parser.value(workspace));
    options.workspace.device = toStdString(parser.value(device));
    options.workspace.threads = count;
    options.tour = parser.value(tour);
    options.file = parser.positionalArguments().value(0);
    return options;
}

int run(QApplication& application) {
    const Options options = parse(application);
    auto workspace = Workspace::open(options.workspace);
    if (!workspace) {
        std::fprintf(stderr, "espalier-workbench: %s\n", describe(workspace.error()).c_str());
        return exitCode(workspace.error().kind);
    }
    Session session(std::move(*workspace));
    const Preferences preferences(session.workspace().folder());
    Theme::instance().apply(application, preferences.theme());
    applyLanguage(preferences.language());
    MainWindow window(session);
    // The window may be hidden while a checkpoint is written, so Qt's "last window closed" is not the end.
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(&window, &MainWindow::readyToQuit, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    window.show();
    DestroyedWindowFilter destroyed(window);
    application.installNativeEventFilter(&destroyed);
    if (!options.file.isEmpty()) session.importFile(QFileInfo(options.file).absoluteFilePath());
    std::unique_ptr<Tour> tour;
    if (!options.tour.isEmpty()) tour = std::make_unique<Tour>(window, options.tour);
    return QApplication::exec();
}

}

int main(int argc, char** argv) {
    keepLargeBlocks();
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("espalier-workbench"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ESPALIER_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Espalier"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.espalier.Workbench"));
    return run(application);
}
