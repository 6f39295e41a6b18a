// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/ivalue.h>

namespace espalier::nn {

/// Plain values in an autograd node's saved_data.
template <typename T>
struct Saved : torch::CustomClassHolder {
    explicit Saved(T initial) : value(std::move(initial)) { }
    T value;
};

template <typename T>
c10::IValue toSaved(T value) {
    return c10::IValue::make_capsule(c10::make_intrusive<Saved<T>>(std::move(value)));
}

template <typename T>
const T& fromSaved(const c10::IValue& saved) {
    return static_cast<const Saved<T>&>(*saved.toCapsule()).value;
}

}
