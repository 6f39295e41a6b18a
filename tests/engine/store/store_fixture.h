// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/dataset_store.h"
#include "engine/store/prediction_store.h"
#include "engine/store/run_store.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

namespace espalier::test {

/// An open store in a folder of the test's own.
class StoreTest : public ::testing::Test {
protected:
    TemporaryFolder folder;
    std::unique_ptr<Store> store = open();

    std::unique_ptr<Store> open() { return Store::open(folder.path()).value(); }
    void reopen() {
        store.reset();
        store = open();
    }
};

inline std::vector<Example> examples(std::size_t count) {
    std::vector<Example> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(
            {static_cast<std::int64_t>(i) + 2, "text number " + std::to_string(i), "", i % 2 ? "odd" : "even"});
    return rows;
}

inline DatasetRecord record(const std::string& name) {
    DatasetRecord dataset;
    dataset.name = name;
    dataset.sourcePath = "/data/reviews.csv";
    dataset.format = "csv";
    dataset.encoding = "UTF-8";
    dataset.delimiter = ",";
    dataset.task = "classification";
    dataset.mapping = {"text", "", "label"};
    dataset.badLines = {{7, "too few cells", "x"}};
    return dataset;
}

inline Recipe recipe() {
    Recipe made;
    made.model = "all-MiniLM-L6-v2";
    made.data.train = "movie_reviews";
    return made;
}

inline StepEvent step(std::int64_t number) {
    return {number, static_cast<double>(number) / 100, 0.5, {1e-4}, 1, 50, 1500, 12, 1 << 30};
}

/// Fails the test with the error's text.
inline void expectOk(const Status& status) {
    EXPECT_TRUE(status) << describe(status.error());
}

}
