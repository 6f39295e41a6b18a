// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/peft_adapters.py: what PEFT computes with adapters of its own making.
#include "engine/base/file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/compute/local_compute.h"
#include "engine/models/config.h"
#include "engine/models/peft_folder.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstring>

namespace espalier {
namespace {

namespace fs = std::filesystem;

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

fs::path adapterFixture(const std::string& name) { return fs::path(ESPALIER_FIXTURES) / "peft" / name; }

/// A fixture's adapter, perhaps changed, on its base.
class PeftAdapterFolder : public ::testing::TestWithParam<const char*> {
protected:
    fs::path compose(const std::string& name) {
        adapter = folder / "adapter";
        fs::copy(adapterFixture(name), adapter);
        return composeAgain();
    }
    fs::path composeAgain() {
        const auto target = folder / "composed";
        fs::remove_all(target);
        composeAdapter(adapter, (adapterFixture("any") / adapterBase(adapter)).lexically_normal(), target);
        return target;
    }
    Result<std::vector<NamedShape>> forward(const fs::path& model, const std::vector<ForwardInput>& inputs) {
        return localCompute().forward(model, inputs, folder / "out.safetensors", "cpu", 1);
    }

    test::TemporaryFolder folder;
    fs::path adapter;
};

TEST_P(PeftAdapterFolder, GivesTheLogitsOfPeft) {
    const auto expected = SafetensorsFile::open(adapterFixture(GetParam()) / "expected.safetensors").value();
    std::vector<ForwardInput> inputs;
    for (std::size_t line = 0; expected.tensors().count("ids." + std::to_string(line)); ++line) {
        inputs.push_back({.ids = integers(expected.tensors().at("ids." + std::to_string(line))), .typeIds = {}});
        inputs.back().typeIds.assign(inputs.back().ids.size(), 0);
        const auto decoder = expected.tensors().find("decoder_ids." + std::to_string(line));
        if (decoder != expected.tensors().end()) inputs.back().decoderIds = integers(decoder->second);
    }
    ASSERT_EQ(inputs.size(), 3u);
    const auto shapes = forward(compose(GetParam()), inputs);
    ASSERT_TRUE(shapes) << describe(shapes.error());
    const auto written = SafetensorsFile::open(folder / "out.safetensors").value();
    for (std::size_t line = 0; line < inputs.size(); ++line) {
        const auto name = "logits." + std::to_string(line);
        const auto ours = values<float>(written.tensors().at(name)), theirs = values<float>(expected.tensors().at(name));
        ASSERT_EQ(written.tensors().at(name).shape, expected.tensors().at(name).shape);
        for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_NEAR(ours[i], theirs[i], 2e-5) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, PeftAdapterFolder,
                         ::testing::Values("bert_lora", "bert_patterns", "bert_dora", "bert_biases", "bert_ia3", "bert_prompt", "bert_prefix", "bert_new_head",
                                           "roberta_tokens", "gpt2_lora", "gpt2_ia3", "llama_lora", "t5_lora"),
                         [](const auto& test) { return std::string(test.param); });

class PeftAdapterErrors : public PeftAdapterFolder {
protected:
    void change(const char* field, const Json& value) {
        Json config = readJsonFile(adapter / kAdapterConfig).value();
        config[field] = value;
        writeFileAtomically(adapter / kAdapterConfig, toText(config));
    }
    std::string problem() {
        const auto shapes = capture([&] { return forward(composeAgain(), {{.ids = {5, 6}, .typeIds = {0, 0}}}).value(); });
        return shapes ? "none" : describe(shapes.error());
    }
};

TEST_F(PeftAdapterErrors, NameWhatIsWrong) {
    compose("bert_lora");
    change("peft_type", "VERA");
    EXPECT_NE(problem().find("type \"VERA\" can't be used here"), std::string::npos) << problem();
    change("peft_type", "LORA");
    change("base_model_name_or_path", "../../models/gpt2_sequence");
    EXPECT_NE(problem().find("which the adapter is for"), std::string::npos) << problem();
    change("base_model_name_or_path", "../../models/bert_wide_heads");
    EXPECT_NE(problem().find("the adapter"), std::string::npos) << problem();
    change("base_model_name_or_path", nullptr);
    EXPECT_NE(problem().find("doesn't say which model it belongs to"), std::string::npos) << problem();
    change("base_model_name_or_path", "../../models/bert_sequence");
    change("task_type", "SEQ_2_SEQ_LM");
    EXPECT_NE(problem().find("no head for the task"), std::string::npos) << problem();
    fs::remove(adapter / "adapter_model.safetensors");
    change("task_type", "SEQ_CLS");
    EXPECT_NE(problem().find("the adapter has no weights"), std::string::npos) << problem();
}

TEST_F(PeftAdapterErrors, HeadsOfAnotherSizeGetLabelsOfTheirOwn) {
    EXPECT_EQ(readModelConfig(compose("bert_new_head")).value().labels.size(), 5u);
    fs::remove_all(adapter);
    EXPECT_EQ(readModelConfig(compose("bert_lora")).value().labels, readModelConfig(fs::path(ESPALIER_FIXTURES) / "models" / "bert_sequence").value().labels);
}

TEST_F(PeftAdapterErrors, MergedFolderNeedsNoAdapter) {
    const std::vector<ForwardInput> inputs {{.ids = {5, 6, 7}, .typeIds = {0, 0, 0}}};
    const auto composed = compose("bert_dora");
    (void)forward(composed, inputs).value();
    const auto adapted = readFile(folder / "out.safetensors").value();
    ASSERT_TRUE(localCompute().saveMerged(composed, folder / "merged", 1));
    EXPECT_FALSE(fs::exists(fs::path(folder / "merged") / kAdapterConfig));
    (void)forward(folder / "merged", inputs).value();
    EXPECT_EQ(readFile(folder / "out.safetensors").value(), adapted);
    fs::remove_all(adapter);
    const auto prompt = localCompute().saveMerged(compose("bert_prompt"), folder / "other", 1);
    ASSERT_FALSE(prompt);
    EXPECT_NE(describe(prompt.error()).find("can't be folded"), std::string::npos);
}

}
}
