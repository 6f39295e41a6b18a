// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/values.h"

#include "engine/recipe/json_field.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace espalier {

void requireName(const std::string& name) {
    const bool forbidden = std::any_of(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/'; });
    if (name.empty() || name.size() > 200 || name.front() == ' ' || name.back() == ' ' || forbidden)
        fail(ErrorKind::Usage, name.empty() ? "the dataset has no name" : "\"" + name + "\" can't be a dataset's name",
             "name", "use letters, digits, blanks, - and _, at most 200 bytes");
}

std::string timestamp() {
    const std::time_t now = std::time(nullptr);
    std::tm parts {};
    ::gmtime_r(&now, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

double finiteOrZero(double value) {
    return std::isfinite(value) ? value : 0;
}

std::map<std::string, double> numbersFromJson(const std::string& text) {
    std::map<std::string, double> numbers;
    if (const char* expected = readField(parseJson(text, "the database").value(), numbers))
        failBadInput(std::string("a field of the database must be ") + expected);
    return numbers;
}

}
