// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/squad.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>

namespace espalier {
namespace {

using nlohmann::json;

constexpr std::size_t kSniffed = 64u << 10;

/// Goes over a text and keeps count of where it is, as the parser doesn't tell.
struct CountingIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    std::int64_t* line = nullptr;

    reference operator*() const { return *at; }
    CountingIterator& operator++() {
        *line += *at++ == '\n';
        return *this;
    }
    CountingIterator operator++(int) {
        const CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at == other.at; }
    bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

enum class Place { Root, Articles, Article, Paragraphs, Paragraph, Questions, Question, Answers, Answer, Other };

/// What opens where: the value of `key` in `parent`, or, without a key, an element of it.
constexpr struct { Place parent; const char* key; Place place; } kNesting[] = {
    {Place::Root, "data", Place::Articles},
    {Place::Articles, nullptr, Place::Article},
    {Place::Article, "paragraphs", Place::Paragraphs},
    {Place::Paragraphs, nullptr, Place::Paragraph},
    {Place::Paragraph, "qas", Place::Questions},
    {Place::Questions, nullptr, Place::Question},
    {Place::Question, "answers", Place::Answers},
    {Place::Answers, nullptr, Place::Answer},
};

struct Question {
    std::int64_t line = 0;
    std::string id, question, problem;
    bool labelled = false;
    json texts = json::array(), starts = json::array();
};

/// Takes the file apart by events: rows come out paragraph by paragraph, and no tree is built.
class SquadSink : public nlohmann::json_sax<json> {
public:
    SquadSink(Table& table, std::int64_t maxRows, const std::int64_t& line) : m_table(table), m_maxRows(maxRows), m_line(line) { }

    bool isFull() const { return m_full; }
    std::size_t errorByte = 0; ///< 1-based; 0: none
    std::function<void()> step;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(std::int64_t value) override { return start(value); }
    bool number_unsigned(std::uint64_t value) override {
        return start(static_cast<std::int64_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max())));
    }
    bool number_float(double, const std::string&) override { return true; }
    bool binary(json::binary_t&) override { return false; }
    bool string(std::string& value) override {
        const Place place = here();
        if (place == Place::Article && m_key == "title") m_title = std::move(value);
        if (place == Place::Paragraph && m_key == "context") m_context = std::move(value);
        if (place == Place::Question && m_key == "id") m_questions.back().id = std::move(value);
        if (place == Place::Question && m_key == "question") m_questions.back().question = std::move(value);
        if (place == Place::Answer && m_key == "text") m_answer = std::move(value);
        return true;
    }
    bool key(std::string& name) override {
        m_key = std::move(name);
        return true;
    }
    bool start_object(std::size_t) override {
        const Place place = open(m_open.empty() ? Place::Root : opened(true));
        if (place == Place::Article) m_title.clear(), m_articleBegin = m_table.rows.size();
        if (place == Place::Paragraph) m_context.clear(), m_questions.clear();
        if (place == Place::Question) m_questions.emplace_back().line = m_line;
        if (place == Place::Answer) m_answer = nullptr, m_start = nullptr;
        return true;
    }
    bool start_array(std::size_t) override {
        if (open(m_open.empty() ? Place::Other : opened(false)) == Place::Answers) m_questions.back().labelled = true;
        return true;
    }
    bool end_object() override {
        const Place place = here();
        m_open.pop_back();
        if (place == Place::Answer) closeAnswer();
        if (place == Place::Paragraph) closeParagraph();
        if (place == Place::Article) closeArticle();
        return !m_full;
    }
    bool end_array() override {
        m_open.pop_back();
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const json::exception&) override {
        errorByte = std::max<std::size_t>(byte, 1);
        return false;
    }

private:
    Place here() const { return m_open.empty() ? Place::Other : m_open.back(); }
    Place open(Place place) {
        m_open.push_back(place);
        return place;
    }
    Place opened(bool isObject) const {
        for (const auto& [parent, name, place] : kNesting)
            if (parent == here() && isObject == !name && (!name || m_key == name)) return place;
        return Place::Other;
    }
    bool start(std::int64_t value) {
        if (here() == Place::Answer && m_key == "answer_start") m_start = value;
        return true;
    }

    void closeAnswer() {
        Question& question = m_questions.back();
        if (!m_answer.is_string()) question.problem = "an answer has no \"text\"";
        else if (!m_start.is_number_integer()) question.problem = "an answer has no whole number \"answer_start\"";
        question.texts.push_back(std::move(m_answer));
        question.starts.push_back(std::move(m_start));
    }
    void closeParagraph() {
        for (Question& question : m_questions) {
            if (m_full) return;
            add(question);
            step();
        }
        m_questions.clear();
    }
    void closeArticle() {
        for (std::size_t i = m_articleBegin; i < m_table.rows.size(); ++i) m_table.rows[i].cells[1] = m_title;
    }
    void add(Question& question) {
        if (question.problem.empty()) question.problem = problemOf(question);
        if (!question.problem.empty()) {
            const std::string who = question.id.empty() ? "" : "question " + excerpt(question.id, 60) + ": ";
            m_table.badLines.push_back({question.line, who + question.problem, excerpt(question.question)});
            return;
        }
        m_full = m_maxRows > 0 && static_cast<std::int64_t>(m_table.rows.size()) >= m_maxRows;
        if (m_full) return closeArticle();
        std::string answers;
        if (question.labelled) answers = json {{"text", std::move(question.texts)}, {"answer_start", std::move(question.starts)}}.dump();
        m_table.rows.push_back({question.line, {std::move(question.id), m_title, m_context, std::move(question.question), std::move(answers)}});
    }
    std::string problemOf(const Question& question) const {
        if (question.question.empty()) return "there is no \"question\"";
        if (m_context.empty()) return "its paragraph has no \"context\"";
        if (m_context.size() > kMaxCellBytes || question.question.size() > kMaxCellBytes) return "cell longer than 1 MB";
        for (const std::string* text : {&question.id, &question.question, &m_context})
            if (text->find('\0') != std::string::npos) return "NUL character in the text";
        return {};
    }

    Table& m_table;
    const std::int64_t m_maxRows;
    const std::int64_t& m_line;
    std::vector<Place> m_open;
    std::string m_key, m_title, m_context;
    std::vector<Question> m_questions; ///< of the paragraph, as its context may come after them
    json m_answer, m_start;
    std::size_t m_articleBegin = 0;
    bool m_full = false;
};

}

bool looksLikeSquad(std::string_view text) {
    text = text.substr(0, kSniffed);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '{') return false;
    const auto data = text.find("\"data\""), paragraphs = text.find("\"paragraphs\""), questions = text.find("\"qas\"");
    return data != std::string_view::npos && paragraphs != std::string_view::npos && questions > paragraphs && paragraphs > data;
}

void readSquad(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result) {
    const std::string_view text = source.bytes().substr(source.begin);
    std::int64_t line = 1;
    result.table.columns = {"id", "title", "context", "question", "answers"};
    SquadSink sink(result.table, maxRows, line);
    sink.step = [&] { progress.step(0); };
    const CountingIterator begin {text.data(), &line}, end {text.data() + text.size(), &line};
    const bool whole = json::sax_parse(begin, end, &sink);
    result.complete = !sink.isFull();
    if (!whole && !sink.isFull())
        result.table.badLines.push_back({line, "the JSON is broken here (byte " + std::to_string(sink.errorByte) + "): what follows was not read",
                                         excerpt(text.substr(std::min(sink.errorByte, text.size()) - std::min<std::size_t>(sink.errorByte, 40), 80))});
}

}
