// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::chat {

/// A piece of a template.
struct Token {
    enum class Kind { Text, OutputBegin, OutputEnd, BlockBegin, BlockEnd, Name, String, Integer, Real, Operator, End };
    Kind kind = Kind::End;
    std::string text {};
    int line = 1;
    bool is(Kind wanted, std::string_view spelled) const { return kind == wanted && text == spelled; }
    bool isOperator(std::string_view spelled) const { return is(Kind::Operator, spelled); }
    bool isName(std::string_view spelled) const { return is(Kind::Name, spelled); }
};

/// Cuts a template up; white space around tags is gone as Jinja's trim_blocks, lstrip_blocks, - and + want it.
std::vector<Token> tokenizeTemplate(std::string_view source);

}
