// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/device.h"

#include "engine/base/error.h"

#include <ATen/Context.h>

#include <charconv>

namespace espalier {
namespace {

int cudaDevices() {
    return at::hasCUDA() ? static_cast<int>(at::detail::getCUDAHooks().deviceCount()) : 0;
}

}

c10::Device chooseDevice(const std::string& name) {
    if (name == "cpu") return c10::Device(c10::kCPU);
    if (name == "auto" || name.empty()) {
        return cudaDevices() > 0 ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    }
    int index = 0;
    if (name != "cuda") {
        const char* end = name.data() + name.size();
        const bool numbered = name.starts_with("cuda:") && name.size() > 5 && std::from_chars(name.data() + 5, end, index).ptr == end;
        if (!numbered || index < 0) fail(ErrorKind::Usage, "unknown device '" + name + "'", "device", "use auto, cpu, cuda or cuda:N");
    }
    const int devices = cudaDevices();
    if (devices == 0) {
        failNotFound("there is no graphics card that this LibTorch can use", name,
                     at::hasCUDA() ? "check its driver, or use --device cpu" : "this LibTorch is built for the processor alone; use --device cpu");
    }
    if (index >= devices) {
        failNotFound("there are " + std::to_string(devices) + " graphics cards, counted from 0", name, "use a smaller number");
    }
    return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

std::string deviceName(const c10::Device& device) {
    return device.is_cuda() ? "cuda:" + std::to_string(device.index()) : "cpu";
}

}
