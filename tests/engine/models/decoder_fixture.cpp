// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/models/decoder_fixture.h"

namespace espalier::test {

DecoderFixture::DecoderFixture(const std::string& name, const LoadOptions& options) : Fixture(name, options) {
    std::vector<std::vector<std::int32_t>> decoderIds;
    for (std::int64_t text = 0; has("decoder_ids." + std::to_string(text)); ++text)
        decoderIds.push_back(ids("decoder_ids", text));
    if (!decoderIds.empty())
        batch.decoder = std::make_shared<const PackedBatch>(toPackedBatch(packIds(decoderIds), at::kCPU));
}

std::vector<std::int32_t> DecoderFixture::ids(const std::string& field, std::int64_t text) const {
    const at::Tensor tensor = expected(field + "." + std::to_string(text));
    const std::int64_t* data = tensor.const_data_ptr<std::int64_t>();
    return {data, data + tensor.numel()};
}

}
