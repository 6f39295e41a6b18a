// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoding.h"

namespace espalier {

PackedBatch packTokens(const std::vector<std::vector<std::int32_t>>& sequences,
                       const std::vector<std::int64_t>& positions, const c10::Device& device) {
    PackedSequences packed;
    for (std::size_t s = 0; s < sequences.size(); ++s) {
        packed.ids.insert(packed.ids.end(), sequences[s].begin(), sequences[s].end());
        for (std::size_t i = 0; i < sequences[s].size(); ++i)
            packed.positions.push_back(static_cast<std::int32_t>(positions[s] + static_cast<std::int64_t>(i)));
        packed.offsets.push_back(static_cast<std::int32_t>(packed.ids.size()));
        packed.longest = std::max(packed.longest, static_cast<std::int64_t>(sequences[s].size()));
    }
    packed.typeIds.resize(packed.ids.size());
    return toPackedBatch(packed, device);
}

std::unique_ptr<Decoding> Model::decoding() {
    fail(ErrorKind::BadInput, "a " + config().architecture + " can't generate text", "",
         "choose a model with a language-model head");
}

}
