// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <new>
#include <utility>
#include <variant>

namespace espalier {

/// A value, or the Error that kept us from having it.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const Error& error() const { return std::get<1>(m_state); }

    /// The value; throws Exception(error()) where there is none.
    T& value() & { require(); return std::get<0>(m_state); }
    const T& value() const& { require(); return std::get<0>(m_state); }
    /// By value, so that `for (x : f().value())` does not walk over what is gone.
    T value() && { require(); return std::get<0>(std::move(m_state)); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    void require() const { if (m_state.index() != 0) throw Exception(error()); }
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
struct Done {};
using Status = Result<Done>;

/// Runs `body`, turning Exception and std::exception (out of memory included) into an Error.
template <typename Body>
auto capture(Body&& body) -> Result<decltype(body())> {
    try {
        return std::forward<Body>(body)();
    } catch (const Exception& exception) {
        return exception.error();
    } catch (const std::bad_alloc&) {
        return Error {ErrorKind::Failed, "out of memory", {}, "close other programs, or use a smaller batch or model"};
    } catch (const std::exception& exception) {
        return Error {ErrorKind::Failed, exception.what()};
    }
}

}
