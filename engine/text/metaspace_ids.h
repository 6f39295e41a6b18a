// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/pipeline_spec.h"
#include "engine/text/unigram.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Text → ids of a Unigram model whose words stand between white space, without offsets.
class MetaspaceIds {
public:
    /// Stops soon after more than `limit` ids.
    MetaspaceIds(const Unigram& model, const MetaspaceWords& words, std::vector<std::int32_t>& ids, std::size_t limit);

    /// Tokenizes one piece of well-formed text.
    void run(std::string_view text);
    bool full() const { return m_ids.size() > m_end; }

private:
    void runWord(std::string_view word);

    const Unigram& m_model;
    const MetaspaceWords& m_words;
    std::vector<std::int32_t>& m_ids;
    std::size_t m_end;
    std::string m_normal, m_marked;
};

}
