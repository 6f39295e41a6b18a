// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

/// Splits a dataset may have; None: not split yet.
enum class Split { None, Train, Validation, Test };
const char* splitName(Split split);     ///< "", train, validation, test
Split splitFromName(const std::string& name);

enum class FindingKind {
    EmptyText, EmptyLabel, Duplicate, NearDuplicate, ConflictingLabels, RareClass, Imbalance, LeakAcrossSplit, OneClass, Truncated,
    BrokenTags, OverlappingSpans, MisplacedAnswer
};
enum class Severity { Good, Look, Fix };

/// Something worth knowing about a dataset, with what would cure it.
struct DataFinding {
    FindingKind kind;
    Severity severity = Severity::Look;
    std::string message {};                 ///< "14 empty texts"
    std::string cure {};                    ///< label of the button, "Remove"; empty: nothing to press
    std::vector<std::int64_t> rows {};      ///< positions concerned, ascending
    std::vector<std::int64_t> cureRows {};  ///< positions that the cure takes out
};

const char* findingName(FindingKind kind);  ///< empty_text, duplicate …
FindingKind findingFromName(const std::string& name);

/// Looks through examples; `splits` is empty or as long as `examples`. Texts are compared after trimming, case folding
/// and collapsing of white space; near-duplicates share ≥ 90 % of their word 3-shingles (MinHash, Broder 1997).
/// `task` decides what labels are: entities for tokens, answers for qa, else classes or numbers.
std::vector<DataFinding> findProblems(const std::vector<Example>& examples, const std::vector<Split>& splits = {},
                                      const std::string& task = {});

/// Label → count, by falling count.
struct LabelCount {
    std::string label;
    std::int64_t count = 0;
};
std::vector<LabelCount> countLabels(const std::vector<Example>& examples);

}
