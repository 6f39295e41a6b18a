// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/compute.h"

#include <cstdlib>
#include <dlfcn.h>
#include <mutex>

namespace espalier {
namespace {

constexpr const char* kLibrary = "libespalier_compute.so";
constexpr const char* kEntry = "espalierCompute";

Error loadError(const std::string& file) {
    const char* reason = dlerror();
    return {ErrorKind::Failed, "the computing library can't be loaded: " + std::string(reason ? reason : "unknown reason"), file,
            "install Espalier again, or set ESPALIER_COMPUTE to the file"};
}

Result<Compute*> load() {
    const char* chosen = std::getenv("ESPALIER_COMPUTE");
    const std::string file = chosen && *chosen ? chosen : kLibrary;
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL); // never closed: LibTorch can't be
    if (!library) return loadError(file);
    const auto entry = reinterpret_cast<Compute* (*)()>(dlsym(library, kEntry));
    if (!entry) return loadError(file);
    return entry();
}

}

Result<Compute*> compute() {
    static std::mutex mutex;
    static Compute* loaded = nullptr; // a failed load is tried again: the file may be there by then
    const std::lock_guard lock(mutex);
    if (loaded) return loaded;
    auto result = load();
    if (result) loaded = *result;
    return result;
}

}
