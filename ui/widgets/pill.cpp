// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

namespace espalier {

PillTones pillTones(Tone tone) {
    switch (tone) {
    case Tone::Good: case Tone::GoodSoft: return {"good", Tone::Good, Tone::GoodSoft};
    case Tone::Warn: case Tone::WarnSoft: case Tone::Orange: return {"warn", Tone::Warn, Tone::WarnSoft};
    case Tone::Bad: case Tone::BadSoft: case Tone::Vermilion: return {"bad", Tone::Bad, Tone::BadSoft};
    case Tone::Accent: case Tone::AccentSoft: case Tone::Green: return {"accent", Tone::Accent, Tone::AccentSoft};
    case Tone::Blue: case Tone::BlueSoft: return {"blue", Tone::Blue, Tone::BlueSoft};
    default: return {"muted", Tone::Muted, Tone::Track};
    }
}

Pill::Pill(const QString& text, Tone tone, QWidget* parent) :
    QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFixedHeight(18);
    setTone(tone);
}

void Pill::setTone(Tone tone) { setStyleProperty(this, "tone", QLatin1String(pillTones(tone).name)); }

}
