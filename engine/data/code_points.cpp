// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/code_points.h"

namespace espalier {

std::vector<std::size_t> codePointStarts(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t position = 0; position <= text.size(); ++position)
        if (position == text.size() || (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80)
            starts.push_back(position);
    return starts;
}

}
