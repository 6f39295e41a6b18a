// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string_view>

namespace espalier {

/// JSON that keeps the order of its keys.
using Json = nlohmann::ordered_json;

/// Parses text; `where` names the file or field in the error (which adds the byte offset). Depth is capped at 256.
Result<Json> parseJson(std::string_view text, const std::string& where);

/// Reads and parses a file of at most `maxBytes`.
Result<Json> readJsonFile(const std::filesystem::path& path, std::size_t maxBytes = 64u << 20);

/// JSON as text, on one line unless `indent` ≥ 0; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string toText(const Json& json, int indent = -1);

/// The JSON form of an error: {"error":{"kind","message","where","hint"}}.
Json errorJson(const Error& error);

}
