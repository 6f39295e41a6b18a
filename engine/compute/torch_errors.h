// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <c10/util/Exception.h>

namespace espalier {

/// A LibTorch error as a user reads it: its first line, without the stack.
Error fromTorch(const c10::Error& error);

/// Lets this thread's operators use `threads` cores (0: all). OpenMP keeps that number for each thread, so every call does it.
void useThreads(int threads);

/// Runs a call of the facade: sets the threads and turns whatever is thrown, LibTorch's errors too, into an Error.
template <typename Body>
auto guarded(int threads, Body&& body) -> Result<decltype(body())> {
    return capture([&] {
        try {
            useThreads(threads);
            return body();
        } catch (const c10::Error& error) {
            throw Exception(fromTorch(error));
        }
    });
}

}
