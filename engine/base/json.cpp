// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"

#include "engine/base/file.h"

#include <cstddef>
#include <iterator>
#include <unordered_set>

namespace espalier {
namespace {

constexpr std::size_t kMaxDepth = 256;

/// Walks over text and tells how far the parser has read, so that any error can name its byte.
struct CountingIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at;
    const char** furthest;

    reference operator*() const { return *at; }
    CountingIterator& operator++() {
        *furthest = ++at;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at == other.at; }
    bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

/// Builds a document; unlike the library's own builder it caps the depth, refuses duplicate keys, and appends members
/// without searching those before (ordered_json's objects are vectors: a vocabulary would take quadratic time).
class DocumentBuilder : public nlohmann::json_sax<Json> {
public:
    Json document;
    std::string problem;

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return stop("binary values are not JSON"); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Level& level = m_levels.back();
        if (!level.names.insert(name).second) return stop("the key \"" + name + "\" is there twice");
        auto& members = level.value->get_ref<Json::object_t&>();
        members.emplace_back(std::move(name), nullptr);
        m_member = &members.back().second;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& exception) override {
        // "[json.exception…] parse error at line 1, column 2: syntax error while parsing value - invalid literal; …"
        std::string_view text = exception.what();
        if (auto dash = text.find(" - "); dash != std::string_view::npos)
            text.remove_prefix(dash + 3);
        else if (auto bracket = text.find("] "); bracket != std::string_view::npos)
            text.remove_prefix(bracket + 2);
        return stop(std::string(text));
    }

private:
    struct Level {
        Json* value;
        std::unordered_set<std::string> names;
    };
    std::vector<Level> m_levels;
    Json* m_member = nullptr;

    bool stop(std::string why) {
        problem = std::move(why);
        return false;
    }

    Json* place(Json value) {
        if (m_levels.empty()) return &(document = std::move(value));
        Json& parent = *m_levels.back().value;
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        *m_member = std::move(value);
        return m_member;
    }

    template <typename Value>
    bool put(Value&& value) {
        place(Json(std::forward<Value>(value)));
        return true;
    }

    bool open(Json container) {
        if (m_levels.size() >= kMaxDepth) return stop("nested deeper than " + std::to_string(kMaxDepth) + " levels");
        m_levels.push_back({place(std::move(container)), {}});
        return true;
    }

    bool close() {
        m_levels.pop_back();
        return true;
    }
};

}

Result<Json> parseJson(std::string_view text, const std::string& where) {
    DocumentBuilder builder;
    const char* furthest = text.data();
    CountingIterator first {text.data(), &furthest}, last {text.data() + text.size(), &furthest};
    if (Json::sax_parse(first, last, &builder)) return std::move(builder.document);
    std::string place = "byte " + std::to_string(furthest - text.data());
    return Error {ErrorKind::BadInput, "not valid JSON: " + builder.problem,
                  where.empty() ? place : where + ", " + place};
}

Result<Json> readJsonFile(const std::filesystem::path& path, std::size_t maxBytes) {
    auto text = readFile(path, maxBytes);
    if (!text) return text.error();
    return parseJson(*text, path.string());
}

std::string toText(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json errorJson(const Error& error) {
    return {
        {"error",
         {{"kind", kindName(error.kind)}, {"message", error.message}, {"where", error.where}, {"hint", error.hint}}}};
}

}
