// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors_header.h"

#include "engine/base/json.h"

#include <limits>
#include <set>

namespace espalier {

namespace {

constexpr std::uint64_t kHeaderStart = 8;
constexpr std::size_t kMaxRank = 64;
constexpr std::size_t kMaxTensors = 500'000; // the largest models have some ten thousand
const std::string kMetadata = "__metadata__";

/// Follows the header's three levels: tensors by name, their fields, and the lists of shape and data_offsets.
class HeaderHandler : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit HeaderHandler(std::string file) : m_file(std::move(file)) { }
    SafetensorsHeader take() { return std::move(m_header); }

    bool null() override { return scalar(); }
    bool boolean(bool) override { return scalar(); }
    bool number_float(number_float_t, const string_t&) override { return scalar(); }
    bool binary(binary_t&) override { return scalar(); }
    bool number_integer(number_integer_t) override { return scalar(); }

    bool number_unsigned(number_unsigned_t value) override {
        if (!inTensor() || m_depth != 3) return scalar();
        if (m_field == "shape") return addExtent(value);
        if (m_field == "data_offsets") {
            m_offsets.push_back(value);
            if (m_offsets.size() > 2) refuse("data_offsets must hold two numbers");
        }
        return true;
    }

    bool string(string_t& value) override {
        if (m_depth == 2 && m_name == kMetadata) {
            m_header.metadata[m_field] = value;
            return true;
        }
        if (m_depth == 2 && m_field == "dtype") {
            m_entry.dtype = value;
            return true;
        }
        return scalar();
    }

    bool key(string_t& value) override {
        if (m_depth == 1) {
            m_name = value;
            if (!m_names.insert(value).second) refuse("appears twice in the header");
        } else if (m_depth == 2) {
            m_field = value;
            if (!m_fields.insert(value).second) refuse("has the field \"" + printable(value) + "\" twice");
        }
        return true;
    }

    bool start_object(std::size_t) override {
        if (m_depth == 1) {
            m_fields.clear();
            m_entry = HeaderEntry {m_name, {}, {}, 0, 0};
            m_offsets.clear();
        } else if (m_depth > 1 && (m_name == kMetadata || isKnownField())) {
            refuse("has an object where " + expected() + " is due");
        }
        return deeper();
    }

    bool end_object() override {
        --m_depth;
        if (m_depth == 1 && m_name != kMetadata) finishEntry();
        return true;
    }

    bool start_array(std::size_t) override {
        if (m_depth == 0) failBadInput("the header is not a JSON object", atByte(m_file, kHeaderStart));
        if (m_depth == 1 || m_name == kMetadata || (m_depth == 2 && m_field == "dtype")
            || (m_depth > 2 && isKnownField()))
            refuse("has a list where " + expected() + " is due");
        return deeper();
    }

    bool end_array() override {
        --m_depth;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        failBadInput("the header is not valid JSON", atByte(m_file, kHeaderStart + (position > 0 ? position - 1 : 0)),
                     "the file is damaged: fetch it again");
    }

private:
    bool inTensor() const { return m_depth >= 2 && m_name != kMetadata; }
    bool isKnownField() const { return m_field == "dtype" || m_field == "shape" || m_field == "data_offsets"; }

    std::string expected() const {
        if (m_depth < 2) return "the description of a tensor";
        if (m_name == kMetadata || m_field == "dtype") return "a text";
        return m_depth == 2 ? "a list of whole numbers" : "a whole number ≥ 0";
    }

    /// A value that no known field can have; fields we don't know are passed over, as the reference reader does.
    bool scalar() {
        if (m_depth == 0) failBadInput("the header is not a JSON object", atByte(m_file, kHeaderStart));
        if (m_depth == 1 || m_name == kMetadata || isKnownField()) refuse("has a value that is not " + expected());
        return true;
    }

    bool deeper() {
        if (++m_depth > 64) refuse("is nested too deeply");
        return true;
    }

    bool addExtent(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            refuse("has an extent that is too large");
        if (m_entry.shape.size() == kMaxRank) refuse("has more than 64 dimensions");
        m_entry.shape.push_back(static_cast<std::int64_t>(value));
        return true;
    }

    void finishEntry() {
        for (const char* field : {"dtype", "shape", "data_offsets"})
            if (!m_fields.count(field)) refuse(std::string("lacks the field \"") + field + "\"");
        if (m_offsets.size() != 2) refuse("data_offsets must hold two numbers");
        if (m_header.entries.size() == kMaxTensors) refuse("is one more than the 500000 allowed");
        m_entry.begin = m_offsets[0];
        m_entry.end = m_offsets[1];
        m_header.entries.push_back(std::move(m_entry));
    }

    [[noreturn]] void refuse(const std::string& what) const {
        failBadInput("tensor \"" + printable(m_name) + "\" " + what, atByte(m_file, kHeaderStart),
                     "the file is damaged: fetch it again");
    }

    std::string m_file, m_name, m_field;
    int m_depth = 0;
    std::set<std::string> m_names, m_fields;
    std::vector<std::uint64_t> m_offsets;
    HeaderEntry m_entry;
    SafetensorsHeader m_header;
};

}

SafetensorsHeader parseSafetensorsHeader(std::string_view text, const std::string& file) {
    if (text.empty() || text.front() != '{')
        failBadInput("the header does not start with {", atByte(file, kHeaderStart), "this is not a safetensors file");
    HeaderHandler handler(file);
    nlohmann::json::sax_parse(text.begin(), text.end(), &handler);
    return handler.take();
}

}
