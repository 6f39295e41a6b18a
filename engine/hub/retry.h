// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/hub/http.h"

namespace espalier {

/// How often a request is tried, and how long it waits in between.
struct RetryLimits {
    int attempts = 6; ///< in a row without a byte of progress
    int attemptsUnreached = 2; ///< where no server has answered yet: most likely there is no network
    std::chrono::milliseconds backOff {1'000}, longestBackOff {30'000}; ///< doubles each time
    std::chrono::milliseconds longestWait {120'000}; ///< a server that asks for more is told to the user instead
};

/// Counts the attempts of one request and waits between them.
class Retry {
public:
    explicit Retry(const RetryLimits& limits) : m_limits(limits) { }
    /// True after a wait where trying again may help; false where the reply is final. Throws Exception on a stop.
    bool again(const HttpReply& reply, bool progressed, const CancellationToken& token);

private:
    RetryLimits m_limits;
    int m_failures = 0, m_total = 0;
    bool m_reached = false;
};

/// Throws what a refusal or a lost connection means to a user. `what`: the repository or file that was asked for.
[[noreturn]] void failReply(const HttpReply& reply, const std::string& what, bool tokenGiven);

}
