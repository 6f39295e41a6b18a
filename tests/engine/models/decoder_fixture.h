// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/models/fixture.h"

namespace espalier::test {

/// A tiny model of tests/reference/decoders.py; an encoder–decoder's batch has what its decoder reads.
struct DecoderFixture : Fixture {
    explicit DecoderFixture(const std::string& name, const LoadOptions& options = {});
    /// The ids of a text, or of what the decoder reads with it.
    std::vector<std::int32_t> ids(const std::string& field, std::int64_t text) const;
};

}
