// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unigram.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace espalier {

namespace {

constexpr int kLargestPower = 308;

/// 1eN, each rounded once.
double powerOfTen(int exponent) {
    static const auto powers = [] {
        std::array<double, kLargestPower + 1> all {};
        for (int i = 0; i <= kLargestPower; ++i)
            all[static_cast<std::size_t>(i)] = std::strtod(("1e" + std::to_string(i)).c_str(), nullptr);
        return all;
    }();
    return powers[static_cast<std::size_t>(exponent)];
}

}

double scoreAsJsonReads(double score) {
    // Files hold the shortest digits that mean the number: d.ddd…e±x.
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, std::abs(score), std::chars_format::scientific).ptr;
    std::uint64_t digits = 0;
    int exponent = 0;
    bool fraction = false;
    for (const char* at = text; at != end; ++at) {
        if (*at == 'e') {
            const char* number = at[1] == '+' ? at + 2 : at + 1;
            int given = 0;
            std::from_chars(number, end, given);
            exponent += given;
            break;
        }
        if (*at == '.') {
            fraction = true;
            continue;
        }
        if (*at < '0' || *at > '9') return score; // infinite, or not a number
        digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        exponent -= fraction ? 1 : 0;
    }
    auto value = static_cast<double>(digits);
    for (; exponent < -kLargestPower; exponent += kLargestPower)
        value /= powerOfTen(kLargestPower);
    value = exponent >= 0 ? value * powerOfTen(exponent) : value / powerOfTen(-exponent);
    return std::copysign(value, score);
}

}
