// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/span_f1.h"

#include "engine/base/error.h"
#include "engine/data/tag_scheme.h"

#include <map>
#include <set>

namespace espalier {
namespace {

struct Counts {
    std::int64_t truth = 0, predicted = 0, right = 0;
};

double ratio(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

void addScores(const Counts& counts, const std::string& suffix, Metrics& metrics) {
    metrics["precision" + suffix] = ratio(counts.right, counts.predicted);
    metrics["recall" + suffix] = ratio(counts.right, counts.truth);
    metrics["f1" + suffix] = ratio(2 * counts.right, counts.predicted + counts.truth);
}

}

Metrics spanMetrics(const std::vector<TagSequence>& truth, const std::vector<TagSequence>& predicted) {
    if (truth.size() != predicted.size()) fail(ErrorKind::Failed, "there are not as many tagged sentences as predictions");
    std::map<std::string, Counts> types;
    std::int64_t tags = 0, rightTags = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (truth[i].size() != predicted[i].size()) fail(ErrorKind::Failed, "a sentence has not as many tags as words");
        for (std::size_t k = 0; k < truth[i].size(); ++k) {
            ++tags;
            rightTags += truth[i][k] == predicted[i][k];
        }
        const auto chunks = tagChunks(truth[i]);
        const std::set<TagChunk> known(chunks.begin(), chunks.end());
        for (const TagChunk& chunk : known)
            ++types[chunk.type].truth;
        const auto answers = tagChunks(predicted[i]);
        for (const TagChunk& chunk : std::set<TagChunk>(answers.begin(), answers.end())) {
            ++types[chunk.type].predicted;
            types[chunk.type].right += known.contains(chunk);
        }
    }
    Metrics metrics;
    Counts all;
    for (const auto& [type, counts] : types) {
        addScores(counts, "." + type, metrics);
        all.truth += counts.truth;
        all.predicted += counts.predicted;
        all.right += counts.right;
    }
    addScores(all, "", metrics);
    metrics["accuracy"] = ratio(rightTags, tags);
    return metrics;
}

}
