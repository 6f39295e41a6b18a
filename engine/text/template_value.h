// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <map>
#include <memory>

namespace espalier::chat {

/// A value while a template is rendered: JSON, nothing at all, or a namespace() whose members can be set.
struct Value {
    using Space = std::map<std::string, Value>;
    Json json {};
    bool isUndefined = false;
    std::shared_ptr<Space> space {};

    Value() = default;
    Value(Json value) : json(std::move(value)) { }
    static Value undefined() {
        Value value;
        value.isUndefined = true;
        return value;
    }
    bool isText() const { return json.is_string(); }
    const std::string& text() const { return json.get_ref<const std::string&>(); }
};

/// As Python has it: empty, zero and None are false.
bool truth(const Value& value);
/// What {{ value }} writes: Python's str().
std::string shown(const Value& value);
/// Python's ==.
bool same(const Json& left, const Json& right);
/// JSON as Python's json.dumps writes it without ensure_ascii.
std::string dumped(const Json& json, int indent);

/// Arguments of a call, filter or test.
struct Arguments {
    std::vector<Value> plain;
    std::map<std::string, Value> named;
    int line = 0;

    /// The argument at a place or of a name; null where it is not given.
    const Value* find(std::size_t place, const std::string& name = {}) const;
    std::string text(std::size_t place, const std::string& name, const std::string& otherwise) const;
};

/// What methods of texts and dictionaries, filters and tests make of a value. Each throws Exception where it is not
/// supported.
Value callMethod(const Value& object, const std::string& name, const Arguments& arguments);
Value applyFilter(const std::string& name, const Value& value, const Arguments& arguments);
bool applyTest(const std::string& name, const Value& value, const Arguments& arguments);
/// True where callMethod() knows a method of this name for such an object.
bool hasMethod(const Value& object, const std::string& name);

/// The member of a name, or undefined.
Value memberOf(const Value& object, const std::string& name, int line);
/// The element at an index or of a key, or undefined.
Value elementOf(const Value& object, const Value& key, int line);
/// Python's slice; `begin`, `end` and `step` may be null.
Value sliceOf(const Value& object, const Json& begin, const Json& end, const Json& step, int line);
/// What a loop goes over: elements, keys, or characters.
std::vector<Value> elementsOf(const Value& value, int line);
/// Code points of a text.
std::vector<std::string> charactersOf(const std::string& text);

}
