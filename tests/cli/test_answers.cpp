// SPDX-License-Identifier: GPL-3.0-or-later
// predict beside the task a model was tuned for: blanks, questions, vectors, labels.
#include "tests/cli/cli.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace espalier;
using namespace espalier::test;

namespace {

std::string fixture(const std::string& name) {
    return std::string(ESPALIER_FIXTURES) + "/answers/" + name;
}

/// The first case of a fixture file that `fits`.
template <typename Fits>
Json caseOf(const std::string& file, const Fits& fits) {
    for (const Json& one : readJsonFile(fixture(file)).value())
        if (fits(one)) return one;
    ADD_FAILURE() << "no such case in " << file;
    return {};
}

}

TEST(Predict, FillsInMaskedWords) {
    const Cli cli;
    const Json one = caseOf("fill.json", [](const Json& c) { return c["model"] == "bert_masked" && c.value("top_k", 0) == 12; });
    const auto said = cli.json({"predict", fixture("bert_masked"), "--text", one["text"], "--top-k", "12"});
    ASSERT_EQ(said["predictions"].size(), 12u);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(said["predictions"][i]["token"], one["masks"][0][i]["token_str"]);
        EXPECT_EQ(said["predictions"][i]["sequence"], one["masks"][0][i]["sequence"]);
        EXPECT_NEAR(said["predictions"][i]["score"].get<double>(), one["masks"][0][i]["score"].get<double>(), 1e-5);
    }
    const auto lines = cli.lines({"predict", fixture("bert_masked"), "-", "--targets", "the,a"}, "the [MASK]\n[MASK] in [MASK]\n");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0]["predictions"].size(), 2u);
    EXPECT_EQ(lines[1]["predictions"][1].size(), 2u);
    const auto none = cli.run({"predict", fixture("bert_masked"), "--text", "the"});
    EXPECT_EQ(none.code, 3);
    EXPECT_NE(none.out.find("[MASK]"), std::string::npos);
}

TEST(Predict, AnswersQuestions) {
    const Cli cli;
    const Json one = caseOf("question.json", [](const Json& c) { return c["model"] == "bert_question" && c["answer"] != ""; });
    const auto said = cli.json({"predict", fixture("bert_question"), "--question", one["question"], "--context", one["context"]});
    EXPECT_EQ(said["answer"], one["answer"]);
    EXPECT_EQ(said["start"], one["start"]);
    EXPECT_EQ(said["end"], one["end"]);
    EXPECT_NEAR(said["score"].get<double>(), one["score"].get<double>(), 1e-4);
    const std::string context = one["context"];
    writeText(cli.folder / "contexts.txt", context + "\n" + context + "\n");
    const auto lines = cli.lines({"predict", fixture("bert_question"), "--question", one["question"], "--file", cli.folder / "contexts.txt"});
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[1], said);
    EXPECT_EQ(cli.json({"predict", fixture("bert_question"), "--text", one["question"], "--context", context}), said);
    EXPECT_EQ(cli.run({"predict", fixture("bert_question"), "--question", "who"}).code, 2);
    EXPECT_EQ(cli.run({"predict", fixture("bert_nli"), "--question", "who", "--context", "the"}).code, 3);
}

TEST(Predict, AnswersTheQuestionsOfAFileAndIsMeasuredOnIt) {
    const Cli cli;
    const std::string squad = ESPALIER_FIXTURES "/questions/squad.json";
    const auto lines = cli.lines({"predict", fixture("bert_question"), "--file", squad});
    ASSERT_EQ(lines.size(), 14u);
    EXPECT_TRUE(lines[13].contains("answer"));
    const auto said = cli.json({"eval", fixture("bert_question"), "--data", squad});
    EXPECT_EQ(said["samples"], 14);
    for (const char* name : {"exact_match", "f1", "has_answer_f1", "no_answer_exact_match", "loss"})
        EXPECT_TRUE(said["metrics"].contains(name)) << name;
}

TEST(Predict, MakesVectors) {
    const Cli cli;
    const Json all = readJsonFile(fixture("embedding.json")).value();
    for (const Json& one : all) {
        const auto said = cli.json({"predict", fixture(one["model"]), "--embed", "--text", one["texts"][0]});
        ASSERT_EQ(said["embedding"].size(), one["embeddings"][0].size());
        for (std::size_t i = 0; i < said["embedding"].size(); ++i)
            EXPECT_NEAR(said["embedding"][i].get<double>(), one["embeddings"][0][i].get<double>(), 1e-5);
    }
    EXPECT_EQ(cli.lines({"predict", fixture("bert_nli"), "--embed", "-"}, "a\nthe\nin\n").size(), 3u);
}

TEST(Predict, ChoosesAmongLabels) {
    const Cli cli;
    for (const char* model : {"bert_nli", "gpt2_tiny", "t5"}) {
        const Json one = caseOf("zero_shot.json", [&](const Json& c) { return c["model"] == model && !c.value("multi_label", false); });
        std::string labels;
        for (const Json& label : one["labels"]) labels += (labels.empty() ? "" : ",") + label.get<std::string>();
        std::vector<std::string> arguments {"predict", fixture(model), "--text", one["text"], "--labels", labels};
        if (one.contains("hypothesis_template")) arguments.insert(arguments.end(), {"--hypothesis-template", one["hypothesis_template"]});
        const auto said = cli.json(arguments);
        for (std::size_t i = 0; i < one["labels"].size(); ++i)
            EXPECT_NEAR(said["scores"][one["labels"][i].get<std::string>()].get<double>(), one["scores"][i].get<double>(), 1e-4) << model;
        EXPECT_EQ(said["score"], said["scores"][said["label"].get<std::string>()]);
    }
    EXPECT_EQ(cli.run({"predict", fixture("bert_masked"), "--text", "a", "--labels", "a,b"}).code, 3);
}

TEST(Predict, SaysSeveralLabelsOrANumber) {
    const Cli cli;
    const Json all = readJsonFile(fixture("classes.json")).value();
    ASSERT_EQ(all.size(), 6u);
    for (const Json& one : all) {
        SCOPED_TRACE(one.dump());
        const auto said = cli.json({"predict", fixture(one["model"]), "--text", one["text"]});
        EXPECT_FALSE(said.contains("label"));
        if (one["model"] == "bert_regression") {
            // The pipeline squashes the value of a model that does not call itself a regression.
            EXPECT_NEAR(1 / (1 + std::exp(-said["value"].get<double>())), one["scores"]["LABEL_0"].get<double>(), 1e-5);
            continue;
        }
        Json chosen = Json::array();
        for (const char* label : {"funny", "long", "sad"}) {
            const double score = one["scores"][label];
            EXPECT_NEAR(said["scores"][label].get<double>(), score, 1e-5);
            if (score > 0.5) chosen.push_back(label);
        }
        EXPECT_EQ(said["labels"], chosen);
    }
}

TEST(Predict, ReadsPairsAndColumns) {
    const Cli cli;
    writeText(cli.folder / "pairs.csv", "premise,hypothesis\nSteve Jobs,in New York\nthe,a\n");
    const auto lines = cli.lines({"predict", fixture("bert_nli"), "--file", cli.folder / "pairs.csv", "--text-column", "premise", "--pair-column", "hypothesis"});
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0]["pair"], "in New York");
    const auto alone = cli.json({"predict", fixture("bert_nli"), "--text", "Steve Jobs", "--pair", "in New York"});
    EXPECT_EQ(lines[0]["label"], alone["label"]);
    EXPECT_NEAR(lines[0]["score"].get<double>(), alone["score"].get<double>(), 1e-6); // by another batch
    EXPECT_NE(lines[0]["scores"], cli.json({"predict", fixture("bert_nli"), "--text", "Steve Jobs"})["scores"]);
    EXPECT_EQ(cli.run({"predict", fixture("bert_nli"), "--file", cli.folder / "pairs.csv", "--text-column", "nothing"}).code, 3);
}
