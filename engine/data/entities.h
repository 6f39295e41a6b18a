// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/findings.h"

#include <string>
#include <vector>

namespace espalier {

/// A named stretch of a text, in code points [start, end).
struct EntitySpan {
    std::int64_t start = 0, end = 0;
    std::string type;
    bool operator==(const EntitySpan&) const = default;
};

/// A word, in code points [start, end), with its tag in IOB2.
struct TaggedWord {
    std::int64_t start = 0, end = 0;
    std::string tag;
};

/// How a dataset keeps the entities of a sentence, as JSON in the label's place, in one of two forms:
/// tags `["B-person","O"]`, one for each word, words being what stands between single blanks (from CoNLL files), or
/// spans `[[0,10,"company"]]` in code points (from JSON lines). `[]`: no entity; an empty label: nobody has looked.
struct EntityLabel {
    bool hasTags = false;
    std::vector<std::string> tags;
    std::vector<EntitySpan> spans;
};
/// Reads either form. Throws Exception where it is neither.
EntityLabel readEntityLabel(const std::string& label);
std::string tagsLabel(const std::vector<std::string>& tags);
std::string spansLabel(const std::vector<EntitySpan>& spans);

/// The words of a labelled sentence with their tags: those of the tags form, or, for spans, what white space and
/// punctuation leave whole (an ideograph is a word). A word belongs to the first span that it overlaps. Throws Exception
/// where tags and words are not as many.
std::vector<TaggedWord> taggedWords(const std::string& text, const std::string& label);

/// The entities of a labelled sentence.
std::vector<EntitySpan> entitySpans(const std::string& text, const std::string& label);

/// "Empire State Building → facility, ESB → facility": the entities in a sentence, to be read by people. What can't be
/// read as entities is left as it is.
std::string entitySummary(const std::string& text, const std::string& label);

/// Type → number of entities, by falling number.
std::vector<LabelCount> countEntities(const std::vector<Example>& examples);
/// The same of label columns that have been counted already.
std::vector<LabelCount> countEntities(const std::vector<LabelCount>& columns);

/// What is wrong with the entities: broken tags, spans in each other's way, rare types.
void findEntityProblems(const std::vector<Example>& examples, std::vector<DataFinding>& findings);

}
