// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/answer_match.h"

#include "engine/text/lower_case.h"
#include "engine/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <utility>

namespace espalier {
namespace {

bool isAsciiPunctuation(char32_t c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// What \w matches in Python, but for the underscore, which went with the punctuation.
bool isWordCharacter(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    const auto type = u_charType(code);
    return u_isalpha(code) || type == U_DECIMAL_DIGIT_NUMBER || type == U_LETTER_NUMBER || type == U_OTHER_NUMBER;
}

/// What str.split() divides at in Python.
bool isBlank(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) || (c >= 0x1C && c <= 0x1F);
}

bool isArticle(const std::string& word) { return word == "a" || word == "an" || word == "the"; }

/// The words of an answer once it is in lower case and without punctuation and articles.
std::vector<std::string> wordsOf(const std::string& answer) {
    const std::string lower = lowerCased(answer);
    std::vector<std::string> words;
    std::string word, run; // `run`: word characters next to each other, which are an article or not
    const auto part = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    const auto endRun = [&] {
        if (isArticle(run)) part(); // it becomes a blank
        else word += run;
        run.clear();
    };
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = unicode::decodeUtf8(lower, at);
        if (isAsciiPunctuation(c)) continue;
        if (isWordCharacter(c)) {
            unicode::appendUtf8(run, c);
            continue;
        }
        endRun();
        if (isBlank(c)) part();
        else unicode::appendUtf8(word, c);
    }
    endRun();
    part();
    return words;
}

std::string joinedWords(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Harmonic mean of the shares of words that both have; without words on either side, 1 where both have none.
double wordF1(const std::vector<std::string>& predicted, const std::vector<std::string>& right) {
    if (predicted.empty() || right.empty()) return predicted.empty() == right.empty() ? 1 : 0;
    std::map<std::string, std::int64_t> left;
    for (const std::string& word : right) ++left[word];
    std::int64_t common = 0;
    for (const std::string& word : predicted)
        if (const auto found = left.find(word); found != left.end() && found->second > 0) --found->second, ++common;
    if (common == 0) return 0;
    const double precision = static_cast<double>(common) / static_cast<double>(predicted.size());
    const double recall = static_cast<double>(common) / static_cast<double>(right.size());
    return 2 * precision * recall / (precision + recall);
}

struct Sums {
    double exact = 0, f1 = 0, count = 0;
    void addTo(Metrics& metrics, const std::string& prefix) const {
        metrics[prefix + "exact_match"] = count > 0 ? exact / count : 0;
        metrics[prefix + "f1"] = count > 0 ? f1 / count : 0;
    }
};

}

std::string normalizedAnswer(const std::string& answer) { return joinedWords(wordsOf(answer)); }

Metrics answerMetrics(const std::vector<JudgedAnswer>& answers) {
    Sums all, some, none;
    for (const JudgedAnswer& answer : answers) {
        const auto predicted = wordsOf(answer.predicted);
        std::vector<std::vector<std::string>> right;
        for (const std::string& one : answer.right)
            if (auto words = wordsOf(one); !words.empty()) right.push_back(std::move(words));
        if (right.empty()) right.emplace_back();
        double exact = 0, f1 = 0;
        for (const auto& words : right) {
            exact = std::max(exact, predicted == words ? 1.0 : 0.0);
            f1 = std::max(f1, wordF1(predicted, words));
        }
        for (Sums* sums : {&all, answer.right.empty() ? &none : &some}) {
            sums->exact += exact;
            sums->f1 += f1;
            ++sums->count;
        }
    }
    Metrics metrics;
    all.addTo(metrics, "");
    if (none.count > 0) some.addTo(metrics, "has_answer_"), none.addTo(metrics, "no_answer_");
    return metrics;
}

}
