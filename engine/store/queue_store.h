// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"
#include "engine/store/store.h"

#include <optional>

namespace espalier {

/// A run that is to be made later. status: waiting, running, failed; what is done is taken off the queue.
struct QueueItem {
    std::int64_t id = 0;
    std::string status, createdAt;
    Recipe recipe;
    std::int64_t run = 0;               ///< that it became; 0: none yet
    std::string error;                  ///< why it failed
};

/// The queue of a workspace, kept over restarts. Of several processes each takes its own items.
class QueueStore {
public:
    explicit QueueStore(Store& store) : m_store(store) {}
    Result<QueueItem> add(const Recipe& recipe);        ///< at the end
    Result<std::vector<QueueItem>> list();              ///< in their order; those whose process is gone wait again
    Result<QueueItem> find(std::int64_t id);
    Status remove(std::int64_t id);                     ///< error while it runs
    Status move(std::int64_t id, std::int64_t by);      ///< so many places down the list, or up where it is negative
    /// Takes the first waiting one over for this process; nothing where none waits.
    Result<std::optional<QueueItem>> take();
    Status setRun(std::int64_t id, std::int64_t run);   ///< what it has become
    Status giveBack(std::int64_t id);                   ///< it waits again, in its place
    Status fail(std::int64_t id, const std::string& error);
    Status finish(std::int64_t id);                     ///< takes it off the queue

private:
    Store& m_store;
};

}
