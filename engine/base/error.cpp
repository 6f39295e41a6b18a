// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"

#include <utility>

namespace espalier {

const char* kindName(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Usage:
        return "usage";
    case ErrorKind::BadInput:
        return "bad_input";
    case ErrorKind::NotFound:
        return "not_found";
    case ErrorKind::Interrupted:
        return "interrupted";
    case ErrorKind::Failed:
        break;
    }
    return "failed";
}

int exitCode(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Usage:
        return 2;
    case ErrorKind::BadInput:
        return 3;
    case ErrorKind::NotFound:
        return 4;
    case ErrorKind::Interrupted:
        return 130;
    case ErrorKind::Failed:
        break;
    }
    return 1;
}

std::string describe(const Error& error) {
    std::string line = error.message;
    for (const std::string* part : {&error.where, &error.hint}) {
        if (part->empty()) continue;
        if (!line.empty()) line += ", ";
        line += *part;
    }
    return line;
}

Exception::Exception(Error error) : m_error(std::move(error)), m_text(describe(m_error)) { }

void fail(ErrorKind kind, std::string message, std::string where, std::string hint) {
    throw Exception(Error {kind, std::move(message), std::move(where), std::move(hint)});
}

void failBadInput(std::string message, std::string where, std::string hint) {
    fail(ErrorKind::BadInput, std::move(message), std::move(where), std::move(hint));
}

void failNotFound(std::string message, std::string where, std::string hint) {
    fail(ErrorKind::NotFound, std::move(message), std::move(where), std::move(hint));
}

}
