// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/run_event.h"

#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

RunFinished finished() {
    return {3, "completed", 1.5, 100, 200, 40, {{"accuracy", 0.75}}, "/out", ""};
}

TEST(RunEvent, JsonNamesAreThoseOfTheContract) {
    EXPECT_EQ(
        toText(toJson(RunEvent(RunStarted {1, "m", "full", 10, 5, 7, "cpu"}))),
        R"({"event":"run_started","run":1,"model":"m","strategy":"full","parameters":10,"trainable_parameters":5,"steps":7,"device":"cpu"})");
    EXPECT_EQ(toText(toJson(RunEvent(FeaturesEvent {32, 100}))), R"({"event":"features","done":32,"rows":100})");
    EXPECT_EQ(toText(toJson(RunEvent(StepEvent {2, 0.5, 0.25, {1e-3, 0.5}, 1.5, 3, 4, 5, 6, 7}))),
              R"({"event":"step","step":2,"epoch":0.5,"loss":0.25,"learning_rates":[0.001,0.5],"grad_norm":1.5,)"
              R"("samples_per_second":3.0,"tokens_per_second":4.0,"eta_seconds":5.0,"memory_bytes":6,"seconds":7.0})");
    EXPECT_EQ(toText(toJson(RunEvent(EvaluationEvent {2, "validation", 0.5, {{"mcc", 1}}}))),
              R"({"event":"evaluation","step":2,"split":"validation","loss":0.5,"metrics":{"mcc":1.0}})");
    EXPECT_EQ(toText(toJson(RunEvent(LayersEvent {2, {"embeddings", "head"}, {0, 0.5}, {0, 2}}))),
              R"({"event":"layers","step":2,"names":["embeddings","head"],"weight_change":[0.0,0.5],"grad_norm":[0.0,2.0]})");
    EXPECT_EQ(toText(toJson(RunEvent(CheckpointEvent {9}))), R"({"event":"checkpoint","step":9})");
    EXPECT_EQ(toText(toJson(RunEvent(SampleEvent {0, "The film", " is fine"}))),
              R"({"event":"sample","step":0,"prompt":"The film","text":" is fine"})");
    EXPECT_EQ(toText(toJson(RunEvent(MessageEvent {"info", "hello"}))),
              R"({"event":"message","level":"info","text":"hello"})");
    EXPECT_EQ(toText(toJson(RunEvent(finished()))),
              R"({"event":"finished","run":3,"status":"completed","train_seconds":1.5,"samples_per_second":100.0,)"
              R"("eval_samples_per_second":200.0,"best_step":40,"metrics":{"accuracy":0.75},"output":"/out"})");
}

TEST(RunEvent, EveryKindSurvivesTheRoundTrip) {
    RunFinished failed = finished();
    failed.error = "disk full";
    const RunEvent events[] = {RunStarted {1, "m", "full", 10, 5, 7, "cpu"},
                               FeaturesEvent {32, 100},
                               StepEvent {2, 0.5, 0.25, {1e-3, 0.5}, 1.5, 3, 4, 5, 6, 7},
                               LayersEvent {2, {"embeddings", "head"}, {0, 0.5}, {0, 2}},
                               EvaluationEvent {2, "test", 0.5, {{"mcc", 1}}},
                               EvaluationEvent {2, "test", 0.5, {{"f1", 1}}, "tweets"},
                               CheckpointEvent {9},
                               SampleEvent {12, "The\nfilm", " \"is\" fine"},
                               MessageEvent {"warning", "\"quoted\"\n"},
                               finished(),
                               failed};
    for (const RunEvent& event : events) {
        auto back = runEventFromJson(*parseJson(toText(toJson(event)), "x"));
        ASSERT_TRUE(back) << describe(back.error());
        EXPECT_EQ(back->index(), event.index());
        EXPECT_EQ(toText(toJson(*back)), toText(toJson(event)));
    }
}

TEST(RunEvent, ADivergedLossIsNullAndComesBack) {
    const Json json = *parseJson(toText(toJson(RunEvent(StepEvent {1, 0, NAN, {}, INFINITY, 0, 0, 0, 0, 0}))), "x");
    EXPECT_TRUE(json["loss"].is_null());
    EXPECT_TRUE(std::isnan(std::get<StepEvent>(*runEventFromJson(json)).loss));
}

TEST(RunEvent, WhatIsNoEventIsAnError) {
    for (const char* bad : {"[]", "{}", R"({"event":3})", R"({"event":"stop"})", R"({"event":"step","step":"1"})",
                            R"({"event":"step","step":1.5})"})
        EXPECT_FALSE(runEventFromJson(*parseJson(bad, "x"))) << bad;
}

}
}
