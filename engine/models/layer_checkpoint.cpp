// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/layer_checkpoint.h"

#include "engine/nn/dropout.h"

namespace espalier {

at::Tensor computeLayer(nn::Recomputable layer, const std::vector<at::Tensor>& inputs, const ForwardOptions& options,
                        const std::shared_ptr<nn::Pass>& extensions, int number) {
    if (!options.checkpoints || !options.training) return layer(inputs);
    auto isAgain = std::make_shared<bool>(false);
    const auto asTheFirstTime = [layer = std::move(layer), extensions, pass = *extensions, number, isAgain,
                                 seed = options.seed, step = options.step](const std::vector<at::Tensor>& given) {
        // Off the CPU masks come from the device's generator, which must stand where it stood.
        constexpr std::uint64_t kStepsApart = 1u << 20;
        nn::seedGenerator(given.front().device(), seed,
                          static_cast<std::uint64_t>(step) + kStepsApart * static_cast<std::uint64_t>(number));
        nn::Pass now = pass;
        now.isAgain = std::exchange(*isAgain, true);
        const nn::PassScope scope(*extensions, now);
        return layer(given);
    };
    return nn::checkpointed(asTheFirstTime, inputs);
}

}
