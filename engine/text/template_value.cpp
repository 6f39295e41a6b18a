// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/template_value.h"

#include "engine/text/template_node.h"

#include <algorithm>

namespace espalier::chat {
namespace {

/// Python's repr() of a text.
std::string quoted(const std::string& text) {
    const char quote = text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
    std::string result(1, quote);
    for (const char c : text) {
        if (c == '\n')
            result += "\\n";
        else if (c == '\r')
            result += "\\r";
        else if (c == '\t')
            result += "\\t";
        else if (c == '\\' || c == quote)
            result += {'\\', c};
        else
            result += c;
    }
    return result + quote;
}

std::string written(const Json& json, bool inside) {
    if (json.is_null()) return "None";
    if (json.is_boolean()) return json.get<bool>() ? "True" : "False";
    if (json.is_string()) return inside ? quoted(json.get<std::string>()) : json.get<std::string>();
    if (!json.is_structured()) return json.dump();
    std::string text;
    for (const auto& [key, value] : json.items())
        text += (text.empty() ? "" : ", ") + (json.is_object() ? quoted(key) + ": " : "") + written(value, true);
    return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

std::int64_t indexIn(const Json& index, std::int64_t size, int line) {
    if (!index.is_number_integer()) failTemplate("an index is no whole number", line);
    const auto value = index.get<std::int64_t>();
    return value < 0 ? value + size : value;
}

}

bool truth(const Value& value) {
    if (value.isUndefined) return false;
    if (value.space) return true;
    const Json& json = value.json;
    if (json.is_null()) return false;
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number()) return json.get<double>() != 0;
    return json.is_string() ? !json.get_ref<const std::string&>().empty() : !json.empty();
}

std::string shown(const Value& value) {
    return value.isUndefined ? std::string() : written(value.json, false);
}

bool same(const Json& left, const Json& right) {
    const auto number = [](const Json& json) { return json.is_boolean() ? Json(json.get<bool>() ? 1 : 0) : json; };
    const bool numeric = (left.is_boolean() || left.is_number()) && (right.is_boolean() || right.is_number());
    return numeric ? number(left) == number(right) : left == right;
}

std::string dumped(const Json& json, int indent) {
    if (indent >= 0) return json.dump(indent, ' ', false, Json::error_handler_t::replace);
    if (!json.is_structured()) return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string text;
    for (const auto& [key, value] : json.items())
        text += (text.empty() ? "" : ", ") + (json.is_object() ? Json(key).dump() + ": " : "") + dumped(value, indent);
    return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

const Value* Arguments::find(std::size_t place, const std::string& name) const {
    if (place < plain.size()) return &plain[place];
    const auto found = named.find(name);
    return found == named.end() ? nullptr : &found->second;
}

std::string Arguments::text(std::size_t place, const std::string& name, const std::string& otherwise) const {
    const Value* value = find(place, name);
    if (!value || value->json.is_null()) return otherwise;
    if (!value->isText()) failTemplate("an argument is no text", line);
    return value->text();
}

Value memberOf(const Value& object, const std::string& name, int line) {
    if (object.isUndefined) failTemplate("\"" + name + "\" is asked of something that is not defined", line);
    if (object.space) {
        const auto found = object.space->find(name);
        return found == object.space->end() ? Value::undefined() : found->second;
    }
    if (object.json.is_object() && object.json.contains(name)) return object.json[name];
    return Value::undefined();
}

Value elementOf(const Value& object, const Value& key, int line) {
    if (key.isText()) return memberOf(object, key.text(), line);
    if (object.isUndefined) failTemplate("an element is asked of something that is not defined", line);
    if (object.isText()) {
        const auto characters = charactersOf(object.text());
        const auto index = indexIn(key.json, std::ssize(characters), line);
        return index < 0 || index >= std::ssize(characters) ? Value::undefined()
                                                            : Value(characters[static_cast<std::size_t>(index)]);
    }
    if (!object.json.is_array()) return Value::undefined();
    const auto size = static_cast<std::int64_t>(object.json.size());
    const auto index = indexIn(key.json, size, line);
    return index < 0 || index >= size ? Value::undefined() : Value(object.json[static_cast<std::size_t>(index)]);
}

Value sliceOf(const Value& object, const Json& begin, const Json& end, const Json& step, int line) {
    const std::vector<Value> all = elementsOf(object, line);
    const auto size = std::ssize(all);
    const std::int64_t by = step.is_null() ? 1 : step.is_number_integer() ? step.get<std::int64_t>() : 0;
    if (by == 0) failTemplate("the step of a slice must be a whole number that is not 0", line);
    const auto bound = [&](const Json& given, std::int64_t otherwise) {
        if (given.is_null()) return otherwise;
        return std::clamp<std::int64_t>(indexIn(given, size, line), by > 0 ? 0 : -1, by > 0 ? size : size - 1);
    };
    std::vector<Value> taken;
    const std::int64_t first = bound(begin, by > 0 ? 0 : size - 1), last = bound(end, by > 0 ? size : -1);
    for (std::int64_t i = first; by > 0 ? i < last : i > last; i += by)
        taken.push_back(all[static_cast<std::size_t>(i)]);
    if (object.isText()) {
        std::string text;
        for (const Value& one : taken)
            text += one.text();
        return Json(text);
    }
    Json list = Json::array();
    for (Value& one : taken)
        list.push_back(std::move(one.json));
    return list;
}

std::vector<Value> elementsOf(const Value& value, int line) {
    if (value.isUndefined) return {};
    std::vector<Value> elements;
    if (value.isText()) {
        for (const std::string& one : charactersOf(value.text()))
            elements.emplace_back(one);
    } else if (value.json.is_object()) {
        for (const auto& [key, ignored] : value.json.items())
            elements.emplace_back(key);
    } else if (value.json.is_array()) {
        for (const Json& one : value.json)
            elements.emplace_back(one);
    } else {
        failTemplate("a loop goes over something that has no elements", line);
    }
    return elements;
}

std::vector<std::string> charactersOf(const std::string& text) {
    std::vector<std::string> characters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !characters.empty())
            characters.back() += c;
        else
            characters.emplace_back(1, c);
    }
    return characters;
}

}
