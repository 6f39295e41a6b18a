// SPDX-License-Identifier: GPL-3.0-or-later
// Methods, filters and tests that chat templates use.
#include "engine/text/template_node.h"
#include "engine/text/template_value.h"

#include <algorithm>
#include <functional>

namespace espalier::chat {
namespace {

constexpr const char* kBlanks = " \t\n\r\v\f";

std::string stripped(const std::string& text, const std::string& characters, bool left, bool right) {
    std::size_t begin = left ? text.find_first_not_of(characters) : 0;
    if (begin == std::string::npos) return {};
    std::size_t end = right ? text.find_last_not_of(characters) : text.size() - 1;
    return end == std::string::npos ? std::string() : text.substr(begin, end + 1 - begin);
}

/// Letters of other alphabets than ASCII's stay as they are.
std::string cased(std::string text, int (*change)(int)) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 128) c = static_cast<char>(change(c));
    return text;
}

std::string titled(const std::string& text) {
    std::string result = cased(text, std::tolower);
    bool inWord = false;
    for (char& c : result) {
        const bool letter = static_cast<unsigned char>(c) >= 128 || std::isalpha(static_cast<unsigned char>(c));
        if (letter && !inWord && static_cast<unsigned char>(c) < 128) c = static_cast<char>(std::toupper(c));
        inWord = letter;
    }
    return result;
}

std::string capitalized(const std::string& text) {
    std::string result = cased(text, std::tolower);
    if (!result.empty() && static_cast<unsigned char>(result[0]) < 128)
        result[0] = static_cast<char>(std::toupper(result[0]));
    return result;
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to) {
    if (from.empty()) return text;
    std::string result;
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find(from, begin)) != std::string::npos; begin = at + from.size())
        result += text.substr(begin, at - begin) + to;
    return result + text.substr(begin);
}

Json split(const std::string& text, const std::string* separator) {
    Json parts = Json::array();
    if (!separator) {
        for (std::size_t begin = 0; (begin = text.find_first_not_of(kBlanks, begin)) != std::string::npos;) {
            const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
            parts.push_back(text.substr(begin, end - begin));
            begin = end;
        }
        return parts;
    }
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find(*separator, begin)) != std::string::npos; begin = at + separator->size())
        parts.push_back(text.substr(begin, at - begin));
    parts.push_back(text.substr(begin));
    return parts;
}

Value textMethod(const std::string& text, const std::string& name, const Arguments& arguments) {
    const auto given = [&] { return arguments.text(0, "", kBlanks); };
    if (name == "strip") return Json(stripped(text, given(), true, true));
    if (name == "lstrip") return Json(stripped(text, given(), true, false));
    if (name == "rstrip") return Json(stripped(text, given(), false, true));
    if (name == "upper") return Json(cased(text, std::toupper));
    if (name == "lower") return Json(cased(text, std::tolower));
    if (name == "title") return Json(titled(text));
    if (name == "capitalize") return Json(capitalized(text));
    if (name == "startswith") return Json(text.starts_with(arguments.text(0, "", "")));
    if (name == "endswith") return Json(text.ends_with(arguments.text(0, "", "")));
    if (name == "replace") return Json(replaced(text, arguments.text(0, "", ""), arguments.text(1, "", "")));
    const Value* separator = arguments.find(0, "sep");
    if (arguments.plain.size() > 1 || (separator && (!separator->isText() || separator->text().empty())))
        failUnsupportedSyntax("split() with such arguments", arguments.line);
    return split(text, separator ? &separator->text() : nullptr);
}

Value dictionaryMethod(const Json& dictionary, const std::string& name, const Arguments& arguments) {
    if (name == "get") {
        const std::string key = arguments.text(0, "", "");
        if (dictionary.contains(key)) return dictionary[key];
        const Value* otherwise = arguments.find(1, "default");
        return otherwise ? *otherwise : Value(Json(nullptr));
    }
    Json list = Json::array();
    for (const auto& [key, value] : dictionary.items()) {
        if (name == "keys")
            list.push_back(key);
        else if (name == "values")
            list.push_back(value);
        else
            list.push_back(Json::array({key, value}));
    }
    return list;
}

const std::string& needText(const std::string& filter, const Value& value, int line) {
    if (!value.isText()) failTemplate("the filter " + filter + " is for texts", line);
    return value.text();
}

Value lengthOf(const Value& value, int line) {
    if (value.isUndefined) return Json(0);
    if (value.isText()) return Json(charactersOf(value.text()).size());
    if (!value.json.is_structured()) failTemplate("the length of something that has none", line);
    return Json(value.json.size());
}

Value joinedText(const Value& value, const Arguments& arguments) {
    std::string text;
    bool first = true;
    for (const Value& one : elementsOf(value, arguments.line)) {
        text += (first ? "" : arguments.text(0, "d", "")) + shown(one);
        first = false;
    }
    return Json(text);
}

/// selectattr and rejectattr: elements by a member, or by a test of it.
Value chosen(const Value& value, const Arguments& arguments, bool wanted) {
    Json list = Json::array();
    const std::string member = arguments.text(0, "", ""), test = arguments.text(1, "", "");
    Arguments rest {.plain = {}, .named = {}, .line = arguments.line};
    if (arguments.plain.size() > 2) rest.plain.assign(arguments.plain.begin() + 2, arguments.plain.end());
    for (const Value& one : elementsOf(value, arguments.line)) {
        const Value found = memberOf(one, member, arguments.line);
        if ((test.empty() ? truth(found) : applyTest(test, found, rest)) == wanted) list.push_back(one.json);
    }
    return list;
}

Value mapped(const Value& value, const Arguments& arguments) {
    Json list = Json::array();
    const std::string member = arguments.text(9, "attribute", ""), filter = arguments.text(0, "", "");
    for (const Value& one : elementsOf(value, arguments.line)) {
        if (member.empty() == filter.empty()) failUnsupportedSyntax("map with such arguments", arguments.line);
        list.push_back(member.empty()
                           ? applyFilter(filter, one, {.plain = {}, .named = {}, .line = arguments.line}).json
                           : memberOf(one, member, arguments.line).json);
    }
    return list;
}

std::int64_t wholeNumberOf(const Value& value) {
    if (value.json.is_number()) return static_cast<std::int64_t>(value.json.get<double>());
    if (!value.isText()) return 0;
    try {
        return std::stoll(value.text());
    } catch (const std::exception&) {
        return 0; // Jinja's own default
    }
}

}

bool hasMethod(const Value& object, const std::string& name) {
    static const std::vector<std::string> ofTexts {"strip",      "lstrip",     "rstrip",   "upper",   "lower", "title",
                                                   "capitalize", "startswith", "endswith", "replace", "split"},
        ofDictionaries {"get", "keys", "values", "items"};
    const auto& known = object.isText() ? ofTexts : ofDictionaries;
    return (object.isText() || object.json.is_object()) && std::find(known.begin(), known.end(), name) != known.end();
}

Value callMethod(const Value& object, const std::string& name, const Arguments& arguments) {
    return object.isText() ? textMethod(object.text(), name, arguments)
                           : dictionaryMethod(object.json, name, arguments);
}

Value applyFilter(const std::string& name, const Value& value, const Arguments& arguments) {
    const int line = arguments.line;
    if (name == "default" || name == "d") {
        const bool alsoFalse = arguments.find(1, "boolean") && truth(*arguments.find(1, "boolean"));
        const Value* otherwise = arguments.find(0, "default_value");
        return value.isUndefined || (alsoFalse && !truth(value)) ? (otherwise ? *otherwise : Value(Json(""))) : value;
    }
    if (name == "trim") return Json(stripped(shown(value), arguments.text(0, "chars", kBlanks), true, true));
    if (name == "length" || name == "count") return lengthOf(value, line);
    if (name == "string") return Json(shown(value));
    if (name == "int") return Json(wholeNumberOf(value));
    if (name == "upper") return Json(cased(shown(value), std::toupper));
    if (name == "lower") return Json(cased(shown(value), std::tolower));
    if (name == "title") return Json(titled(shown(value)));
    if (name == "capitalize") return Json(capitalized(shown(value)));
    if (name == "replace")
        return Json(replaced(needText(name, value, line), arguments.text(0, "old", ""), arguments.text(1, "new", "")));
    if (name == "join") return joinedText(value, arguments);
    if (name == "selectattr" || name == "rejectattr") return chosen(value, arguments, name == "selectattr");
    if (name == "map") return mapped(value, arguments);
    if (name == "safe") return value;
    if (name == "tojson") {
        const Value* indent = arguments.find(0, "indent");
        return Json(dumped(value.json, indent && indent->json.is_number_integer() ? indent->json.get<int>() : -1));
    }
    if (name == "items") return value.json.is_object() ? callMethod(value, "items", arguments) : Value(Json::array());
    const auto elements = name == "list" || name == "first" || name == "last" || name == "reverse"
        ? elementsOf(value, line)
        : std::vector<Value>();
    if (name == "first") return elements.empty() ? Value::undefined() : elements.front();
    if (name == "last") return elements.empty() ? Value::undefined() : elements.back();
    if (name == "reverse") return sliceOf(value, nullptr, nullptr, -1, line);
    if (name != "list") failUnsupportedSyntax("the filter " + name, line);
    Json list = Json::array();
    for (const Value& one : elements)
        list.push_back(one.json);
    return list;
}

bool applyTest(const std::string& name, const Value& value, const Arguments& arguments) {
    const Json& json = value.json;
    if (name == "defined") return !value.isUndefined;
    if (name == "undefined") return value.isUndefined;
    const bool known = !value.isUndefined && !value.space;
    if (name == "none") return known && json.is_null();
    if (name == "string") return known && json.is_string();
    if (name == "mapping") return known && json.is_object();
    if (name == "number") return known && (json.is_number() || json.is_boolean());
    if (name == "integer") return known && json.is_number_integer();
    if (name == "boolean") return known && json.is_boolean();
    if (name == "true") return known && json.is_boolean() && json.get<bool>();
    if (name == "false") return known && json.is_boolean() && !json.get<bool>();
    if (name == "iterable" || name == "sequence") return value.isUndefined || json.is_structured() || json.is_string();
    if (name == "odd" || name == "even")
        return json.is_number_integer() && (json.get<std::int64_t>() % 2 != 0) == (name == "odd");
    const Value* other = arguments.find(0);
    if (other && (name == "equalto" || name == "eq" || name == "==" || name == "sameas"))
        return known && same(json, other->json);
    if (other && (name == "ne" || name == "!=")) return !(known && same(json, other->json));
    if (other && name == "in") {
        const auto all = elementsOf(*other, arguments.line);
        return std::any_of(all.begin(), all.end(), [&](const Value& one) { return same(one.json, json); });
    }
    failUnsupportedSyntax("the test " + name, arguments.line);
}

}
