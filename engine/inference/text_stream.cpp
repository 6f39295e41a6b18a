// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/text_stream.h"

namespace espalier {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A character never takes more tokens than this; what waits longer is not UTF-8 and goes out as it is.
constexpr std::size_t kLongestWait = 16;

}

std::string TextStream::add(std::int32_t id) {
    m_ids.push_back(id);
    return piece(m_ids.size() - m_given > kLongestWait);
}

std::string TextStream::finish() {
    return m_given < m_ids.size() ? piece(true) : std::string();
}

std::string TextStream::piece(bool last) {
    const auto at = [&](std::size_t index) { return m_ids.begin() + static_cast<std::ptrdiff_t>(index); };
    const std::string before = m_tokenizer.decode({at(m_begin), at(m_given)}),
                      now = m_tokenizer.decode({at(m_begin), m_ids.end()});
    if (!last && (now.size() <= before.size() || now.ends_with(kReplacement))) return {};
    m_begin = m_given;
    m_given = m_ids.size();
    // Clean-up may have changed what was given; what comes after it is new all the same.
    return now.size() > before.size() ? now.substr(before.size()) : std::string();
}

}
