// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// How patient one transfer is.
struct HttpLimits {
    std::chrono::milliseconds connect {15'000}; ///< until a connection stands
    std::chrono::milliseconds stall {60'000}; ///< without a byte
    int redirects = 10;
};

/// One GET. The token goes to the host of `url` and, where that redirects, to nobody else.
struct HttpRequest {
    std::string url, token;
    std::vector<std::string> headers;
};

using HttpHeaders = std::map<std::string, std::string>; ///< by lower-case name

/// What was answered, redirects followed.
struct HttpReply {
    int status = 0; ///< 0: no whole answer, see `problem`
    HttpHeaders headers; ///< of the answer that counts
    HttpHeaders asked; ///< of the host that was asked, where it redirected elsewhere
    std::string body; ///< the beginning of a refusal; what is fetched goes to HttpHandlers::body
    std::string problem; ///< why the connection failed, in words; empty: it did not
    bool reached = false; ///< a server answered something
    bool hopeless = false; ///< a problem that trying again does not mend (certificate, address)

    bool ok() const { return status >= 200 && status < 300 && problem.empty(); }
    /// A header of the answer, or of the redirect that led to it; empty where there is none.
    std::string header(const std::string& name) const;
    std::string askedHeader(const std::string& name) const;
};

/// Called while a 2xx comes in; what they throw ends the transfer and comes out of get().
struct HttpHandlers {
    std::function<void(const HttpReply&)> head; ///< status and headers are there
    std::function<void(std::string_view)> body;
};

/// HTTP and HTTPS by libcurl, which honours the proxy variables. Keeps connections between requests; one thread at a time.
class HttpClient {
public:
    explicit HttpClient(HttpLimits limits = {});
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Connection trouble comes back in the reply. Throws Exception where the token asks to stop, or a redirect is refused.
    HttpReply get(const HttpRequest& request, const HttpHandlers& handlers, const CancellationToken& token);

private:
    struct Session;
    std::unique_ptr<Session> m;
};

/// True where both URLs have the same scheme, host and port.
bool sameOrigin(const std::string& left, const std::string& right);

/// A path's segment as a URL spells it.
std::string urlEncoded(const std::string& text);

}
