// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace espalier {

// One value of a recipe or event, read from JSON. Each returns nullptr, or what the value should have been ("a
// number").
const char* readField(const Json& json, std::string& value);
const char* readField(const Json& json, bool& value);
const char* readField(const Json& json, double& value); ///< null: not a number, as JSON can't spell it
const char* readField(const Json& json, std::int64_t& value);
const char* readField(const Json& json, std::uint64_t& value);
const char* readField(const Json& json, std::vector<double>& value);
const char* readField(const Json& json, std::vector<std::string>& value);
const char* readField(const Json& json, std::map<std::string, double>& value);

}
