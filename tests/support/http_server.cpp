// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace espalier::test {

namespace {

int listening(int& port) {
    const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (number < 0 || ::bind(number, any, size) != 0 || ::listen(number, 16) != 0 || ::getsockname(number, any, &size) != 0)
        throw std::runtime_error("no server socket");
    port = ntohs(address.sin_port);
    return number;
}

/// Reads up to the empty line; empty where the other side went away.
std::string readHead(int connection, const std::atomic<bool>& stop) {
    std::string head;
    char bytes[4096];
    while (head.find("\r\n\r\n") == std::string::npos && !stop) {
        pollfd ready {connection, POLLIN, 0};
        if (::poll(&ready, 1, 20) <= 0) continue;
        const ssize_t count = ::recv(connection, bytes, sizeof bytes, 0);
        if (count <= 0 || head.size() > 100'000) return {};
        head.append(bytes, static_cast<std::size_t>(count));
    }
    return head;
}

ServedRequest parsed(const std::string& head) {
    ServedRequest request;
    std::istringstream lines(head);
    std::string line, method;
    std::getline(lines, line);
    std::istringstream(line) >> method >> request.target;
    while (std::getline(lines, line) && line != "\r") {
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        request.headers[name] = line.substr(colon + 2, line.find('\r') - colon - 2);
    }
    return request;
}

bool sendAll(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// In slices of 20 ms where a rate is asked for.
void sendBody(int connection, std::string_view body, std::size_t rate, const std::atomic<bool>& stop) {
    const std::size_t slice = rate == 0 ? body.size() : std::max<std::size_t>(1, rate / 50);
    while (!body.empty() && !stop) {
        if (!sendAll(connection, body.substr(0, slice))) return;
        body.remove_prefix(std::min(slice, body.size()));
        if (rate > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

}

std::string ServedRequest::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

HttpServer::HttpServer(Handler handler) : m_handler(std::move(handler)), m_socket(listening(m_port)), m_thread([this] { serve(); }) {}

HttpServer::~HttpServer() {
    m_stop = true;
    m_thread.join();
    ::close(m_socket);
}

std::vector<ServedRequest> HttpServer::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void HttpServer::serve() {
    while (!m_stop) {
        pollfd ready {m_socket, POLLIN, 0};
        if (::poll(&ready, 1, 20) <= 0) continue;
        const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        answer(connection);
        ::close(connection);
    }
}

void HttpServer::answer(int connection) {
    const std::string head = readHead(connection, m_stop);
    if (head.empty()) return;
    const ServedRequest request = parsed(head);
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
    }
    const ServedReply reply = m_handler(request);
    if (reply.hangUp) return;
    std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " Answer\r\nConnection: close\r\n";
    for (const auto& [name, value] : reply.headers) text += name + ": " + value + "\r\n";
    if (reply.announceLength) text += "Content-Length: " + std::to_string(static_cast<long>(reply.body.size()) + reply.lengthOff) + "\r\n";
    if (!sendAll(connection, text + "\r\n")) return;
    sendBody(connection, std::string_view(reply.body).substr(0, reply.cutAfter), reply.bytesPerSecond, m_stop);
    if (reply.cutAfter == std::string::npos) return;
    const auto until = std::chrono::steady_clock::now() + reply.stallAfterCut;
    while (!m_stop && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

std::string closedUrl() {
    int port = 0;
    ::close(listening(port));
    return "http://127.0.0.1:" + std::to_string(port);
}

}
