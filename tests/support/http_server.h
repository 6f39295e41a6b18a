// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace espalier::test {

/// A request as the server read it; header names in lower case.
struct ServedRequest {
    std::string target;     ///< path and query
    std::map<std::string, std::string> headers;
    std::string header(const std::string& name) const;
};

/// What a server answers, faults included.
struct ServedReply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers {};
    std::string body {};
    bool announceLength = true;     ///< else the end of the connection ends the body
    long lengthOff = 0;             ///< added to the Content-Length: a lie
    std::size_t cutAfter = std::string::npos;   ///< bytes of the body after which the connection is cut
    std::chrono::milliseconds stallAfterCut {0};    ///< instead of cutting at once, say nothing for so long
    std::size_t bytesPerSecond = 0; ///< 0: as fast as it goes
    bool hangUp = false;            ///< not even a status
};

/// An HTTP/1.1 server on 127.0.0.1, one connection after the other, on a thread of its own.
class HttpServer {
public:
    using Handler = std::function<ServedReply(const ServedRequest&)>;
    explicit HttpServer(Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    /// All requests so far, in order.
    std::vector<ServedRequest> requests() const;

private:
    void serve();
    void answer(int connection);

    Handler m_handler;
    int m_port = 0, m_socket = -1;
    std::atomic<bool> m_stop {false};
    mutable std::mutex m_mutex;
    std::vector<ServedRequest> m_requests;
    std::thread m_thread;
};

/// A port of 127.0.0.1 where nobody listens.
std::string closedUrl();

}
