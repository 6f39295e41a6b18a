// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace espalier {

/// What a worker writes, gathered until the window fetches it.
class TextPieces {
public:
    /// To be handed to the generator; keeps the buffer alive.
    static TextSink sinkTo(std::shared_ptr<TextPieces> pieces) {
        return [pieces](std::int64_t sequence, const std::string& piece) {
            const std::lock_guard lock(pieces->m_mutex);
            pieces->m_waiting[sequence] += piece;
        };
    }
    /// By sequence, what came since the last call.
    std::map<std::int64_t, std::string> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_waiting, {});
    }

private:
    std::mutex m_mutex;
    std::map<std::int64_t, std::string> m_waiting;
};

}
