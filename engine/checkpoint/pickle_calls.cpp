// SPDX-License-Identifier: GPL-3.0-or-later
// What REDUCE, NEWOBJ, BUILD and BINPERSID come to for the globals that are allowed (torch/_utils.py).
#include "engine/checkpoint/pickle_machine.h"

namespace espalier {

namespace {

constexpr std::size_t kMaxRank = 64, kMaxKey = 1000;

std::int64_t newIndex(std::size_t size) {
    return static_cast<std::int64_t>(size) - 1;
}

PickleValue valueOf(PickleValue::Kind kind, std::int64_t number = 0) {
    PickleValue value;
    value.kind = kind;
    value.number = number;
    return value;
}

}

std::uint64_t PickleMachine::count(const PickleValue& value, const char* what) const {
    if (value.kind != Kind::Integer || value.number < 0) refuse(std::string(what) + " is not a whole number ≥ 0");
    return static_cast<std::uint64_t>(value.number);
}

std::vector<std::int64_t> PickleMachine::counts(const PickleValue& value, const char* what) {
    if (value.kind != Kind::Tuple && value.kind != Kind::List) refuse(std::string(what) + " is not a tuple");
    const std::vector<PickleValue>& items = itemsOf(value);
    if (items.size() > kMaxRank) refuse("a tensor has more than 64 dimensions");
    std::vector<std::int64_t> list;
    for (const PickleValue& item : items) {
        spend();
        list.push_back(static_cast<std::int64_t>(count(item, what)));
    }
    return list;
}

bool PickleMachine::call(std::uint8_t opcode) {
    switch (opcode) {
    case 'c': {
        const std::string_view module = line(), name = line();
        pushGlobal(module, name);
        return true;
    }
    case 0x93: { // STACK_GLOBAL
        const PickleValue name = pop(), module = pop();
        if (name.kind != Kind::Text || module.kind != Kind::Text) refuse("a global's name is not a text");
        pushGlobal(module.text, name.text);
        return true;
    }
    case 'R': // REDUCE, NEWOBJ
    case 0x81: {
        const PickleValue arguments = pop(), function = pop();
        if (arguments.kind != Kind::Tuple) refuse("the pickle calls something without a tuple of arguments");
        push(apply(function, arguments));
        return true;
    }
    case 'b': // BUILD: attributes, of which a state dictionary's _metadata is the only one met
        pop();
        if (top().kind != Kind::Dictionary) refuse("the pickle sets attributes of something that is no dictionary");
        return true;
    case 'Q':
        push(storage(pop()));
        return true;
    default:
        return false;
    }
}

PickleValue PickleMachine::apply(PickleValue function, const PickleValue& tuple) {
    // By reference, since a pickle can call with the same tuple again and again.
    const std::vector<PickleValue>* arguments = &itemsOf(tuple);
    // _rebuild_from_type_v2(function, type, arguments, attributes), perhaps of another such call
    while (function.kind == Kind::Global && function.global == PickleGlobal::RebuildFromType) {
        spend();
        if (arguments->size() != 4 || arguments->at(2).kind != Kind::Tuple) refuse("a tensor is described wrongly");
        function = arguments->front();
        arguments = &itemsOf(arguments->at(2));
    }
    if (function.kind != Kind::Global) refuse("the pickle calls something that is no function");
    switch (function.global) {
    case PickleGlobal::OrderedDict:
        return dictionary(*arguments);
    case PickleGlobal::RebuildTensor:
    case PickleGlobal::RebuildTensor2:
    case PickleGlobal::RebuildTensor3:
        return tensor(function.global, *arguments);
    case PickleGlobal::RebuildParameter:
    case PickleGlobal::Parameter:
        if (arguments->empty() || arguments->front().kind != Kind::Tensor) refuse("a parameter is made of no tensor");
        return arguments->front();
    case PickleGlobal::Size:
        if (arguments->size() != 1 || (arguments->front().kind != Kind::Tuple && arguments->front().kind != Kind::List))
            refuse("a size is made of no tuple");
        return arguments->front();
    case PickleGlobal::Device:
    case PickleGlobal::Set:
    case PickleGlobal::EncodeBytes:
        return valueOf(Kind::Opaque);
    case PickleGlobal::ElementType:
    case PickleGlobal::Storage:
    case PickleGlobal::UntypedStorage:
    case PickleGlobal::RebuildFromType:
        break;
    }
    refuse("the pickle calls something that is no function");
}

/// OrderedDict() or, as Python 2 writes it, OrderedDict([[key, value], …]).
PickleValue PickleMachine::dictionary(const std::vector<PickleValue>& arguments) {
    std::vector<PickleValue> items;
    if (!arguments.empty()) {
        if (arguments.size() != 1 || arguments[0].kind != Kind::List) refuse("a dictionary is made of no list");
        const std::vector<PickleValue>& list = itemsOf(arguments[0]);
        for (const PickleValue& pair : list) {
            spend();
            if ((pair.kind != Kind::List && pair.kind != Kind::Tuple) || itemsOf(pair).size() != 2)
                refuse("a dictionary is made of no pairs");
            items.insert(items.end(), itemsOf(pair).begin(), itemsOf(pair).end());
        }
    }
    m_heap.items.push_back(std::move(items));
    return valueOf(Kind::Dictionary, newIndex(m_heap.items.size()));
}

/// (storage, offset, size, stride[, requires_grad, hooks[, metadata]]); version 3 has the type in place 6.
PickleValue PickleMachine::tensor(PickleGlobal function, const std::vector<PickleValue>& arguments) {
    const std::size_t least = function == PickleGlobal::RebuildTensor ? 4
        : function == PickleGlobal::RebuildTensor2                    ? 6
                                                                      : 7;
    if (arguments.size() < least || arguments[0].kind != Kind::Storage) refuse("a tensor is described wrongly");
    spend();
    PickleTensor tensor;
    tensor.storage = arguments[0].number;
    tensor.type = m_heap.storages[static_cast<std::size_t>(tensor.storage)].type;
    tensor.offset = count(arguments[1], "a tensor's offset");
    tensor.shape = counts(arguments[2], "a tensor's shape");
    tensor.strides = counts(arguments[3], "a tensor's stride");
    if (tensor.shape.size() != tensor.strides.size()) refuse("a tensor has not as many strides as dimensions");
    if (least > 4 && arguments[4].kind != Kind::Bool) refuse("a tensor is described wrongly");
    if (function == PickleGlobal::RebuildTensor3) {
        if (arguments[6].kind != Kind::Global || arguments[6].global != PickleGlobal::ElementType)
            refuse("a tensor's element type is not one");
        tensor.type = arguments[6].type;
    }
    m_heap.tensors.push_back(std::move(tensor));
    return valueOf(Kind::Tensor, newIndex(m_heap.tensors.size()));
}

/// ("storage", type, key, device, count[, None or (key of the view, offset, count)])
PickleValue PickleMachine::storage(const PickleValue& id) {
    if (id.kind != Kind::Tuple) refuse("the pickle refers to something that is no storage");
    const std::vector<PickleValue>& parts = itemsOf(id);
    const bool isStorage = parts.size() >= 5 && parts.size() <= 6 && parts[0].text == "storage"
        && parts[1].kind == Kind::Global && parts[2].kind == Kind::Text
        && (parts[1].global == PickleGlobal::Storage || parts[1].global == PickleGlobal::UntypedStorage);
    if (!isStorage || parts[2].text.size() > kMaxKey) refuse("the pickle refers to something that is no storage");
    spend();
    PickleStorage storage {std::string(parts[2].text), parts[1].type, 0, count(parts[4], "a storage's size"), 0};
    storage.whole = storage.count;
    if (parts.size() == 6 && parts[5].kind != Kind::None) {
        if (parts[5].kind != Kind::Tuple || itemsOf(parts[5]).size() != 3)
            refuse("a storage's view is described wrongly");
        const std::vector<PickleValue>& view = itemsOf(parts[5]);
        storage.begin = count(view[1], "a storage's offset");
        storage.count = count(view[2], "a storage's size");
        if (storage.begin > storage.whole || storage.count > storage.whole - storage.begin)
            refuse("a view lies outside its storage");
    }
    m_heap.storages.push_back(std::move(storage));
    return valueOf(Kind::Storage, newIndex(m_heap.storages.size()));
}

}
