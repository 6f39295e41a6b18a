// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/class_pipeline.h"

#include "engine/text/tokenizer_settings.h"

namespace espalier {

namespace {

constexpr std::string_view kMark = "\u2581";

class PipelineMaker {
public:
    PipelineMaker(const TokenizerFiles& files, ClassSource& source)
        : m_kind(files.kind()), m_config(configOf(files)), m_source(source),
          m_unknown(contentOf(files, "unk_token", "")) { }

    PipelineSpec make() {
        if (isUnigramClass(m_kind)) {
            UnigramOptions options;
            options.unknownId = unknownId();
            m_spec.model = std::make_shared<Unigram>(std::move(m_source.pieces), options);
        } else {
            BpeOptions options;
            options.fuseUnknown = options.byteFallback = m_kind == TokenizerClass::Llama;
            m_spec.model = std::make_shared<Bpe>(std::move(m_source.vocabulary), m_source.merges, std::move(options),
                                                 m_source.where);
        }
        if (m_kind == TokenizerClass::Llama)
            useLlama();
        else if (m_kind == TokenizerClass::DebertaV2)
            useDebertaV2();
        else if (isUnigramClass(m_kind))
            useWords();
        else
            useByteLevel();
        return std::move(m_spec);
    }

private:
    void useByteLevel() {
        const bool addPrefixSpace = m_config.boolean("add_prefix_space", false);
        m_spec.preTokenizer = {steps::byteLevel(addPrefixSpace, true)};
        m_spec.byteLevelWords = ByteLevelWords {addPrefixSpace, false};
        m_spec.decoder = DecoderSteps {steps::byteLevelDecoder()};
    }

    /// ▁ for spaces, in one piece; before the text alone unless the older way is asked for.
    void useLlama() {
        const bool addPrefixSpace = m_config.boolean("add_prefix_space", true);
        MetaspaceOptions metaspace;
        metaspace.split = false;
        metaspace.prepend = !addPrefixSpace     ? PrependScheme::Never
            : m_config.boolean("legacy", false) ? PrependScheme::Always
                                                : PrependScheme::First;
        m_spec.preTokenizer = {steps::metaspace(metaspace)};
        m_spec.decoder = DecoderSteps {steps::replaceDecoder(Pattern::ofString(std::string(kMark)), " "),
                                       steps::byteFallbackDecoder(), steps::fuseDecoder()};
        if (addPrefixSpace) m_spec.decoder->push_back(steps::stripDecoder(U' ', 1, 0));
    }

    /// XLM-RoBERTa, T5 and ALBERT: words between white space, each with a ▁ before it.
    void useWords() {
        if (m_kind == TokenizerClass::Albert) normalizeAlbert();
        if (m_source.map != nullptr) m_spec.normalizer.push_back(steps::precompiled(m_source.map));
        MetaspaceOptions metaspace;
        const bool prefix = m_kind == TokenizerClass::T5 || m_config.boolean("add_prefix_space", true);
        metaspace.prepend = prefix ? PrependScheme::Always : PrependScheme::Never;
        m_spec.preTokenizer = {steps::whitespaceSplit(), steps::metaspace(metaspace)};
        m_spec.decoder = DecoderSteps {steps::metaspaceDecoder(metaspace.replacement, prefix)};
        if (m_kind != TokenizerClass::Albert)
            m_spec.metaspaceWords = MetaspaceWords {m_source.map, std::string(kMark), prefix};
    }

    void normalizeAlbert() {
        NormalizerSteps& steps = m_spec.normalizer;
        steps.push_back(steps::replace(Pattern::ofString("``"), "\""));
        steps.push_back(steps::replace(Pattern::ofString("''"), "\""));
        if (!m_config.boolean("keep_accents", false)) {
            steps.push_back(steps::normalForm(NormalForm::Nfkd));
            steps.push_back(steps::stripAccents());
        }
        if (m_config.boolean("do_lower_case", true)) steps.push_back(steps::lowerCase());
    }

    void useDebertaV2() {
        if (m_config.boolean("do_lower_case", false)) m_spec.normalizer.push_back(steps::lowerCase());
        m_spec.normalizer.push_back(steps::replace(Pattern::ofRegex("\\s{2,}|[\\n\\r\\t]", m_source.where), " "));
        m_spec.normalizer.push_back(steps::normalForm(NormalForm::Nfc));
        m_spec.normalizer.push_back(steps::strip(false, true));
        if (m_config.boolean("split_by_punct", false))
            m_spec.preTokenizer.push_back(steps::punctuation(SplitBehavior::Isolated));
        MetaspaceOptions metaspace;
        if (!m_config.boolean("add_prefix_space", true)) metaspace.prepend = PrependScheme::First;
        m_spec.preTokenizer.push_back(steps::metaspace(metaspace));
        m_spec.decoder = DecoderSteps {steps::metaspaceDecoder(metaspace.replacement, true)};
    }

    std::optional<std::int32_t> unknownId() const {
        if (m_kind == TokenizerClass::XlmRoberta) return 3;
        if (m_kind == TokenizerClass::T5) return 2;
        if (m_kind == TokenizerClass::Albert) return 1;
        // DeBERTa: where the vocabulary has the token with a score of 0, that one.
        for (std::size_t i = 0; i < m_source.pieces.size(); ++i)
            if (m_source.pieces[i].text == m_unknown && m_source.pieces[i].score == 0)
                return static_cast<std::int32_t>(i);
        if (m_source.unknownId) return m_source.unknownId;
        return static_cast<std::int32_t>(m_config.integer("unk_id").value_or(1));
    }

    TokenizerClass m_kind;
    JsonFields m_config;
    ClassSource& m_source;
    std::string m_unknown;
    PipelineSpec m_spec;
};

}

PipelineSpec classPipeline(const TokenizerFiles& files, ClassSource source) {
    PipelineSpec spec = PipelineMaker(files, source).make();
    if (source.postProcessor) spec.postProcessor = std::move(*source.postProcessor);
    return spec;
}

}
