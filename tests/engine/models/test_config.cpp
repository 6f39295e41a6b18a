// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/deberta.h"
#include "engine/models/model.h"
#include "tests/engine/checkpoint/temporary_file.h"
#include "tests/engine/models/fixture.h"

namespace espalier::test {

namespace {

Json configOf(const std::string& fixture) {
    return readJsonFile(fixtureFolder(fixture) / "config.json").value();
}

Json goodConfig() {
    return configOf("bert_sequence");
}

/// The error of a config.json.
Error errorOf(const Json& config) {
    const TemporaryFolder folder;
    folder.write("config.json", toText(config));
    const auto result = readModelConfig(folder.path());
    EXPECT_FALSE(result);
    return result ? Error {} : result.error();
}

struct Wrong {
    const char* field;
    const char* value; ///< JSON; null: the field is left out
    const char* saying; ///< part of message, place or hint
};

}

TEST(Config, ReadsWhatTransformersWrote) {
    const ModelConfig config = readModelConfig(fixtureFolder("bert_sequence")).value();
    EXPECT_EQ(config.family, "bert");
    EXPECT_EQ(config.architecture, "BertForSequenceClassification");
    EXPECT_EQ(config.hiddenSize, 20);
    EXPECT_EQ(config.heads, 5);
    EXPECT_EQ(config.layers, 2);
    EXPECT_EQ(config.intermediateSize, 37);
    EXPECT_EQ(config.vocabularySize, 53);
    EXPECT_EQ(config.maxPositions, 41);
    EXPECT_EQ(config.labels, (std::vector<std::string> {"bad", "fair", "good"}));
    EXPECT_EQ(config.problemType, "single_label_classification");
    EXPECT_EQ(config.pooling, "cls");
    EXPECT_LT(config.classifierDropout, 0);
}

TEST(Config, EveryWrongFieldIsAnErrorThatNamesIt) {
    const std::vector<Wrong> wrongs {
        {"hidden_size", nullptr, "hidden_size"},
        {"hidden_size", "0", "from 1"},
        {"hidden_size", "-20", "from 1"},
        {"hidden_size", "20.5", "from 1"},
        {"hidden_size", "\"20\"", "from 1"},
        {"hidden_size", "99999999999", "from 1"},
        {"hidden_size", "21", "not divisible by 5"},
        {"num_attention_heads", "0", "num_attention_heads"},
        {"num_hidden_layers", "true", "num_hidden_layers"},
        {"intermediate_size", "[1]", "intermediate_size"},
        {"vocab_size", "null", "vocab_size"},
        {"max_position_embeddings", "-1", "max_position_embeddings"},
        {"type_vocab_size", "0", "type_vocab_size"},
        {"layer_norm_eps", "-1", "layer_norm_eps"},
        {"hidden_dropout_prob", "1.5", "hidden_dropout_prob"},
        {"attention_probs_dropout_prob", "\"x\"", "attention_probs_dropout_prob"},
        {"hidden_act", "\"mish\"", "supported: gelu"},
        {"hidden_act", "7", "hidden_act"},
        {"position_embedding_type", "\"relative_key\"", "relative_key"},
        {"is_decoder", "true", "decoder"},
        {"architectures", "[]", "list of class names"},
        {"architectures", "[7]", "list of class names"},
        {"architectures", "[\"MambaForCausalLM\"]", "BertForSequenceClassification"},
        {"model_type", "\"roberta\"", "contradict"},
        {"id2label", "[\"a\"]", "object of class names"},
        {"id2label", "{\"0\":\"a\",\"2\":\"b\"}", "\"2\""},
        {"id2label", "{\"0\":\"a\",\"x\":\"b\"}", "\"x\""},
        {"id2label", "{\"0\":\"a\",\"00\":\"b\"}", "\"00\""},
        {"id2label", "{\"0\":5}", "\"0\""},
        {"espalier_pooling", "\"max\"", "cls or mean"},
    };
    for (const Wrong& wrong : wrongs) {
        Json config = goodConfig();
        if (wrong.value)
            config[wrong.field] = Json::parse(wrong.value);
        else
            config.erase(wrong.field);
        const Error error = errorOf(config);
        SCOPED_TRACE(std::string(wrong.field) + " = " + (wrong.value ? wrong.value : "missing") + ": "
                     + describe(error));
        EXPECT_EQ(error.kind, ErrorKind::BadInput);
        EXPECT_NE(describe(error).find(wrong.saying), std::string::npos);
        EXPECT_NE(error.where.find("config.json"), std::string::npos);
    }
}

TEST(Config, OfTheOtherFamilies) {
    const ModelConfig roberta = readModelConfig(fixtureFolder("roberta_sequence")).value();
    EXPECT_EQ(roberta.family, "roberta");
    EXPECT_EQ(roberta.maxPositions, 41); // 43 rows, of which two are before the first token's
    EXPECT_EQ(roberta.positionTableRows(), 43);
    const ModelConfig distilbert = readModelConfig(fixtureFolder("distilbert_body")).value();
    EXPECT_EQ(distilbert.hiddenSize, 15);
    EXPECT_EQ(distilbert.intermediateSize, 22);
    EXPECT_EQ(distilbert.typeVocabularySize, 0);
    const ModelConfig albert = readModelConfig(fixtureFolder("albert_groups")).value();
    EXPECT_EQ(albert.embeddingWidth(), 10);
    EXPECT_EQ(albert.layers, 4);
    EXPECT_EQ(albert.distinctLayers, 4);
}

TEST(Config, DebertaSettingsOfEitherSpelling) {
    // As in microsoft/deberta-v3-base, where lists are one text.
    const Json base = Json::parse(R"({"hidden_size": 768, "num_attention_heads": 12, "max_position_embeddings": 512,
        "relative_attention": true, "position_buckets": 256, "norm_rel_ebd": "layer_norm", "share_att_key": true,
        "pos_att_type": "p2c|c2p", "max_relative_positions": -1, "position_biased_input": false, "pooler_dropout": 0,
        "pooler_hidden_act": "gelu", "pooler_hidden_size": 768})");
    const DebertaSettings settings = debertaSettings(base, "config.json");
    EXPECT_EQ(settings.span(), 256);
    EXPECT_EQ(settings.longestDistance, 512);
    EXPECT_TRUE(settings.contentToPosition && settings.positionToContent);
    EXPECT_TRUE(settings.sharesProjections && settings.normalisesDistances && settings.oldMaskedHead);
    EXPECT_FALSE(settings.hasPositions);
    Json other = base;
    other["pos_att_type"] = Json::array({"c2p"});
    other["norm_rel_ebd"] = "none";
    other["position_buckets"] = -1;
    const DebertaSettings others = debertaSettings(other, "config.json");
    EXPECT_TRUE(others.contentToPosition && !others.positionToContent && !others.normalisesDistances);
    EXPECT_EQ(others.span(), 512);
}

TEST(Config, WhatAFamilyLacksIsAnErrorThatNamesIt) {
    struct Case {
        const char *fixture, *field, *value, *saying;
    };
    for (const Case& each : std::initializer_list<Case> {
             {"roberta_body", "pad_token_id", "null", "pad_token_id"},
             {"roberta_body", "pad_token_id", "\"x\"", "whole number"},
             {"roberta_body", "pad_token_id", "50", "leaves none"},
             {"distilbert_body", "dim", "null", "dim"},
             {"distilbert_body", "activation", "\"mish\"", "supported: gelu"},
             {"distilbert_body", "n_heads", "4", "not divisible by 4"},
             {"distilbert_body", "seq_classif_dropout", "2", "seq_classif_dropout"},
             {"electra_body", "embedding_size", "0", "embedding_size"},
             {"albert_body", "num_hidden_groups", "3", "groups"},
             {"albert_body", "num_hidden_layers", "1000000", "layers"},
             {"albert_body", "inner_group_num", "0", "inner_group_num"},
             {"deberta_body", "relative_attention", "false", "relative_attention"},
             {"deberta_body", "relative_attention", "7", "true or false"},
             {"deberta_body", "conv_kernel_size", "3", "convolution"},
             {"deberta_body", "embedding_size", "5", "embedding_size"},
             {"deberta_body", "pos_att_type", "5", "list of texts"},
             {"deberta_body", "position_buckets", "200", "buckets"},
             {"deberta_body", "pooler_hidden_act", "\"mish\"", "supported: gelu"},
         }) {
        Json config = configOf(each.fixture);
        config[each.field] = Json::parse(each.value);
        const Error error = errorOf(config);
        SCOPED_TRACE(std::string(each.fixture) + ", " + each.field + ": " + describe(error));
        EXPECT_EQ(error.kind, ErrorKind::BadInput);
        EXPECT_NE(describe(error).find(each.saying), std::string::npos);
        EXPECT_NE(error.where.find("config.json"), std::string::npos);
    }
}

TEST(Config, WithoutArchitecturesItIsTheBareBody) {
    Json config = goodConfig();
    config.erase("architectures");
    const TemporaryFolder folder;
    folder.write("config.json", toText(config));
    EXPECT_EQ(readModelConfig(folder.path()).value().architecture, "BertModel");
    config.erase("model_type");
    EXPECT_NE(errorOf(config).message.find("neither"), std::string::npos);
    config["model_type"] = "mamba";
    EXPECT_NE(errorOf(config).hint.find("BertModel"), std::string::npos);
}

TEST(Config, MissingFolderAndFileAndBrokenJson) {
    const TemporaryFolder folder;
    EXPECT_EQ(readModelConfig(folder.path() / "none").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(readModelConfig(folder.path()).error().kind, ErrorKind::NotFound);
    folder.write("config.json", "{\"hidden_size\":");
    EXPECT_EQ(readModelConfig(folder.path()).error().kind, ErrorKind::BadInput);
    EXPECT_EQ(errorOf(Json::array()).kind, ErrorKind::BadInput);
}

}
