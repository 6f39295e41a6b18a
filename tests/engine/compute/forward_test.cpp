// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/models.py: what Transformers' classes return for one text at a time.
#include "engine/checkpoint/safetensors.h"
#include "engine/compute/local_compute.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>

namespace espalier {
namespace {

template <typename T>
std::vector<T> values(const TensorView& view) {
    std::vector<T> result(view.bytes.size() / sizeof(T));
    std::memcpy(result.data(), view.bytes.data(), view.bytes.size());
    return result;
}

std::vector<std::int32_t> integers(const TensorView& view) {
    const auto wide = values<std::int64_t>(view);
    return {wide.begin(), wide.end()};
}

class Forward : public ::testing::TestWithParam<std::tuple<const char*, std::set<std::string>>> {};

TEST_P(Forward, WritesWhatTransformersReturns) {
    const auto& [name, fields] = GetParam();
    const auto model = std::filesystem::path(ESPALIER_FIXTURES) / "models" / name;
    const auto expected = SafetensorsFile::open(model / "expected.safetensors").value();
    const auto& tensors = expected.tensors();
    std::vector<ForwardInput> inputs;
    for (std::size_t line = 0; tensors.count("ids." + std::to_string(line)); ++line) {
        const auto number = std::to_string(line);
        inputs.push_back({integers(tensors.at("ids." + number)), integers(tensors.at("types." + number))});
        // Without its start token, which is 0 in all fixtures, as a text's ids come; every other line with it.
        if (!tensors.count("decoder_ids." + number)) continue;
        inputs.back().decoderIds = integers(tensors.at("decoder_ids." + number));
        inputs.back().decoderLacksStart = line % 2 == 0;
        if (line % 2 == 0) inputs.back().decoderIds.erase(inputs.back().decoderIds.begin());
    }
    ASSERT_FALSE(inputs.empty());
    const test::TemporaryFolder folder;
    const auto shapes = localCompute().forward(model, inputs, folder / "out.safetensors", "cpu", 1).value();
    ASSERT_EQ(shapes.size(), inputs.size() * fields.size());
    const auto written = SafetensorsFile::open(folder / "out.safetensors").value();
    for (const auto& [tensorName, shape] : shapes) {
        EXPECT_TRUE(fields.count(tensorName.substr(0, tensorName.find('.')))) << tensorName;
        const auto& reference = tensors.at(tensorName); // without the batch's dimension of 1
        ASSERT_EQ(shape.front(), 1) << tensorName;
        EXPECT_EQ(std::vector<std::int64_t>(shape.begin() + 1, shape.end()), reference.shape) << tensorName;
        EXPECT_EQ(written.tensors().at(tensorName).shape, shape);
        const auto ours = values<float>(written.tensors().at(tensorName)), theirs = values<float>(reference);
        ASSERT_EQ(ours.size(), theirs.size());
        for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_NEAR(ours[i], theirs[i], 1e-4) << tensorName;
    }
}

const std::set<std::string> kPooled {"last_hidden_state", "pooler_output"}, kHidden {"last_hidden_state"}, kLogits {"logits"},
    kAnswer {"start_logits", "end_logits"}, kPreTraining {"prediction_logits", "seq_relationship_logits"};

INSTANTIATE_TEST_SUITE_P(Models, Forward,
                         ::testing::Values(std::tuple {"bert_body", kPooled}, std::tuple {"bert_sequence", kLogits},
                                           std::tuple {"bert_tokens", kLogits}, std::tuple {"bert_masked", kLogits},
                                           std::tuple {"bert_question", kAnswer}, std::tuple {"bert_pretraining", kPreTraining},
                                           std::tuple {"roberta_body", kPooled}, std::tuple {"roberta_sequence", kLogits},
                                           std::tuple {"xlm_roberta_tokens", kLogits}, std::tuple {"distilbert_body", kHidden},
                                           std::tuple {"distilbert_question", kAnswer}, std::tuple {"electra_body", kHidden},
                                           std::tuple {"electra_discriminator", kLogits}, std::tuple {"albert_body", kPooled},
                                           std::tuple {"albert_masked", kLogits}, std::tuple {"deberta_body", kHidden},
                                           std::tuple {"deberta_question", kAnswer}));
INSTANTIATE_TEST_SUITE_P(Decoders, Forward,
                         ::testing::Values(std::tuple {"gpt2_body", std::set<std::string> {"last_hidden_state"}},
                                           std::tuple {"gpt2_language", std::set<std::string> {"logits"}},
                                           std::tuple {"llama_sequence", std::set<std::string> {"logits"}},
                                           std::tuple {"llama_dynamic", std::set<std::string> {"logits"}},
                                           std::tuple {"t5_encoder", std::set<std::string> {"last_hidden_state"}},
                                           std::tuple {"t5_body", std::set<std::string> {"last_hidden_state", "encoder_last_hidden_state"}},
                                           std::tuple {"t5_language", std::set<std::string> {"logits", "encoder_last_hidden_state"}},
                                           std::tuple {"t5_sequence", std::set<std::string> {"logits", "encoder_last_hidden_state"}}));

TEST(ForwardErrors, AnEncoderDecoderNeedsTokensForItsDecoder) {
    const auto model = std::filesystem::path(ESPALIER_FIXTURES) / "models" / "t5_language";
    const test::TemporaryFolder folder;
    const auto result = localCompute().forward(model, {{{5, 6}, {}}}, folder / "out.safetensors", "cpu", 1);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::BadInput);
}

TEST(ForwardErrors, IdsAreChecked) {
    const auto model = std::filesystem::path(ESPALIER_FIXTURES) / "models" / "bert_body";
    const test::TemporaryFolder folder;
    const std::vector<ForwardInput> bad[] {{{{}, {}}}, {{{53}, {}}}, {{{-1}, {}}}, {{{1, 2}, {0}}}, {{{1}, {2}}}, {{std::vector<std::int32_t>(42, 1), {}}}};
    for (const auto& inputs : bad) {
        const auto result = localCompute().forward(model, inputs, folder / "out.safetensors", "cpu", 1);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, ErrorKind::BadInput);
        EXPECT_EQ(result.error().where, "line 1");
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "out.safetensors"));
}

}
}
