// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/language_task.h"

#include "engine/tasks/causal_lm.h"
#include "engine/tasks/masked_lm.h"
#include "engine/tasks/seq2seq.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace espalier {
namespace {

[[noreturn]] void failNoClasses() {
    fail(ErrorKind::Failed, "a language task has no classes");
}

}

const std::vector<std::string>& LanguageTask::labels() const {
    static const std::vector<std::string> none;
    return none;
}

Metrics LanguageTask::metrics(const std::vector<RowResult>& rows) const {
    double loss = 0;
    std::int64_t words = 0;
    for (const auto& row : rows) {
        loss += row.loss;
        words += row.words;
    }
    return {{"perplexity", words ? std::exp(loss / static_cast<double>(words)) : 1}};
}

at::Tensor LanguageTask::targets(const std::vector<TokenizedExample>&, const std::vector<std::int64_t>&) const {
    return at::empty({0}, at::kLong);
}
std::int64_t LanguageTask::targetCount(const std::vector<TokenizedExample>&, const std::vector<std::int64_t>&) const {
    failNoClasses();
}
at::Tensor LanguageTask::lossSum(const at::Tensor&, const at::Tensor&) const {
    failNoClasses();
}
at::Tensor LanguageTask::scores(const at::Tensor&) const {
    failNoClasses();
}
std::vector<RowResult> LanguageTask::results(const at::Tensor&, const std::vector<TokenizedExample>&,
                                             const std::vector<std::int64_t>&) const {
    failNoClasses();
}

Result<std::unique_ptr<LanguageTask>> makeLanguageTask(const std::string& kind, LanguageSettings settings) {
    return capture([&]() -> std::unique_ptr<LanguageTask> {
        if (kind == "causal-lm") return std::make_unique<CausalLm>(std::move(settings));
        if (kind == "seq2seq") return std::make_unique<Seq2Seq>(std::move(settings));
        if (kind == "masked-lm") return std::make_unique<MaskedLm>(std::move(settings));
        failBadInput("unknown task '" + kind + "'", "task", "use one of causal-lm, seq2seq, masked-lm");
    });
}

}
