// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

namespace espalier {

/// Errors where `name` can't be a dataset's: empty, longer than 200 bytes, blanks around, a slash or control characters
/// in it.
void requireName(const std::string& name);

/// Now, as ISO 8601 in UTC with seconds.
std::string timestamp();

/// 0 for what is no number: SQLite stores NaN as NULL, which the schema refuses.
double finiteOrZero(double value);

/// A column of names with numbers, as JSON; null is NaN.
std::map<std::string, double> numbersFromJson(const std::string& text);

}
