// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/pickle.h"

namespace espalier {

/// The stack machine behind readPickle. Each group of opcodes has a function that says whether the opcode was its own.
class PickleMachine {
public:
    PickleMachine(ByteReader& reader, PickleHeap& heap) : m_reader(reader), m_heap(heap) { }
    PickleValue run();

private:
    using Kind = PickleValue::Kind;

    bool literal(std::uint8_t opcode);
    bool text(std::uint8_t opcode);
    bool container(std::uint8_t opcode);
    bool memo(std::uint8_t opcode);
    bool call(std::uint8_t opcode);

    void push(PickleValue value);
    void push(Kind kind, std::int64_t number = 0, std::string_view text = {});
    PickleValue pop();
    PickleValue& top();
    std::vector<PickleValue> popToMark();
    void pushItems(Kind kind, std::vector<PickleValue> items);
    std::vector<PickleValue>& itemsOf(const PickleValue& value) {
        return m_heap.items[static_cast<std::size_t>(value.number)];
    }
    void append(std::vector<PickleValue> values, bool pairs);
    void remember(std::uint64_t key);
    void recall(std::uint64_t key);
    std::string_view line();
    void longInteger(std::uint64_t size);
    void pushGlobal(std::string_view module, std::string_view name);

    // pickle_calls.cpp
    PickleValue apply(PickleValue function, const PickleValue& tuple);
    PickleValue dictionary(const std::vector<PickleValue>& arguments);
    PickleValue tensor(PickleGlobal function, const std::vector<PickleValue>& arguments);
    PickleValue storage(const PickleValue& id);
    std::uint64_t count(const PickleValue& value, const char* what) const;
    std::vector<std::int64_t> counts(const PickleValue& value, const char* what);

    void spend();
    [[noreturn]] void refuse(const std::string& what) const;

    ByteReader& m_reader;
    PickleHeap& m_heap;
    std::vector<PickleValue> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleValue> m_memo;
    std::uint64_t m_position = 0; ///< of the opcode at work
    std::uint64_t m_spent = 0;
};

}
