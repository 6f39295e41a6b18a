// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>

namespace espalier {

/// What went wrong, coarsely; decides the exit code (1, 2, 3, 4, 130).
enum class ErrorKind { Failed, Usage, BadInput, NotFound, Interrupted };

/// An error as a user reads it: what is wrong, where (file:line, field), and what to do.
struct Error {
    ErrorKind kind = ErrorKind::Failed;
    std::string message;
    std::string where {};
    std::string hint {};
};

/// The kind's name in JSON: failed, usage, bad_input, not_found, interrupted.
const char* kindName(ErrorKind kind);

/// Exit code of the command line for this kind.
int exitCode(ErrorKind kind);

/// One line: "message, where, hint", leaving out what is empty.
std::string describe(const Error& error);

/// Carries an Error out of deep code; parsers and the facade turn it into a Result.
class Exception : public std::exception {
public:
    explicit Exception(Error error);
    const Error& error() const { return m_error; }
    const char* what() const noexcept override { return m_text.c_str(); }

private:
    Error m_error;
    std::string m_text;
};

[[noreturn]] void fail(ErrorKind kind, std::string message, std::string where = {}, std::string hint = {});
[[noreturn]] void failBadInput(std::string message, std::string where = {}, std::string hint = {});
[[noreturn]] void failNotFound(std::string message, std::string where = {}, std::string hint = {});

}
