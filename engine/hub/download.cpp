// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/download.h"

#include "engine/base/file.h"
#include "engine/base/file_system.h"
#include "engine/hub/git_blob.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>

namespace espalier {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSpared = 64 << 20; ///< left free on the disk for everybody else
constexpr std::size_t kTagBytes = 1024;

fs::path beside(const fs::path& target, const char* suffix) {
    fs::path path = target;
    return path += suffix;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

bool isHash(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}
constexpr std::size_t kSha256Digits = 64, kBlobDigits = 40;

/// An ETag without its quotes, weak or not.
std::string unquoted(std::string tag) {
    if (tag.rfind("W/", 0) == 0) tag.erase(0, 2);
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') return tag.substr(1, tag.size() - 2);
    return tag;
}

/// "bytes 100-199/200" → first byte and size of the whole (−1: "*").
struct ContentRange {
    std::int64_t first = 0, size = -1;
};
std::optional<ContentRange> contentRange(std::string_view text) {
    const auto dash = text.find('-'), slash = text.find('/');
    if (text.rfind("bytes ", 0) != 0 || dash == std::string_view::npos || slash == std::string_view::npos) return std::nullopt;
    const auto first = number(text.substr(6, dash - 6)), size = number(text.substr(slash + 1));
    if (!first || (!size && text.substr(slash + 1) != "*")) return std::nullopt;
    return ContentRange {*first, size.value_or(-1)};
}

/// The file being written, and the tag of the answer its bytes are from.
class Incomplete {
public:
    explicit Incomplete(const fs::path& target)
        : m_path(beside(target, ".incomplete")), m_tagPath(beside(target, ".incomplete.etag")),
          m_file(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) {
        if (m_file.number() < 0) throw Exception(file_system::systemError("the file can't be created", m_path, errno));
        m_bytes = incompleteBytes(target);
        if (const auto tag = readFile(m_tagPath, kTagBytes)) m_tag = *tag;
    }

    std::int64_t bytes() const { return m_bytes; }
    const std::string& tag() const { return m_tag; }
    const fs::path& path() const { return m_path; }

    void startAnew() {
        if (::ftruncate(m_file.number(), 0) != 0) throw Exception(file_system::systemError("the file can't be written", m_path, errno));
        m_bytes = 0;
    }

    /// Remembers which answer the bytes to come are from. Weak tags promise too little to go on by.
    void setTag(const std::string& tag) {
        const std::string strong = tag.size() < kTagBytes && !tag.empty() && tag.front() == '"' ? tag : std::string();
        if (strong == m_tag) return;
        m_tag = strong;
        writeFileAtomically(m_tagPath, m_tag);
    }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::pwrite(m_file.number(), bytes.data(), bytes.size(), m_bytes);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw Exception(file_system::systemError("the file can't be written", m_path, errno));
            bytes.remove_prefix(static_cast<std::size_t>(written));
            m_bytes += written;
        }
    }

    void finish(const fs::path& target) {
        file_system::renamePath(m_path, target);
        std::error_code ignored;
        fs::remove(m_tagPath, ignored);
    }

    void throwAway() {
        std::error_code ignored;
        fs::remove(m_path, ignored);
        fs::remove(m_tagPath, ignored);
    }

private:
    fs::path m_path, m_tagPath;
    file_system::Descriptor m_file;
    std::int64_t m_bytes = 0;
    std::string m_tag;
};

/// One file's way here.
class Download {
public:
    Download(HttpClient& client, const DownloadRequest& request, const DownloadLimits& limits, const CancellationToken& token,
             const ByteSink& progress)
        : m_client(client), m_request(request), m_limits(limits), m_token(token), m_progress(progress), m_file(request.target),
          m_size(request.size), m_sha256(request.sha256), m_blob(request.blob) { }

    DownloadedFile run() {
        fetch();
        std::string hash = sha256OfFile(m_file.path()).value(), wrong = wrongHash(hash);
        if (!wrong.empty() && m_resumed) { // an older, other file's beginning may be in it: once more from the start
            m_file.startAnew();
            fetch();
            hash = sha256OfFile(m_file.path()).value();
            wrong = wrongHash(hash);
        }
        if (!wrong.empty()) {
            m_file.throwAway();
            fail(ErrorKind::Failed, "the file is not what the hub promised: its " + wrong + " differs; it was thrown away", m_request.url,
                 "try again; where it stays so, the server gives out broken files");
        }
        m_file.finish(m_request.target);
        return {m_file.bytes(), hash};
    }

private:
    bool complete() const { return m_size >= 0 && m_file.bytes() == m_size; }
    /// Which hash is not the one that was promised; empty: none.
    std::string wrongHash(const std::string& sha256) const {
        if (!m_sha256.empty()) return sha256 == m_sha256 ? "" : "SHA-256";
        return m_blob.empty() || gitBlobIdOfFile(m_file.path()) == m_blob ? "" : "git hash (SHA-1)";
    }

    void fetch() {
        if (m_size >= 0 && m_file.bytes() > m_size) m_file.startAnew();
        m_resumed = false;
        Retry retry(m_limits.retry);
        std::int64_t furthest = m_file.bytes(); // what comes a second time is no progress
        while (!complete()) {
            const std::int64_t before = m_file.bytes();
            const HttpReply reply = attempt();
            if (reply.ok() && (complete() || m_size < 0)) return;
            if (reply.status == 416 && before > 0) { // what we have is longer than the file
                m_file.startAnew();
                continue;
            }
            // A whole answer of the wrong length is as a connection that broke off.
            HttpReply judged = reply;
            if (reply.ok()) judged.problem = "the file ended early";
            const bool progressed = m_file.bytes() > furthest;
            furthest = std::max(furthest, m_file.bytes());
            if (!retry.again(judged, progressed, m_token)) failReply(judged, m_request.url, !m_request.token.empty());
        }
    }

    HttpReply attempt() {
        HttpRequest http {m_request.url, m_request.token, {}};
        // Without a strong tag only a hash to come can tell whether the rest belongs to the beginning.
        if (m_file.bytes() > 0 && m_file.tag().empty() && m_sha256.empty() && m_blob.empty()) m_file.startAnew();
        if (m_file.bytes() > 0) {
            m_resumed = true;
            http.headers.push_back("Range: bytes=" + std::to_string(m_file.bytes()) + "-");
            if (!m_file.tag().empty()) http.headers.push_back("If-Range: " + m_file.tag());
        }
        return m_client.get(http, {[this](const HttpReply& reply) { begin(reply); }, [this](std::string_view bytes) { take(bytes); }}, m_token);
    }

    /// Reads the head of an answer: where its bytes belong, how many will come, what they hash to.
    void begin(const HttpReply& reply) {
        std::int64_t first = 0, size = -1;
        if (reply.status == 206) {
            const auto range = contentRange(reply.header("content-range"));
            if (!range || range->first != m_file.bytes())
                fail(ErrorKind::Failed, "the server sends another part of the file than was asked for", m_request.url, "try again");
            first = range->first;
            size = range->size;
        } else if (const auto length = number(reply.header("content-length"))) {
            size = *length;
        }
        if (first == 0 && m_file.bytes() > 0) m_file.startAnew();
        learn(reply);
        if (size >= 0) setSize(size, "the server announces");
        m_file.setTag(reply.header("etag"));
        if (m_size >= 0) requireSpace(m_limits, m_request.target, m_size - m_file.bytes());
        m_progress(m_file.bytes(), m_size);
    }

    /// The hub's own word on the file, which comes with the redirect to where it is stored.
    void learn(const HttpReply& reply) {
        if (const auto size = number(reply.askedHeader("x-linked-size"))) setSize(*size, "the hub lists");
        for (const std::string& tag : {reply.askedHeader("x-linked-etag"), reply.header("x-linked-etag")})
            if (m_sha256.empty() && isHash(unquoted(tag), kSha256Digits)) m_sha256 = unquoted(tag);
        for (const auto header : {&HttpReply::askedHeader, &HttpReply::header}) {
            // The tag of a file that the hub keeps itself is git's name of it; elsewhere forty digits may mean anything.
            const std::string tag = unquoted((reply.*header)("etag"));
            if (m_blob.empty() && !(reply.*header)("x-repo-commit").empty() && isHash(tag, kBlobDigits)) m_blob = tag;
        }
    }

    void setSize(std::int64_t size, const char* who) {
        if (m_size >= 0 && size != m_size)
            fail(ErrorKind::Failed, std::string("the sizes contradict each other: ") + who + " " + std::to_string(size) + " bytes instead of " + std::to_string(m_size),
                 m_request.url, "try again later; the server may be about to change the file");
        m_size = size;
    }

    void take(std::string_view bytes) {
        if (m_size >= 0 && m_file.bytes() + static_cast<std::int64_t>(bytes.size()) > m_size) {
            m_file.throwAway();
            fail(ErrorKind::Failed, "the server sends more than the " + std::to_string(m_size) + " bytes of the file; it was thrown away",
                 m_request.url, "try again; where it stays so, the server gives out broken files");
        }
        m_file.write(bytes);
        m_progress(m_file.bytes(), m_size);
    }

    HttpClient& m_client;
    const DownloadRequest& m_request;
    const DownloadLimits& m_limits;
    const CancellationToken& m_token;
    const ByteSink& m_progress;
    Incomplete m_file;
    std::int64_t m_size;
    std::string m_sha256, m_blob;
    bool m_resumed = false; ///< it was put together from several answers
};

}

std::int64_t incompleteBytes(const fs::path& target) {
    std::error_code code;
    const auto bytes = fs::file_size(beside(target, ".incomplete"), code);
    return code ? 0 : static_cast<std::int64_t>(bytes);
}

void requireSpace(const DownloadLimits& limits, const fs::path& place, std::int64_t bytes) {
    std::error_code code;
    const fs::path folder = file_system::parentFolder(place);
    const auto space = fs::space(folder, code);
    const std::int64_t free = limits.freeBytes ? limits.freeBytes(folder) : code ? bytes + kSpared : static_cast<std::int64_t>(space.available);
    if (free - kSpared >= bytes) return;
    const auto megabytes = [](std::int64_t count) { return std::to_string((count + 999'999) / 1'000'000) + " MB"; };
    fail(ErrorKind::Failed, "the disk has no room for the download: " + megabytes(bytes) + " are needed, " + megabytes(std::max<std::int64_t>(0, free - kSpared)) + " are free",
         folder.string(), "free some space on that disk and try again; what is here already is kept");
}

DownloadedFile download(HttpClient& client, const DownloadRequest& request, const DownloadLimits& limits, const CancellationToken& token,
                        const ByteSink& progress) {
    return Download(client, request, limits, token, progress).run();
}

}
