// SPDX-License-Identifier: GPL-3.0-or-later
// Opcodes: Python's pickletools.py.
#include "engine/checkpoint/pickle_machine.h"

#include <algorithm>
#include <cstdio>

namespace espalier {

namespace {

constexpr std::uint64_t kMostValues = 2'000'000; // a checkpoint of a thousand tensors has some 30,000
constexpr std::size_t kMostMarks = 10'000;
constexpr std::uint8_t kStop = '.', kProtocol = 0x80;

}

void PickleMachine::refuse(const std::string& what) const {
    m_reader.refuse(what, m_position, "save the model again with torch.save or as safetensors");
}

void PickleMachine::spend() {
    if (++m_spent > kMostValues) refuse("the pickle has more than " + std::to_string(kMostValues) + " values");
}

void PickleMachine::push(PickleValue value) {
    spend();
    m_stack.push_back(value);
}

void PickleMachine::push(Kind kind, std::int64_t number, std::string_view text) {
    PickleValue value;
    value.kind = kind;
    value.number = number;
    value.text = text;
    push(value);
}

PickleValue& PickleMachine::top() {
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) refuse("the pickle takes a value that is not there");
    return m_stack.back();
}

PickleValue PickleMachine::pop() {
    const PickleValue value = top();
    m_stack.pop_back();
    return value;
}

std::vector<PickleValue> PickleMachine::popToMark() {
    if (m_marks.empty()) refuse("the pickle goes back to a mark that is not there");
    const auto first = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleValue> values(first, m_stack.end());
    m_stack.erase(first, m_stack.end());
    m_marks.pop_back();
    return values;
}

void PickleMachine::pushItems(Kind kind, std::vector<PickleValue> items) {
    m_heap.items.push_back(std::move(items));
    push(kind, static_cast<std::int64_t>(m_heap.items.size() - 1));
}

void PickleMachine::append(std::vector<PickleValue> values, bool pairs) {
    const PickleValue& target = top();
    const bool fits = pairs ? target.kind == Kind::Dictionary : target.kind == Kind::List || target.kind == Kind::Set;
    if (!fits || (pairs && values.size() % 2 != 0)) refuse("the pickle fills something that can't be filled");
    std::vector<PickleValue>& items = itemsOf(target);
    items.insert(items.end(), values.begin(), values.end());
}

void PickleMachine::remember(std::uint64_t key) {
    spend();
    m_memo[key] = top();
}

void PickleMachine::recall(std::uint64_t key) {
    const auto found = m_memo.find(key);
    if (found == m_memo.end()) refuse("the pickle recalls a value that it did not remember");
    push(found->second);
}

/// Up to the next line feed, which is taken too.
std::string_view PickleMachine::line() {
    constexpr std::uint64_t kLongest = 1000;
    ByteReader ahead = m_reader;
    std::uint64_t length = 0;
    while (ahead.number<std::uint8_t>("a name") != '\n')
        if (++length > kLongest) refuse("a global's name is longer than 1000 bytes");
    const std::string_view name = m_reader.takeText(length, "a name");
    m_reader.take(1, "a name");
    return name;
}

void PickleMachine::longInteger(std::uint64_t size) {
    const std::string_view digits = m_reader.takeText(size, "a whole number");
    if (size > 8) return push(Kind::Opaque, 0, digits); // the legacy layout's magic number
    std::uint64_t value = size > 0 && (digits.back() & 0x80) ? ~std::uint64_t {0} : 0;
    std::memcpy(&value, digits.data(), size);
    push(Kind::Integer, static_cast<std::int64_t>(value));
}

void PickleMachine::pushGlobal(std::string_view module, std::string_view name) {
    const auto global = allowedGlobal(module, name);
    if (!global)
        m_reader.refuse("the file names \"" + printable(module) + "." + printable(name)
                            + "\", which is not among what weights need: loading it could run code",
                        m_position, "get the model as safetensors");
    push(*global);
}

bool PickleMachine::literal(std::uint8_t opcode) {
    switch (opcode) {
    case 'N':
        push(Kind::None);
        return true;
    case 0x88: // NEWTRUE, NEWFALSE
    case 0x89:
        push(Kind::Bool, opcode == 0x88);
        return true;
    case 'J':
        push(Kind::Integer, m_reader.number<std::int32_t>("a whole number"));
        return true;
    case 'K':
        push(Kind::Integer, m_reader.number<std::uint8_t>("a whole number"));
        return true;
    case 'M':
        push(Kind::Integer, m_reader.number<std::uint16_t>("a whole number"));
        return true;
    case 0x8A: // LONG1, LONG4
        longInteger(m_reader.number<std::uint8_t>("a whole number"));
        return true;
    case 0x8B:
        longInteger(m_reader.number<std::uint32_t>("a whole number"));
        return true;
    case 'G':
        push(Kind::Real, 0, m_reader.takeText(8, "a number"));
        return true;
    default:
        return false;
    }
}

bool PickleMachine::text(std::uint8_t opcode) {
    std::uint64_t size = 0;
    switch (opcode) {
    case 'X': // BINUNICODE; Python 2's BINSTRING; BINBYTES
    case 'T':
    case 'B':
        size = m_reader.number<std::uint32_t>("a text's length");
        break;
    case 0x8C: // SHORT_BINUNICODE, SHORT_BINSTRING, SHORT_BINBYTES
    case 'U':
    case 'C':
        size = m_reader.number<std::uint8_t>("a text's length");
        break;
    case 0x8D: // BINUNICODE8, BINBYTES8
    case 0x8E:
        size = m_reader.number<std::uint64_t>("a text's length");
        break;
    default:
        return false;
    }
    const bool isBytes = opcode == 'B' || opcode == 'C' || opcode == 0x8E;
    const std::string_view bytes = m_reader.takeText(size, "a text");
    const bool isUnicode = opcode == 'X' || opcode == 0x8C || opcode == 0x8D;
    if (isUnicode && !isUtf8(bytes)) refuse("a text is not UTF-8");
    push(isBytes ? Kind::Bytes : Kind::Text, 0, bytes);
    return true;
}

bool PickleMachine::container(std::uint8_t opcode) {
    switch (opcode) {
    case '(':
        if (m_marks.size() == kMostMarks) refuse("the pickle is nested more than 10000 deep");
        m_marks.push_back(m_stack.size());
        return true;
    case ')':
        pushItems(Kind::Tuple, {});
        return true;
    case ']':
        pushItems(Kind::List, {});
        return true;
    case '}':
        pushItems(Kind::Dictionary, {});
        return true;
    case 0x8F:
        pushItems(Kind::Set, {});
        return true;
    case 't':
        pushItems(Kind::Tuple, popToMark());
        return true;
    case 0x85: // TUPLE1, TUPLE2, TUPLE3
    case 0x86:
    case 0x87: {
        std::vector<PickleValue> items(opcode - 0x84u);
        for (auto item = items.rbegin(); item != items.rend(); ++item)
            *item = pop();
        pushItems(Kind::Tuple, std::move(items));
        return true;
    }
    case 'a':
        append({pop()}, false);
        return true;
    case 'e': // APPENDS, ADDITEMS
    case 0x90:
        append(popToMark(), false);
        return true;
    case 's': {
        const PickleValue value = pop(), key = pop();
        append({key, value}, true);
        return true;
    }
    case 'u':
        append(popToMark(), true);
        return true;
    default:
        return false;
    }
}

bool PickleMachine::memo(std::uint8_t opcode) {
    switch (opcode) {
    case 'q':
        remember(m_reader.number<std::uint8_t>("a memo's number"));
        return true;
    case 'r':
        remember(m_reader.number<std::uint32_t>("a memo's number"));
        return true;
    case 0x94:
        remember(m_memo.size());
        return true;
    case 'h':
        recall(m_reader.number<std::uint8_t>("a memo's number"));
        return true;
    case 'j':
        recall(m_reader.number<std::uint32_t>("a memo's number"));
        return true;
    case 0x95: // FRAME: how many bytes could be read at once
        m_reader.number<std::uint64_t>("a frame's length");
        return true;
    default:
        return false;
    }
}

PickleValue PickleMachine::run() {
    m_position = m_reader.position();
    if (m_reader.number<std::uint8_t>("a pickle") != kProtocol)
        refuse("there is no pickle of protocol 2 or later here");
    const auto protocol = m_reader.number<std::uint8_t>("a pickle's protocol");
    if (protocol < 2 || protocol > 5) refuse("pickle protocol " + std::to_string(protocol) + " is not supported");
    for (;;) {
        m_position = m_reader.position();
        const auto opcode = m_reader.number<std::uint8_t>("a pickle");
        if (opcode == kStop) break;
        if (!literal(opcode) && !text(opcode) && !container(opcode) && !memo(opcode) && !call(opcode)) {
            char code[8];
            std::snprintf(code, sizeof code, "0x%02X", opcode);
            refuse("the pickle has the opcode " + std::string(code) + ", which weights don't need");
        }
    }
    if (!m_marks.empty()) refuse("the pickle ends inside a container");
    return pop();
}

PickleValue readPickle(ByteReader& reader, PickleHeap& heap) {
    return PickleMachine(reader, heap).run();
}

}
