// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/desktop_scheme.h"
#include "ui/widgets/workbench_style.h"

#include <QApplication>
#include <QFile>
#include <QPalette>

#include <array>

// A static library's resources must be named by the program that uses them; the macro wants no namespace around it.
static void initialiseResources() { Q_INIT_RESOURCE(resources); }

namespace espalier {

namespace {

struct Token {
    Tone tone;
    const char *name, *light, *dark;
};

// Text on any surface it is put on, and a pill's text on the pill, has a contrast of at least 4.5:1 (tests/ui/test_theme.cpp).
constexpr std::array<Token, 22> kTokens {{
    {Tone::Background, "background", "#F5F7F4", "#151916"},
    {Tone::Surface, "surface", "#FFFFFF", "#1D221E"},
    {Tone::Line, "line", "#DDE3DA", "#333B35"},
    {Tone::Text, "text", "#1C241E", "#E7ECE8"},
    {Tone::Muted, "muted", "#5D6A60", "#9CA89F"},
    {Tone::Accent, "accent", "#297748", "#62BF88"},
    {Tone::AccentSoft, "accentSoft", "#E2F0E7", "#22382B"},
    {Tone::OnAccent, "onAccent", "#FFFFFF", "#0E1A12"},
    {Tone::Blue, "blue", "#006FAF", "#56B4E9"},
    {Tone::Orange, "orange", "#D27C00", "#E9A23B"},
    {Tone::Purple, "purple", "#9B4F87", "#CC79A7"},
    {Tone::Green, "green", "#009E73", "#35C39A"},
    {Tone::Vermilion, "vermilion", "#C4501B", "#F08A4B"},
    {Tone::Good, "good", "#297748", "#62BF88"},
    {Tone::GoodSoft, "goodSoft", "#E2F0E7", "#22382B"},
    {Tone::Warn, "warn", "#7A4B00", "#F0CB86"},
    {Tone::WarnSoft, "warnSoft", "#FFF3DC", "#3A2E17"},
    {Tone::Bad, "bad", "#B83A36", "#E98780"},
    {Tone::BadSoft, "badSoft", "#FBE6E4", "#3C2423"},
    {Tone::Field, "field", "#FBFCFA", "#232925"},
    {Tone::Track, "track", "#E9EDE7", "#2A312C"},
    {Tone::BlueSoft, "blueSoft", "#E3F0F8", "#1C2F3B"},
}};

QColor mixed(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share), float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

QString styleSheet(bool dark) {
    QFile file(QStringLiteral(":/themes/workbench.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const auto put = [&](const char* name, const QColor& color) {
        // The whole name: @accent must not eat the start of @accentSoft.
        for (const QChar end : {QLatin1Char(';'), QLatin1Char(' ')})
            sheet.replace(QLatin1Char('@') + QLatin1String(name) + end, color.name() + end);
    };
    for (const Token& token : kTokens) put(token.name, Theme::color(token.tone, dark));
    put("accentHover", mixed(Theme::color(Tone::Accent, dark), Theme::color(Tone::Text, dark), 0.14));
    put("disabled", mixed(Theme::color(Tone::Muted, dark), Theme::color(Tone::Surface, dark), 0.4));
    return sheet;
}

QPalette palette(bool dark) {
    const auto tone = [dark](Tone t) { return Theme::color(t, dark); };
    QPalette p;
    p.setColor(QPalette::Window, tone(Tone::Background));
    p.setColor(QPalette::Base, tone(Tone::Field));
    p.setColor(QPalette::AlternateBase, tone(Tone::Surface));
    p.setColor(QPalette::Button, tone(Tone::Field));
    p.setColor(QPalette::ToolTipBase, tone(Tone::Surface));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        p.setColor(role, tone(Tone::Text));
    p.setColor(QPalette::PlaceholderText, tone(Tone::Muted));
    p.setColor(QPalette::Highlight, tone(Tone::Accent));
    p.setColor(QPalette::HighlightedText, tone(Tone::OnAccent));
    p.setColor(QPalette::Link, tone(Tone::Accent));
    p.setColor(QPalette::LinkVisited, tone(Tone::Accent));
    p.setColor(QPalette::Light, tone(Tone::Surface));
    p.setColor(QPalette::Midlight, tone(Tone::Track));
    p.setColor(QPalette::Mid, tone(Tone::Line));
    p.setColor(QPalette::Dark, tone(Tone::Muted));
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : tone(Tone::Muted));
    const QColor faint = mixed(tone(Tone::Muted), tone(Tone::Surface), 0.4);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, faint);
    return p;
}

}

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

QColor Theme::color(Tone tone, bool dark) {
    const Token& token = kTokens[std::size_t(tone)];
    return QColor(QLatin1String(dark ? token.dark : token.light));
}

QColor Theme::color(Tone tone) const { return color(tone, m_dark); }

void Theme::apply(QApplication& application, ThemeMode mode) {
    initialiseResources();
    m_mode = mode;
    if (!m_desktop) {   // before our own palette hides the desktop's
        m_desktop = new DesktopScheme(&application);
        connect(m_desktop, &DesktopScheme::changed, this, [this] { if (m_mode == ThemeMode::System) refresh(); });
        connect(m_desktop, &QObject::destroyed, this, [this] { m_desktop = nullptr; m_applied = false; });
        application.setStyle(new WorkbenchStyle);     // the application owns it
    }
    refresh();
}

void Theme::refresh() {
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_desktop->isDark());
    if (m_applied && dark == m_dark) return;
    m_applied = true;
    m_dark = dark;
    QApplication::setPalette(palette(dark));
    qApp->setStyleSheet(styleSheet(dark));
    Q_EMIT changed();
}

}
