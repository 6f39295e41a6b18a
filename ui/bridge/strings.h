// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <QString>

#include <string>
#include <string_view>

namespace espalier {

/// The only two places where the engine's UTF-8 meets QString.
inline QString toQString(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
inline std::string toStdString(const QString& text) { return text.toStdString(); }

/// 22.7 M, 770, 1.2 k; bytes as 91 MB; 2 min 10 s; "8 min ago" from an ISO time: all in the locale.
QString shortCount(qint64 count);
QString byteText(qint64 bytes);
QString durationText(double seconds);
QString agoText(const std::string& isoTime);

}
