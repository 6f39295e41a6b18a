// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/classification.h"

namespace espalier {

Result<std::unique_ptr<Task>> makeTask(const std::string& kind, const std::vector<std::string>& labels) {
    if (kind != "classification") {
        return Error {ErrorKind::BadInput, "unknown task '" + kind + "'", "task", "use classification"};
    }
    if (labels.size() < 2) {
        return Error {ErrorKind::BadInput, "classification needs at least two classes, there are " + std::to_string(labels.size()),
                      "labels", "choose another label column, or add rows of another class"};
    }
    return capture([&]() -> std::unique_ptr<Task> { return std::make_unique<Classification>(labels); });
}

}
