// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/bridge/job.h"

#include <functional>
#include <type_traits>

namespace espalier {

template <typename R>
struct ResultValue;
template <typename T>
struct ResultValue<Result<T>> {
    using Type = T;
};

/// A workspace call as the work of a job: `call` takes (Workspace&), and (token, progress) too where it is long.
template <typename Call>
auto workspaceCall(Workspace& workspace, Call call) {
    if constexpr (std::is_invocable_v<Call, Workspace&, const CancellationToken&, const ProgressSink&>) {
        using R = std::invoke_result_t<Call, Workspace&, const CancellationToken&, const ProgressSink&>;
        return std::function<R(const CancellationToken&, const ProgressSink&)>(
            [&workspace, call](const CancellationToken& token, const ProgressSink& progress) {
                return call(workspace, token, progress);
            });
    } else {
        using R = std::invoke_result_t<Call, Workspace&>;
        return std::function<R(const CancellationToken&, const ProgressSink&)>(
            [&workspace, call](const CancellationToken&, const ProgressSink&) { return call(workspace); });
    }
}

/// Asks the workspace on a worker thread; `done` gets the Result on the GUI thread, unless `context` is gone by then.
template <typename Call, typename Done>
Job* ask(QObject* context, Workspace& workspace, Call call, Done done) {
    auto work = workspaceCall(workspace, std::move(call));
    using T = typename ResultValue<typename decltype(work)::result_type>::Type;
    return Job::run<T>(context, std::move(work), std::function<void(Result<T>)>(std::move(done)));
}

/// As ask(), where the newest question wins.
template <typename Call, typename Done>
void askLatest(LatestJob& latest, QObject* context, Workspace& workspace, Call call, Done done) {
    auto work = workspaceCall(workspace, std::move(call));
    using T = typename ResultValue<typename decltype(work)::result_type>::Type;
    latest.run<T>(context, std::move(work), std::function<void(Result<T>)>(std::move(done)));
}

}
