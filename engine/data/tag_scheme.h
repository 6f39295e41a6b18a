// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// An entity as a run of tags, both ends included.
struct TagChunk {
    std::string type;
    std::size_t first = 0, last = 0;
    auto operator<=>(const TagChunk&) const = default;
};

/// The entities in a sentence's tags, as seqeval's get_entities finds them (its default mode, conlleval's rules): an I-
/// where nothing goes on begins an entity of its own; E- ends one and S- is one alone.
std::vector<TagChunk> tagChunks(const std::vector<std::string>& tags);

/// The same entities in IOB2: O, B-type where one begins, I-type where it goes on.
std::vector<std::string> toIob2(const std::vector<std::string>& tags);

/// The letter of "B-person" or of a bare "B"; 0 for O and for what is no tag of a scheme. Known letters: B I E S, and
/// L U M W, which BILOU and BMEWO have instead.
char tagPrefix(std::string_view tag);
/// "person" of "B-person", "entity" of a bare "B"; empty for O.
std::string tagType(std::string_view tag);

enum class TagScheme {
    Iob2, ///< every entity begins with B-
    Iob1, ///< B- only where an entity touches one of the same type
    Iobes, ///< E- ends and S- stands alone (BILOU: L- and U-)
    Plain ///< types without prefix
};
const char* schemeName(TagScheme scheme); ///< IOB2, IOB1, IOBES, types alone

/// Recognises the scheme of a whole file and writes its tags as IOB2. In a file that is IOB2 save for some entities that
/// begin with I-, those tags stay as they are, so that they can be found.
class TagConverter {
public:
    /// Takes note of a sentence.
    void see(const std::vector<std::string>& tags);
    TagScheme scheme() const;
    /// Whether a file of this scheme may have the tag.
    bool fits(const std::string& tag) const;
    std::vector<std::string> convert(std::vector<std::string> tags) const;

private:
    bool m_prefixed = false; ///< a tag of a scheme was there
    bool m_ends = false; ///< E, S, L, U, M or W
    bool m_needlessB = false; ///< a B- that does not touch an entity of its type: not IOB1
    bool m_bareI = false; ///< an I- that begins an entity
};

}
