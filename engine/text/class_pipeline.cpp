// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/class_pipeline.h"

#include "engine/text/describe.h"
#include "engine/text/pipeline_json.h"
#include "engine/text/tokenizer_settings.h"

namespace espalier {

namespace {

/// Says what the steps are as tokenizer.json does, and has them made by its reader.
class PipelineMaker {
public:
    PipelineMaker(const TokenizerFiles& files, ClassSource& source)
        : m_kind(files.kind()), m_config(configOf(files)), m_source(source),
          m_unknown(contentOf(files, "unk_token", "")) { }

    PipelineSpec make(Json* sections) {
        if (m_kind == TokenizerClass::Llama)
            useLlama();
        else if (m_kind == TokenizerClass::DebertaV2)
            useDebertaV2();
        else if (isUnigramClass(m_kind))
            useWords();
        else
            useByteLevel();
        makeModel(sections != nullptr);
        const JsonFields fields(m_sections, m_source.where);
        readNormalizerAndPreTokenizer(fields, m_spec);
        m_spec.decoder = readDecoder(fields);
        if (sections != nullptr) *sections = std::move(m_sections);
        return std::move(m_spec);
    }

private:
    void makeModel(bool isDescribed) {
        if (isUnigramClass(m_kind)) {
            UnigramOptions options;
            options.unknownId = unknownId();
            if (isDescribed) m_sections["model"] = describeUnigram(m_source.pieces, options);
            m_spec.model = std::make_shared<Unigram>(std::move(m_source.pieces), options);
            return;
        }
        BpeOptions options;
        options.fuseUnknown = options.byteFallback = m_kind == TokenizerClass::Llama;
        if (isDescribed) m_sections["model"] = describeBpe(m_source.vocabulary, m_source.merges, options);
        m_spec.model = std::make_shared<Bpe>(std::move(m_source.vocabulary), m_source.merges, std::move(options),
                                             m_source.where);
    }

    void useByteLevel() {
        m_sections["pre_tokenizer"] = byteLevelStep(m_config.boolean("add_prefix_space", false), true);
        m_sections["decoder"] = byteLevelStep(true, true);
    }

    /// ▁ for spaces, in one piece; before the text alone unless the older way is asked for.
    void useLlama() {
        const bool addPrefixSpace = m_config.boolean("add_prefix_space", true);
        const char* scheme = !addPrefixSpace ? "never" : m_config.boolean("legacy", false) ? "always" : "first";
        m_sections["pre_tokenizer"] = metaspaceStep(scheme, false);
        m_sections["decoder"] = sentencePieceDecoder(addPrefixSpace);
    }

    /// XLM-RoBERTa, T5 and ALBERT: words between white space, each with a ▁ before it.
    void useWords() {
        Json steps = m_kind == TokenizerClass::Albert ? albertNormalizers() : Json::array();
        if (!m_source.charsmap.empty())
            steps.push_back({{"type", "Precompiled"}, {"precompiled_charsmap", std::move(m_source.charsmap)}});
        normalize(std::move(steps));
        const bool prefix = m_kind == TokenizerClass::T5 || m_config.boolean("add_prefix_space", true);
        const Json metaspace = metaspaceStep(prefix ? "always" : "never", true);
        m_sections["pre_tokenizer"]
            = {{"type", "Sequence"}, {"pretokenizers", Json::array({{{"type", "WhitespaceSplit"}}, metaspace})}};
        m_sections["decoder"] = metaspace;
    }

    Json albertNormalizers() const {
        Json steps = Json::array({replaceStep({{"String", "``"}}, "\""), replaceStep({{"String", "''"}}, "\"")});
        if (!m_config.boolean("keep_accents", false)) {
            steps.push_back({{"type", "NFKD"}});
            steps.push_back({{"type", "StripAccents"}});
        }
        if (m_config.boolean("do_lower_case", true)) steps.push_back({{"type", "Lowercase"}});
        return steps;
    }

    void useDebertaV2() {
        Json normalizers = Json::array();
        if (m_config.boolean("do_lower_case", false)) normalizers.push_back({{"type", "Lowercase"}});
        normalizers.push_back(replaceStep({{"Regex", "\\s{2,}|[\\n\\r\\t]"}}, " "));
        normalizers.push_back({{"type", "NFC"}});
        normalizers.push_back({{"type", "Strip"}, {"strip_left", false}, {"strip_right", true}});
        normalize(std::move(normalizers));
        Json steps = Json::array();
        if (m_config.boolean("split_by_punct", false))
            steps.push_back({{"type", "Punctuation"}, {"behavior", "Isolated"}});
        steps.push_back(metaspaceStep(m_config.boolean("add_prefix_space", true) ? "always" : "first", true));
        m_sections["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", std::move(steps)}};
        m_sections["decoder"] = metaspaceStep("always", true);
    }

    static Json replaceStep(Json pattern, const char* content) {
        return {{"type", "Replace"}, {"pattern", std::move(pattern)}, {"content", content}};
    }

    void normalize(Json steps) {
        if (steps.size() == 1) m_sections["normalizer"] = steps.front();
        if (steps.size() > 1) m_sections["normalizer"] = {{"type", "Sequence"}, {"normalizers", std::move(steps)}};
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
    Json m_sections = Json::object();
    PipelineSpec m_spec;
};

}

PipelineSpec classPipeline(const TokenizerFiles& files, ClassSource source, Json* sections) {
    PipelineSpec spec = PipelineMaker(files, source).make(sections);
    if (source.postProcessor) spec.postProcessor = std::move(*source.postProcessor);
    return spec;
}

}
