// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/shared_body.h"

#include <unordered_map>

namespace espalier {
namespace {

const nn::Parameter& counterpart(const std::unordered_map<std::string, const nn::Parameter*>& body, const nn::Parameter& parameter,
                                 Model& first, Model& other) {
    const auto found = body.find(parameter.name);
    if (found != body.end() && found->second->value.sizes() == parameter.value.sizes()) return *found->second;
    failBadInput("a " + other.config().architecture + " can't stand on the body of a " + first.config().architecture + ": that has no "
                     + parameter.name,
                 "multi_task.tasks", "choose another base model, or tasks of one kind");
}

}

SharedBody::SharedBody(Model& first, Model& other) {
    std::unordered_map<std::string, const nn::Parameter*> body;
    for (const auto& parameter : first.parameters())
        if (!parameter.isHead) body.emplace(parameter.name, &parameter);
    for (auto& parameter : other.parameters())
        if (!parameter.isHead) parameter.value.set_data(counterpart(body, parameter, first, other).value.detach());
    // Weights that one product serves lie in one memory; that is the first model's now.
    other.moveTo(first.parameters().front().value.device());
    for (const auto& parameter : other.parameters())
        if (!parameter.isHead) m_pairs.push_back({*body.at(parameter.name), parameter});
}

void SharedBody::follow() {
    for (const auto& [first, other] : m_pairs) other.value.set_requires_grad(first.value.requires_grad());
}

void SharedBody::collect() {
    for (auto& [first, other] : m_pairs) {
        first.value.mutable_grad() = std::move(other.value.mutable_grad());
        if (other.sparseGradient && first.sparseGradient) {
            *first.sparseGradient = *other.sparseGradient;
            other.sparseGradient->clear();
        }
    }
    drop();
}

void SharedBody::drop() {
    for (auto& [first, other] : m_pairs) nn::clearGradient(other);
}

}
