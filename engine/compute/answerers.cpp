// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/answerers.h"

#include "engine/compute/torch_errors.h"
#include "engine/inference/embedding.h"
#include "engine/inference/fill_mask.h"
#include "engine/inference/question_answering.h"
#include "engine/inference/zero_shot.h"

#include <algorithm>

namespace espalier {
namespace {

class LocalMaskFiller final : public MaskFiller {
public:
    LocalMaskFiller(const std::filesystem::path& folder, const c10::Device& device, int threads) : m_filler(folder, device), m_threads(threads) { }

    const std::string& maskToken() const override { return m_filler.maskToken(); }
    Result<FilledText> fill(const std::string& text, const FillOptions& options) override {
        return guarded(m_threads, [&] { return m_filler.fill(text, options); });
    }

private:
    FillMask m_filler;
    int m_threads;
};

class LocalQuestionAnswerer final : public QuestionAnswerer {
public:
    LocalQuestionAnswerer(const std::filesystem::path& folder, const c10::Device& device, int threads) : m_answerer(folder, device), m_threads(threads) { }

    Result<FoundAnswer> answer(const std::string& question, const std::string& context, const QuestionOptions& options) override {
        return guarded(m_threads, [&] { return m_answerer.answer(question, context, options); });
    }

private:
    QuestionAnswering m_answerer;
    int m_threads;
};

class LocalEmbedder final : public Embedder {
public:
    LocalEmbedder(const std::filesystem::path& folder, const c10::Device& device, int threads) : m_embedding(folder, device), m_threads(threads) { }

    bool normalizes() const override { return m_embedding.normalizes(); }
    Result<std::vector<std::vector<float>>> embed(const std::vector<std::string>& texts, const CancellationToken& token, const ProgressSink& progress) override {
        return guarded(m_threads, [&] { return m_embedding.embed(texts, m_threads, stepper(token, progress, texts.size())); });
    }

private:
    Embedding m_embedding;
    int m_threads;
};

class LocalZeroShotClassifier final : public ZeroShotClassifier {
public:
    LocalZeroShotClassifier(const std::filesystem::path& folder, const c10::Device& device, int threads) : m_zeroShot(folder, device), m_threads(threads) { }

    Result<std::vector<Prediction>> classify(const std::vector<std::string>& texts, const ZeroShotOptions& options, const CancellationToken& token,
                                             const ProgressSink& progress) override {
        return guarded(m_threads, [&] {
            std::vector<Prediction> predictions;
            for (auto& scores : m_zeroShot.classify(texts, options, stepper(token, progress, texts.size()))) {
                const auto best = std::max_element(scores.begin(), scores.end());
                Prediction prediction {.label = options.labels[static_cast<std::size_t>(best - scores.begin())], .score = *best};
                prediction.scores = std::move(scores);
                predictions.push_back(std::move(prediction));
            }
            return predictions;
        });
    }

private:
    ZeroShot m_zeroShot;
    int m_threads;
};

}

std::shared_ptr<MaskFiller> makeMaskFiller(const std::filesystem::path& modelFolder, const c10::Device& device, int threads) {
    return std::make_shared<LocalMaskFiller>(modelFolder, device, threads);
}

std::shared_ptr<QuestionAnswerer> makeQuestionAnswerer(const std::filesystem::path& modelFolder, const c10::Device& device, int threads) {
    return std::make_shared<LocalQuestionAnswerer>(modelFolder, device, threads);
}

std::shared_ptr<Embedder> makeEmbedder(const std::filesystem::path& modelFolder, const c10::Device& device, int threads) {
    return std::make_shared<LocalEmbedder>(modelFolder, device, threads);
}

std::shared_ptr<ZeroShotClassifier> makeZeroShotClassifier(const std::filesystem::path& modelFolder, const c10::Device& device, int threads) {
    return std::make_shared<LocalZeroShotClassifier>(modelFolder, device, threads);
}

std::function<bool(std::int64_t)> stepper(const CancellationToken& token, const ProgressSink& progress, std::size_t total) {
    return [&token, &progress, total](std::int64_t done) {
        if (progress) progress({done, static_cast<std::int64_t>(total), "texts"});
        return !token.stopRequested();
    };
}

}
