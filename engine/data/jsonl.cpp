// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/jsonl.h"

#include <nlohmann/json.hpp>

#include <unicode/utf8.h>

#include <algorithm>
#include <unordered_map>

namespace espalier {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxColumns = 1000;
constexpr std::size_t kMaxLineBytes = 16u << 20;

/// Takes one object apart by events: no tree is built, so neither depth nor the number of keys can hurt.
class ObjectSink : public nlohmann::json_sax<json> {
public:
    std::vector<std::pair<std::string, std::string>> members;
    std::string problem;
    std::size_t errorByte = 0; ///< 1-based; 0: none

    bool null() override { return scalar("null", ""); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(std::int64_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) override { return scalar(std::to_string(value)); }
    bool number_float(double, const std::string& written) override { return scalar(written); }
    bool binary(json::binary_t&) override { return false; }
    bool string(std::string& value) override {
        if (m_open.size() == 1) return scalar({}, value);
        return scalar(json(value).dump());
    }
    bool start_object(std::size_t) override { return start('{', '}'); }
    bool start_array(std::size_t) override { return start('[', ']'); }
    bool end_object() override { return end(); }
    bool end_array() override { return end(); }
    bool key(std::string& name) override {
        if (m_open.size() == 1) {
            members.emplace_back(std::move(name), std::string());
            return true;
        }
        comma();
        cell() += json(name).dump();
        cell() += ':';
        m_first = true;
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const json::exception&) override {
        errorByte = std::max<std::size_t>(byte, 1);
        return false;
    }

private:
    std::string& cell() { return members.back().second; }

    /// `inside`: how the value is written within a nested one; `top`: as a cell of its own.
    bool scalar(const std::string& inside, const std::string& top) {
        if (m_open.empty()) return notAnObject();
        if (m_open.size() == 1) {
            cell() = top;
        } else {
            comma();
            cell() += inside;
        }
        return true;
    }
    bool scalar(const std::string& text) { return scalar(text, text); }

    bool start(char bracket, char closing) {
        if (m_open.empty() && bracket == '[') return notAnObject();
        if (!m_open.empty()) {
            comma();
            cell() += bracket;
        }
        m_open += closing;
        m_first = true;
        return true;
    }
    bool end() {
        if (m_open.size() > 1) cell() += m_open.back();
        m_open.pop_back();
        m_first = false;
        return true;
    }
    void comma() {
        if (!m_first && m_open.size() > 1) cell() += ',';
        m_first = false;
    }
    bool notAnObject() {
        problem = "the line is not a JSON object";
        return false;
    }

    std::string m_open; ///< closing brackets still to come
    bool m_first = true; ///< no comma before the next value
};

/// Code points up to the byte that the parser stumbled over (1-based).
std::int64_t columnOf(std::string_view line, std::size_t byte) {
    const auto before = line.substr(0, byte - 1);
    return 1 + std::count_if(before.begin(), before.end(), [](char c) { return !U8_IS_TRAIL(c); });
}

/// Why the members can't be cells; empty: they can.
std::string memberProblem(const ObjectSink& object) {
    for (const auto& [key, value] : object.members) {
        if (value.size() > kMaxCellBytes) return "cell longer than 1 MB";
        if (value.find('\0') != std::string::npos || key.find('\0') != std::string::npos)
            return "NUL character in the line";
    }
    return {};
}

class JsonLines {
public:
    explicit JsonLines(Table& table) : m_table(table) { }

    void add(const SourceLine& line) {
        std::string problem = line.problem;
        if (problem.empty() && line.text.size() > kMaxLineBytes) problem = "line longer than 16 MB";
        ObjectSink object;
        if (problem.empty() && !json::sax_parse(line.text, &object)) {
            problem = object.problem;
            if (problem.empty())
                problem = "invalid JSON at column " + std::to_string(columnOf(line.text, object.errorByte));
        }
        if (problem.empty()) problem = memberProblem(object);
        if (problem.empty()) problem = place(line.number, object);
        if (!problem.empty()) m_table.badLines.push_back({line.number, problem, excerpt(line.text)});
    }

    void padRows() {
        for (auto& row : m_table.rows)
            row.cells.resize(m_table.columns.size());
    }

private:
    std::string place(std::int64_t line, ObjectSink& object) {
        const std::size_t before = m_table.columns.size();
        for (const auto& [key, value] : object.members) {
            if (!m_index.try_emplace(key, m_table.columns.size()).second) continue;
            m_table.columns.push_back(key);
            if (m_table.columns.size() > kMaxColumns) return forgetColumns(before);
        }
        Table::Row row {line, std::vector<std::string>(m_table.columns.size())};
        for (auto& [key, value] : object.members)
            row.cells[m_index[key]] = std::move(value);
        m_table.rows.push_back(std::move(row));
        return {};
    }

    std::string forgetColumns(std::size_t kept) {
        for (std::size_t i = kept; i < m_table.columns.size(); ++i)
            m_index.erase(m_table.columns[i]);
        m_table.columns.resize(kept);
        return "more than " + std::to_string(kMaxColumns) + " different keys";
    }

    Table& m_table;
    std::unordered_map<std::string, std::size_t> m_index;
};

}

void readJsonLines(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result) {
    JsonLines lines(result.table);
    LineCursor cursor(source);
    SourceLine line;
    while (cursor.next(line)) {
        if (line.text.find_first_not_of(" \t") == std::string::npos && line.problem.empty()) continue;
        if (maxRows > 0 && static_cast<std::int64_t>(result.table.rows.size()) >= maxRows) {
            result.complete = false;
            break;
        }
        lines.add(line);
        progress.step(cursor.position());
    }
    lines.padRows();
}

}
