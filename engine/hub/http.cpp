// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/http.h"

#include "engine/base/error.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <mutex>

namespace espalier {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRefusalBytes = 4096;
constexpr std::size_t kHeaderLines = 200;
constexpr int kPollMilliseconds = 50; ///< how soon a request to stop is seen

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

/// One request on its way, as libcurl's callbacks see it.
struct Hop {
    CURL* curl;
    const HttpHandlers& handlers;
    HttpReply reply {};
    std::size_t lines = 0;
    bool headTold = false;
    std::exception_ptr thrown {};
    Clock::time_point heard = Clock::now();

    int status() const {
        long number = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &number);
        return static_cast<int>(number);
    }

    void tellHead() {
        if (!headTold && handlers.head) handlers.head(reply);
        headTold = true;
    }

    /// Runs a handler; what it throws waits until libcurl is out of the way.
    template <typename Call>
    bool guarded(Call call) {
        try {
            call();
            return true;
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    }
};

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::size_t onHeader(char* bytes, std::size_t, std::size_t size, void* context) {
    Hop& hop = *static_cast<Hop*>(context);
    const std::string_view line(bytes, size);
    hop.heard = Clock::now();
    if (line.rfind("HTTP/", 0) == 0) { // a proxy's answer, or 100 Continue, may have come before
        hop.reply.headers.clear();
        hop.reply.reached = true;
        return size;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || ++hop.lines > kHeaderLines) return hop.lines > kHeaderLines ? 0 : size;
    std::string name = trimmed(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    hop.reply.headers[name] = trimmed(line.substr(colon + 1));
    return size;
}

std::size_t onBody(char* bytes, std::size_t, std::size_t size, void* context) {
    Hop& hop = *static_cast<Hop*>(context);
    hop.heard = Clock::now();
    hop.reply.status = hop.status();
    if (!hop.reply.ok()) {
        hop.reply.body.append(bytes, std::min(size, kRefusalBytes - hop.reply.body.size()));
        return size;
    }
    const bool fine = hop.guarded([&] {
        hop.tellHead();
        if (hop.handlers.body) hop.handlers.body({bytes, size});
    });
    return fine ? size : 0;
}

void initialise() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// Scheme, host and port of a URL; empty where it is none.
std::string origin(const std::string& url) {
    const Owned<CURLU> parsed(curl_url());
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
    std::string all;
    for (const CURLUPart part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        all += std::string(Owned<char>(text).get()) + ' ';
    }
    std::transform(all.begin(), all.end(), all.begin(), [](unsigned char c) { return std::tolower(c); });
    return all;
}

bool isHttps(const std::string& url) {
    return origin(url).rfind("https ", 0) == 0;
}

/// Problems of the address or of trust: the same the next time.
bool isHopeless(CURLcode code) {
    return code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_PEER_FAILED_VERIFICATION
        || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_COULDNT_RESOLVE_PROXY;
}

std::string valueOf(const HttpHeaders& headers, const std::string& name) {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

void allowHttpOnly(CURL* curl) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

}

std::string HttpReply::header(const std::string& name) const {
    return valueOf(headers, name);
}

std::string HttpReply::askedHeader(const std::string& name) const {
    return valueOf(asked, name);
}

struct HttpClient::Session {
    HttpLimits limits;
    Owned<CURL> easy;
    CURLM* multi = nullptr;

    void prepare(const std::string& url, Hop& hop, curl_slist* headers);
    CURLcode perform(Hop& hop, const CancellationToken& token);
    /// One request; returns where it redirects to, or an empty text.
    std::string step(const std::string& url, const HttpRequest& request, Hop& hop, const CancellationToken& token);
};

HttpClient::HttpClient(HttpLimits limits) : m(std::make_unique<Session>()) {
    initialise();
    m->limits = limits;
    m->easy.reset(curl_easy_init());
    m->multi = curl_multi_init();
    if (!m->easy || !m->multi) fail(ErrorKind::Failed, "the network library can't be started");
}

HttpClient::~HttpClient() {
    m->easy.reset();
    curl_multi_cleanup(m->multi);
}

void HttpClient::Session::prepare(const std::string& url, Hop& hop, curl_slist* headers) {
    CURL* curl = hop.curl;
    curl_easy_reset(curl); // keeps the connections
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    allowHttpOnly(curl);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "espalier/" ESPALIER_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &hop);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &hop);
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 256L << 10);
    for (const char* name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"}) // as curl itself and OpenSSL have it
        if (const char* file = std::getenv(name); file && *file) {
            curl_easy_setopt(curl, CURLOPT_CAINFO, file);
            break;
        }
}

/// Drives the transfer to its end; looks at the token and the clock meanwhile.
CURLcode HttpClient::Session::perform(Hop& hop, const CancellationToken& token) {
    CURL* curl = hop.curl;
    curl_multi_add_handle(multi, curl);
    struct Removed {
        CURLM* multi;
        CURL* easy;
        ~Removed() { curl_multi_remove_handle(multi, easy); }
    } removed {multi, curl};
    hop.heard = Clock::now();
    for (int running = 1; running > 0;) {
        if (token.stopRequested()) fail(ErrorKind::Interrupted, "the download was stopped", {}, "it goes on where it was the next time");
        if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_RECV_ERROR;
        if (Clock::now() - hop.heard > limits.stall) return CURLE_OPERATION_TIMEDOUT;
        if (running > 0) curl_multi_poll(multi, nullptr, 0, kPollMilliseconds, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left))
        if (message->msg == CURLMSG_DONE && message->easy_handle == curl) return message->data.result;
    return CURLE_RECV_ERROR;
}

std::string HttpClient::Session::step(const std::string& url, const HttpRequest& request, Hop& hop,
                                      const CancellationToken& token) {
    Owned<curl_slist> headers;
    const auto add = [&](const std::string& line) {
        if (curl_slist* longer = curl_slist_append(headers.get(), line.c_str())) {
            (void)headers.release();
            headers.reset(longer);
        }
    };
    for (const std::string& line : request.headers)
        add(line);
    if (!request.token.empty() && sameOrigin(url, request.url)) add("Authorization: Bearer " + request.token);
    prepare(url, hop, headers.get());
    const CURLcode code = perform(hop, token);
    if (hop.thrown) std::rethrow_exception(hop.thrown);
    hop.reply.status = hop.status();
    if (code != CURLE_OK) {
        hop.reply.problem = curl_easy_strerror(code);
        hop.reply.hopeless = isHopeless(code);
        return {};
    }
    if (hop.reply.ok()) hop.tellHead(); // of an empty file there was no body
    char* next = nullptr;
    curl_easy_getinfo(hop.curl, CURLINFO_REDIRECT_URL, &next);
    return next ? next : std::string();
}

HttpReply HttpClient::get(const HttpRequest& request, const HttpHandlers& handlers, const CancellationToken& token) {
    std::string url = request.url;
    HttpHeaders asked;
    for (int hops = 0;; ++hops) {
        Hop hop {m->easy.get(), handlers};
        hop.reply.asked = asked;
        const std::string next = m->step(url, request, hop, token);
        if (next.empty()) return std::move(hop.reply);
        if (hops >= m->limits.redirects) fail(ErrorKind::Failed, "the server redirects in a circle", request.url);
        if (isHttps(url) && !isHttps(next))
            fail(ErrorKind::Failed, "the server redirects from a safe connection to an open one", next, "nothing was asked there");
        if (sameOrigin(url, request.url)) asked = hop.reply.headers;
        url = next;
    }
}

bool sameOrigin(const std::string& left, const std::string& right) {
    const std::string mine = origin(left);
    return !mine.empty() && mine == origin(right);
}

std::string urlEncoded(const std::string& text) {
    initialise();
    const Owned<char> escaped(curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size())));
    return escaped ? escaped.get() : std::string();
}

}
