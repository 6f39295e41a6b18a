// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <vector>

namespace espalier::chat {

/// A part of a parsed template: statement or expression. What `text` and `children` are depends on the kind.
struct Node {
    enum class Kind {
        // statements
        Text, ///< text as it is
        Output, ///< expression
        For, ///< text: names, apart by commas; sequence, condition (or Missing), body, body where there is nothing
        If, ///< condition, body, condition, body … and perhaps a last body
        Set, ///< text: name, or space.name; expression
        SetBlock, ///< text: name; body
        Body, ///< statements
        Break,
        Continue,
        // expressions
        Literal, ///< value
        Name, ///< text
        List, ///< elements
        Dictionary, ///< key, value, key, value …
        Attribute, ///< text; object
        Item, ///< object, key
        Slice, ///< object, begin, end, step; each may be Missing
        Call, ///< function, arguments
        Keyword, ///< text: an argument's name; value
        Filter, ///< text; value, arguments
        Test, ///< text; value, arguments
        Unary, ///< text: not, -, +; operand
        Binary, ///< text; left, right
        Choice, ///< then, condition, otherwise (or Missing)
        Missing
    };
    Kind kind = Kind::Missing;
    int line = 0;
    std::string text {};
    Json value {};
    std::vector<Node> children {};
};

/// Parses Jinja as chat templates use it, with trim_blocks and lstrip_blocks on. Throws Exception with the line, naming
/// what is not supported.
Node parseTemplate(std::string_view source);

/// Throws Exception: the template can't be used.
[[noreturn]] void failTemplate(const std::string& message, int line, const std::string& hint = {});
[[noreturn]] void failUnsupportedSyntax(const std::string& what, int line);

}
