// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/retry.h"

#include "engine/base/error.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <thread>

namespace espalier {

namespace {

using std::chrono::milliseconds;

constexpr int kAttemptsInAll = 100; ///< of one request, however far it gets in each

bool mayPass(int status) {
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

/// Retry-After: seconds, or a date; 0 where there is none.
milliseconds askedWait(const HttpReply& reply) {
    const std::string text = reply.header("retry-after");
    if (text.empty()) return milliseconds(0);
    std::int64_t seconds = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        const auto date = curl_getdate(text.c_str(), nullptr);
        seconds = date < 0 ? 0 : static_cast<std::int64_t>(date - std::time(nullptr));
    }
    return milliseconds(std::clamp<std::int64_t>(seconds, 0, 1'000'000) * 1000);
}

void wait(milliseconds duration, const CancellationToken& token) {
    const auto until = std::chrono::steady_clock::now() + duration;
    while (std::chrono::steady_clock::now() < until) {
        if (token.stopRequested()) fail(ErrorKind::Interrupted, "the download was stopped", {}, "it goes on where it was the next time");
        const auto left = std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now());
        std::this_thread::sleep_for(std::clamp(left, milliseconds(1), milliseconds(50)));
    }
}

const char* const kGatedHint = "accept its terms on its page, then set HF_TOKEN to a token of your account";

/// 401 and 403: not allowed, or (the hub tells strangers no more) not there.
[[noreturn]] void failForbidden(const HttpReply& reply, const std::string& what, bool tokenGiven) {
    const std::string code = reply.header("x-error-code");
    if (code == "GatedRepo")
        fail(ErrorKind::Failed, "the repository is gated: its owners want to know who downloads it", what, kGatedHint);
    if (code == "RepoNotFound" && !tokenGiven)
        failNotFound("there is no such repository, or it is private", what, "check its name; for a private one set HF_TOKEN");
    if (code == "RepoNotFound") failNotFound("there is no such repository, or HF_TOKEN may not see it", what, "check its name");
    if (tokenGiven && reply.status == 401)
        fail(ErrorKind::Failed, "the hub does not accept the token", what, "set HF_TOKEN to a valid token, or unset it");
    if (tokenGiven)
        fail(ErrorKind::Failed, "the account of HF_TOKEN may not download this", what, "accept its terms on its page, or ask its owners");
    fail(ErrorKind::Failed, "the hub does not give this to strangers: it is gated or private, or it does not exist", what, kGatedHint);
}

}

bool Retry::again(const HttpReply& reply, bool progressed, const CancellationToken& token) {
    m_reached |= reply.reached;
    m_failures = progressed ? 1 : m_failures + 1;
    if (reply.hopeless || ++m_total >= kAttemptsInAll) return false;
    if (reply.problem.empty() && !mayPass(reply.status)) return false;
    if (m_failures >= (m_reached ? m_limits.attempts : m_limits.attemptsUnreached)) return false;
    const milliseconds asked = askedWait(reply);
    if (asked > m_limits.longestWait) return false;
    const int doublings = std::min(m_failures - 1, 20);
    wait(std::max(asked, std::min(m_limits.longestBackOff, milliseconds(m_limits.backOff.count() << doublings))), token);
    return true;
}

void failReply(const HttpReply& reply, const std::string& what, bool tokenGiven) {
    if (reply.hopeless && !reply.reached)
        fail(ErrorKind::Failed, "the hub can't be spoken to: " + reply.problem, what, "check HF_ENDPOINT, the proxy and the system's certificates");
    if (!reply.problem.empty() && !reply.reached)
        fail(ErrorKind::Failed, "the hub can't be reached: " + reply.problem, what,
             "check the network; models that are on this machine work without it");
    if (!reply.problem.empty())
        fail(ErrorKind::Failed, "the connection broke off again and again: " + reply.problem, what, "try again later; it goes on where it was");
    if (reply.status == 401 || reply.status == 403) failForbidden(reply, what, tokenGiven);
    if (reply.status == 404 || reply.status == 410)
        failNotFound(reply.header("x-error-code") == "EntryNotFound" ? "the repository has no such file" : "the hub does not have this", what,
                     "check the name; repositories are named owner/name");
    const std::string status = std::to_string(reply.status);
    if (reply.status == 429) {
        const auto seconds = askedWait(reply).count() / 1000;
        fail(ErrorKind::Failed, "the hub says that too much was asked of it (429)", what,
             seconds > 0 ? "try again in " + std::to_string((seconds + 59) / 60) + " minutes" : "try again later, or set HF_TOKEN");
    }
    if (reply.status >= 500) fail(ErrorKind::Failed, "the hub has trouble of its own (" + status + ")", what, "try again later");
    fail(ErrorKind::Failed, "the hub answers with " + status, what, "check HF_ENDPOINT");
}

}
