// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "tests/engine/store/store_fixture.h"

#include <cmath>

namespace espalier {
namespace {

using namespace test;

class RunStoreTest : public StoreTest {
protected:
    RunStore runs() { return RunStore(*store); }
    RunRecord create() { return runs().create(recipe(), {"negative", "positive"}).value(); }
};

TEST_F(RunStoreTest, ANewRunIsRunning) {
    const RunRecord run = create();
    EXPECT_EQ(run.id, 1);
    EXPECT_EQ(run.status, "running");
    EXPECT_EQ(run.name, "movie_reviews, full");
    EXPECT_EQ(run.labels, (std::vector<std::string> {"negative", "positive"}));
    EXPECT_TRUE(run.recipe == recipe());
    EXPECT_FALSE(run.createdAt.empty());
    EXPECT_EQ(runs().find(2).error().kind, ErrorKind::NotFound);
}

TEST_F(RunStoreTest, AGroupsNameIsGivenOnce) {
    EXPECT_EQ(runs().newGroup("race").value(), "race-1");
    EXPECT_EQ(runs().create(recipe(), {}, "race-1").value().group, "race-1");
    runs().create(recipe(), {}, "race-10").value();
    runs().create(recipe(), {}, "racer-99").value();
    EXPECT_EQ(runs().newGroup("race").value(), "race-11");
    EXPECT_EQ(runs().newGroup("seeds").value(), "seeds-1");
    EXPECT_EQ(create().group, "");
}

TEST_F(RunStoreTest, UpdateKeepsEverything) {
    RunRecord run = create();
    run.name = "Mine", run.status = "completed", run.finishedAt = "2026-01-01T00:00:00Z";
    run.step = 7, run.steps = 9, run.bestStep = 5, run.parameters = 22, run.trainableParameters = 11;
    run.trainSeconds = 1.5, run.samplesPerSecond = 80, run.split = "test";
    run.metrics = {{"accuracy", 0.84}, {"loss", NAN}};
    run.folder = "/w/runs/1", run.output = "/w/runs/1/model", run.error = "", run.device = "cpu";
    run.recipe.training.epochs = 2;
    run.group = "race-1", run.peakMemoryBytes = 123, run.fileBytes = 45;
    expectOk(runs().update(run));
    reopen();
    const RunRecord found = runs().find(1).value();
    EXPECT_EQ(found.name, "Mine");
    EXPECT_EQ(found.status, "completed");
    EXPECT_EQ(found.finishedAt, run.finishedAt);
    EXPECT_EQ(found.step, 7);
    EXPECT_EQ(found.steps, 9);
    EXPECT_EQ(found.bestStep, 5);
    EXPECT_EQ(found.parameters, 22);
    EXPECT_EQ(found.trainableParameters, 11);
    EXPECT_EQ(found.trainSeconds, 1.5);
    EXPECT_EQ(found.samplesPerSecond, 80);
    EXPECT_EQ(found.split, "test");
    EXPECT_EQ(found.group, "race-1");
    EXPECT_EQ(found.peakMemoryBytes, 123);
    EXPECT_EQ(found.fileBytes, 45);
    EXPECT_EQ(found.metrics.at("accuracy"), 0.84);
    EXPECT_TRUE(std::isnan(found.metrics.at("loss")));
    EXPECT_EQ(found.folder, run.folder);
    EXPECT_EQ(found.output, run.output);
    EXPECT_EQ(found.device, "cpu");
    EXPECT_TRUE(found.recipe == run.recipe);
    run.id = 99;
    EXPECT_EQ(runs().update(run).error().kind, ErrorKind::NotFound);
}

TEST_F(RunStoreTest, EventsComeBackInOrder) {
    const std::int64_t id = create().id;
    expectOk(runs().appendEvents(id, {RunStarted {id, "m", "full", 2, 1, 3, "cpu"}, step(1), step(2)}));
    expectOk(runs().appendEvents(
        id, {EvaluationEvent {2, "validation", 0.5, {{"mcc", 0.5}}}, CheckpointEvent {2}, step(3)}));
    expectOk(runs().appendEvents(id, {}));
    reopen();
    const auto events = runs().events(id).value();
    ASSERT_EQ(events.size(), 6u);
    EXPECT_EQ(std::get<StepEvent>(events[2]).step, 2);
    EXPECT_EQ(std::get<EvaluationEvent>(events[3]).metrics.at("mcc"), 0.5);
    const auto later = runs().events(id, 4).value();
    ASSERT_EQ(later.size(), 2u);
    EXPECT_EQ(std::get<StepEvent>(later[1]).step, 3);
    EXPECT_FALSE(runs().appendEvents(99, {step(1)})) << "a run that is not there";
}

TEST_F(RunStoreTest, TruncateDropsLaterStepsAndEvaluationsOnly) {
    const std::int64_t id = create().id;
    expectOk(runs().appendEvents(id,
                                 {step(1), step(2), CheckpointEvent {2}, MessageEvent {"info", "hello"}, step(3),
                                  EvaluationEvent {3, "validation", 1, {}}}));
    expectOk(runs().truncateEvents(id, 2));
    expectOk(runs().appendEvents(id, {step(3)}));
    const auto events = runs().events(id).value();
    ASSERT_EQ(events.size(), 5u);
    EXPECT_EQ(std::get<MessageEvent>(events[3]).text, "hello");
    EXPECT_EQ(std::get<StepEvent>(events[4]).step, 3);
}

TEST_F(RunStoreTest, RemoveTakesEventsAndPredictionsAlong) {
    RunRecord run = create();
    expectOk(runs().appendEvents(run.id, {step(1)}));
    expectOk(runs().setPredictions(run.id, {{0, "t", "a", "b", 0.5}}));
    EXPECT_FALSE(runs().remove(run.id)) << "it is running";
    run.status = "stopped";
    expectOk(runs().update(run));
    expectOk(runs().remove(run.id));
    EXPECT_TRUE(runs().list()->empty());
    EXPECT_TRUE(runs().events(run.id)->empty());
    EXPECT_TRUE(runs().predictions(run.id)->empty());
    EXPECT_EQ(create().id, 2) << "numbers are never given twice";
    EXPECT_EQ(runs().remove(99).error().kind, ErrorKind::NotFound);
}

TEST_F(RunStoreTest, PredictionsAreReplaced) {
    const std::int64_t id = create().id;
    expectOk(runs().setPredictions(id, {{5, "t", "a", "b", 0.5}, {3, "u", "a", "a", NAN}}));
    expectOk(runs().setPredictions(id, {{5, "t", "a", "b", 0.5}, {3, "u", "a", "a", 0.75}}));
    const auto rows = runs().predictions(id).value();
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].row, 5);
    EXPECT_EQ(rows[1].text, "u");
    EXPECT_EQ(rows[1].truth, "a");
    EXPECT_EQ(rows[1].score, 0.75);
}

TEST_F(RunStoreTest, ClaimTakesWhatIsIdle) {
    RunRecord run = create();
    EXPECT_FALSE(runs().claim(run.id)) << "this process runs it already";
    run.status = "interrupted", run.error = "power", run.finishedAt = "then";
    expectOk(runs().update(run));
    expectOk(runs().claim(run.id));
    EXPECT_EQ(runs().find(run.id)->status, "running");
    EXPECT_EQ(runs().find(run.id)->error, "");
    run.status = "completed";
    expectOk(runs().update(run));
    EXPECT_EQ(runs().claim(run.id).error().kind, ErrorKind::Usage);
    EXPECT_EQ(runs().claim(99).error().kind, ErrorKind::NotFound);
}

TEST_F(RunStoreTest, WritesInsideAWriteAreOneTransaction) {
    const auto twoRuns = [&](bool failAtTheEnd) {
        return capture([&] {
            return store->database().write([&](SQLite::Database&) {
                create();
                EXPECT_FALSE(runs().appendEvents(99, {step(1)})) << "taken back alone";
                create();
                if (failAtTheEnd) fail(ErrorKind::Failed, "no");
                return Done {};
            });
        });
    };
    EXPECT_FALSE(twoRuns(true));
    EXPECT_TRUE(runs().list()->empty());
    expectOk(twoRuns(false));
    EXPECT_EQ(runs().list()->size(), 2u);
}

TEST_F(RunStoreTest, AClosedStoresRunsAreInterrupted) {
    const std::int64_t id = create().id;
    reopen();
    EXPECT_EQ(runs().find(id)->status, "interrupted");
}

}
}
