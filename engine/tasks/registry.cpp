// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/classification.h"
#include "engine/tasks/multilabel.h"
#include "engine/tasks/questions.h"
#include "engine/tasks/regression.h"
#include "engine/tasks/tokens.h"

#include <algorithm>

namespace espalier {
namespace {

template <typename Kind>
std::unique_ptr<Task> make(const std::vector<std::string>& labels) {
    return std::make_unique<Kind>(labels);
}

std::unique_ptr<Task> makeQuestions(const std::vector<std::string>&) {
    return std::make_unique<Questions>();
}

struct Entry {
    const char* kind;
    std::unique_ptr<Task> (*make)(const std::vector<std::string>& labels);
    std::size_t fewest; ///< of
    const char* names; ///< that there must be, and
    const char* cure; ///< what to do where there are less
};

/// Every task there is; a new one is one line here.
constexpr Entry kTasks[] = {
    {"classification", make<Classification>, 2, "classes", "choose another label column, or add rows of another class"},
    {"multilabel", make<Multilabel>, 1, "labels", "choose another label column, or add rows with a label"},
    {"regression", make<Regression>, 1, "outputs", "name the number that is learnt"},
    {"qa", makeQuestions, 0, "", ""},
    {"tokens", make<Tokens>, 2, "tags", "give sentences in which something is marked"},
};

}

Result<std::unique_ptr<Task>> makeTask(const std::string& kind, const std::vector<std::string>& labels) {
    std::string known;
    for (const Entry& entry : kTasks) {
        known += (known.empty() ? "" : ", ") + std::string(entry.kind);
        if (kind != entry.kind) continue;
        if (labels.size() < entry.fewest) {
            return Error {ErrorKind::BadInput, kind + " needs at least " + std::to_string(entry.fewest) + " " + entry.names + ", there are " + std::to_string(labels.size()),
                          "labels", entry.cure};
        }
        return capture([&] { return entry.make(labels); });
    }
    return Error {ErrorKind::BadInput, "unknown task '" + kind + "'", "task", "use one of " + known};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 20; ++i) text += (i ? ", " : "") + names[i];
    return names.size() > 20 ? text + " …" : text;
}

Decision largest(const float* scores, std::size_t count) {
    const auto* best = std::max_element(scores, scores + count);
    return {.predicted = static_cast<std::int32_t>(best - scores), .score = *best};
}

}
