// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace espalier {

namespace {

QByteArray drawing(const QString& name) {
    static QHash<QString, QByteArray> cache;
    auto found = cache.constFind(name);
    if (found == cache.constEnd()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        found = cache.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *found;
}

/// Draws the line drawing in its tone when it is painted, so that icons follow the theme by themselves.
class ToneIconEngine : public QIconEngine {
public:
    ToneIconEngine(QString name, Tone tone) :
        m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        QByteArray svg = drawing(m_name);
        if (svg.isEmpty()) return;
        // What is checked in the rail or among tabs is drawn in the accent.
        const Tone tone = state == QIcon::On && m_tone == Tone::Muted ? Tone::Accent : m_tone;
        svg.replace("currentColor", Theme::instance().color(tone).name().toLatin1());
        painter->save();
        if (mode == QIcon::Disabled) painter->setOpacity(painter->opacity() * 0.45);
        painter->setRenderHint(QPainter::Antialiasing);
        QSvgRenderer(svg).render(painter, rect);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new ToneIconEngine(*this); }

private:
    QString m_name;
    Tone m_tone;
};

}

QIcon toneIcon(const QString& name, Tone tone) { return QIcon(new ToneIconEngine(name, tone)); }

}
