// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/base/error.h"
#include "engine/base/progress.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier {

/// Reports progress in bytes and heeds cancellation every few thousand records.
class ReadProgress {
public:
    ReadProgress(const CancellationToken& token, const ProgressSink& sink, std::size_t totalBytes, std::string name)
        : m_token(token), m_sink(sink), m_total(static_cast<std::int64_t>(totalBytes)), m_name(std::move(name)) { }

    /// Call once a record; throws Exception (Interrupted) where a stop was asked for.
    void step(std::size_t position) {
        if (++m_records % kInterval != 0) return;
        if (m_token.stopRequested()) fail(ErrorKind::Interrupted, "reading was stopped", m_name);
        report(position);
    }
    void report(std::size_t position) const {
        if (m_sink) m_sink({std::min(static_cast<std::int64_t>(position), m_total), m_total, "Reading " + m_name});
    }

private:
    static constexpr std::int64_t kInterval = 4096;
    const CancellationToken& m_token;
    const ProgressSink& m_sink;
    std::int64_t m_total, m_records = 0;
    std::string m_name;
};

}
