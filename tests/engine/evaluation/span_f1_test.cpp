// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/span_f1.py: seqeval.
#include "engine/evaluation/span_f1.h"

#include "engine/base/json.h"
#include "engine/data/tag_scheme.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const Json& cases() {
    static const Json json = *readJsonFile(ESPALIER_FIXTURES "/span_f1.json");
    return json;
}

}

TEST(SpanF1, EntitiesAreThoseOfSeqeval) {
    ASSERT_GT(cases().size(), 80u);
    for (const Json& one : cases()) {
        for (std::size_t i = 0; i < one["truth"].size(); ++i) {
            Json chunks = Json::array();
            for (const TagChunk& chunk : tagChunks(one["truth"][i].get<TagSequence>()))
                chunks.push_back({chunk.type, chunk.first, chunk.last});
            EXPECT_EQ(chunks, one["chunks"][i]) << one["truth"][i];
        }
    }
}

TEST(SpanF1, ScoresAreThoseOfSeqeval) {
    for (const Json& one : cases()) {
        const Metrics metrics = spanMetrics(one["truth"].get<std::vector<TagSequence>>(),
                                            one["predicted"].get<std::vector<TagSequence>>());
        ASSERT_EQ(metrics.size(), one["scores"].size()) << one["truth"];
        for (const auto& [name, value] : one["scores"].items())
            EXPECT_NEAR(metrics.at(name), value.get<double>(), 1e-12) << name << ' ' << one["truth"];
    }
}

TEST(SpanF1, NothingToMeasureIsZeroNotNaN) {
    for (const auto& [name, value] : spanMetrics({}, {}))
        EXPECT_EQ(value, 0) << name;
    EXPECT_EQ(spanMetrics({{}}, {{}}).at("f1"), 0);
}

TEST(SpanF1, SentencesMustBeAsLong) {
    EXPECT_THROW(spanMetrics({{"O"}}, {}), Exception);
    EXPECT_THROW(spanMetrics({{"O"}}, {{"O", "O"}}), Exception);
}

}
