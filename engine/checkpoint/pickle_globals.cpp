// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/pickle.h"

#include <array>

namespace espalier {

namespace {

struct Named {
    std::string_view module, name;
    PickleGlobal global;
};

constexpr std::array kGlobals {
    Named {"collections", "OrderedDict", PickleGlobal::OrderedDict},
    Named {"torch._utils", "_rebuild_tensor", PickleGlobal::RebuildTensor},
    Named {"torch._utils", "_rebuild_tensor_v2", PickleGlobal::RebuildTensor2},
    Named {"torch._utils", "_rebuild_tensor_v3", PickleGlobal::RebuildTensor3},
    Named {"torch._utils", "_rebuild_parameter", PickleGlobal::RebuildParameter},
    Named {"torch._utils", "_rebuild_parameter_with_state", PickleGlobal::RebuildParameter},
    Named {"torch._tensor", "_rebuild_from_type_v2", PickleGlobal::RebuildFromType},
    Named {"torch.nn.parameter", "Parameter", PickleGlobal::Parameter},
    Named {"torch", "Tensor", PickleGlobal::Parameter},
    Named {"torch", "Size", PickleGlobal::Size},
    Named {"torch", "device", PickleGlobal::Device},
    Named {"builtins", "set", PickleGlobal::Set},
    Named {"__builtin__", "set", PickleGlobal::Set},
    Named {"_codecs", "encode", PickleGlobal::EncodeBytes},
    Named {"torch.storage", "UntypedStorage", PickleGlobal::UntypedStorage},
    Named {"torch", "UntypedStorage", PickleGlobal::UntypedStorage},
};

struct Element {
    std::string_view storage, dtype;
    DataType type;
};

constexpr std::array kElements {
    Element {"FloatStorage", "float32", DataType::F32},
    Element {"DoubleStorage", "float64", DataType::F64},
    Element {"HalfStorage", "float16", DataType::F16},
    Element {"BFloat16Storage", "bfloat16", DataType::BF16},
    Element {"LongStorage", "int64", DataType::I64},
    Element {"IntStorage", "int32", DataType::I32},
    Element {"ShortStorage", "int16", DataType::I16},
    Element {"CharStorage", "int8", DataType::I8},
    Element {"ByteStorage", "uint8", DataType::U8},
    Element {"BoolStorage", "bool", DataType::Bool},
    Element {"", "uint16", DataType::U16},
    Element {"", "uint32", DataType::U32},
    Element {"", "uint64", DataType::U64},
    Element {"", "float8_e4m3fn", DataType::F8E4M3},
    Element {"", "float8_e5m2", DataType::F8E5M2},
};

PickleValue globalValue(PickleGlobal global, DataType type = DataType::U8) {
    PickleValue value;
    value.kind = PickleValue::Kind::Global;
    value.global = global;
    value.type = type;
    return value;
}

}

std::optional<PickleValue> allowedGlobal(std::string_view module, std::string_view name) {
    for (const Named& known : kGlobals)
        if (module == known.module && name == known.name) return globalValue(known.global);
    for (const Element& element : kElements) {
        if (module == "torch" && name == element.dtype) return globalValue(PickleGlobal::ElementType, element.type);
        if (!element.storage.empty() && name == element.storage && (module == "torch" || module == "torch.cuda"))
            return globalValue(PickleGlobal::Storage, element.type);
    }
    return std::nullopt;
}

}
