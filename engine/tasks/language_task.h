// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/answer_spans.h"
#include "engine/tasks/task.h"
#include "engine/text/tokenizer.h"

namespace espalier {

/// What a language model reads of some rows, and which words it is to predict where.
struct WordBatch {
    PackedSequences input;
    PackedSequences decoder {}; ///< of an encoder–decoder, start token included; no sequence: there is none
    std::vector<std::int64_t> rows {}; ///< the tokens (of the decoder where there is one) that have a target
    std::vector<std::int64_t> targets {}; ///< as rows: the words
    std::vector<std::int32_t> owners {}; ///< as rows: which of the batch's sequences they belong to
};

/// What is drawn for a batch is a function of these and of the row alone. Evaluations always draw the same.
struct WordDraw {
    std::uint64_t seed = 0;
    std::int64_t step = -1; ///< < 0: an evaluation
};

/// Rows as ids and targets, and what that cost.
struct LanguageRows {
    std::vector<TokenizedExample> examples {};
    std::int64_t longest = 0, cut = 0; ///< tokens; rows that were longer than allowed
    std::vector<std::string> notes {}; ///< what was left out, and why
};

/// A task that predicts words of the vocabulary: its loss is the mean over predicted tokens, as Transformers' models'.
class LanguageTask : public Task {
public:
    const LanguageTask* asLanguage() const override { return this; }
    const std::vector<std::string>& labels() const override;

    /// Examples → ids and targets, of at most `maxLength` tokens, on `threads` threads. Throws Exception.
    virtual LanguageRows encode(const std::vector<Example>& examples, std::int64_t maxLength, int threads) const = 0;
    /// What is read of the encoded rows at `indices`, and predicted.
    virtual WordBatch batch(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices,
                            const WordDraw& draw) const = 0;
    /// perplexity: e to the mean loss.
    Metrics metrics(const std::vector<RowResult>& rows) const override;

    // A language task has no classes; these of Task are not asked.
    void setTargets(const std::vector<Example>&, std::vector<TokenizedExample>&) const override { }
    at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    std::int64_t targetCount(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const override;
    at::Tensor scores(const at::Tensor& logits) const override;
    std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                   const std::vector<std::int64_t>& indices) const override;
};

/// What a language task knows of a model beside its weights.
struct LanguageSettings {
    std::shared_ptr<const Tokenizer> tokenizer;
    ChatSource chat {}; ///< null: there is no chat template
    std::int32_t endId = -1; ///< eos_token_id; < 0: none
    std::int32_t startId = -1; ///< decoder_start_token_id of an encoder–decoder
    std::int32_t maskId = -1; ///< of the token that hides a word
    std::int64_t vocabularySize = 0; ///< words that one can be replaced by
};

/// causal-lm, seq2seq or masked-lm; error where the settings lack what it needs.
Result<std::unique_ptr<LanguageTask>> makeLanguageTask(const std::string& kind, LanguageSettings settings);

}
