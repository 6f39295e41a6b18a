// SPDX-License-Identifier: GPL-3.0-or-later
// Where Transformers' classes put special tokens.
#include "engine/text/class_pipeline.h"
#include "engine/text/tokenizer_settings.h"

namespace espalier {

namespace {

using Kind = TemplatePart::Kind;

class TemplateMaker {
public:
    TemplateMaker(const TokenizerFiles& files, PipelineSpec& spec)
        : m_files(files), m_spec(spec), m_config(configOf(files)) { }

    /// first A last, and as a pair first A last [last] B last.
    void around(const char* first, const char* last, bool twice, std::int32_t pairType) {
        const TemplatePart begin = special(first, 0), end = special(last, 0);
        setParts({begin, {Kind::First, 0}, end}, {begin, {Kind::First, 0}, end});
        auto& pair = m_spec.postProcessor.pair;
        if (twice) pair.push_back(end);
        pair.push_back({Kind::Second, pairType});
        pair.push_back(special(last, pairType));
    }

    void roberta() {
        around("cls_token", "sep_token", true, 0);
        if (m_config.boolean("trim_offsets", true))
            m_spec.postProcessor.trims.push_back({m_config.boolean("add_prefix_space", false)});
    }

    void t5() {
        const TemplatePart end = special("eos_token", 0);
        setParts({{Kind::First, 0}, end}, {{Kind::First, 0}, end, {Kind::Second, 0}, end});
    }

    /// The tokens that add_bos_token and add_eos_token ask for.
    void beginAndEnd() {
        const bool begins = m_config.boolean("add_bos_token", false) && !contentOf(m_files, "bos_token", "").empty();
        const bool ends = m_config.boolean("add_eos_token", false) && !contentOf(m_files, "eos_token", "").empty();
        const auto add = [&](std::vector<TemplatePart>& parts, Kind kind, std::int32_t typeId) {
            if (begins) parts.push_back(special("bos_token", typeId));
            parts.push_back({kind, typeId});
            if (ends) parts.push_back(special("eos_token", typeId));
        };
        setParts({}, {});
        add(m_spec.postProcessor.single, Kind::First, 0);
        add(m_spec.postProcessor.pair, Kind::First, 0);
        add(m_spec.postProcessor.pair, Kind::Second, 1);
    }

private:
    TemplatePart special(const std::string& name, std::int32_t typeId) const {
        const std::string content = contentOf(m_files, name, "");
        auto id = m_spec.added.id(content);
        if (!id) id = m_spec.model->id(content);
        if (!id) failBadInput("the vocabulary has no \"" + content + "\"", m_config.where(name));
        return {Kind::Special, typeId, {*id}};
    }

    void setParts(std::vector<TemplatePart> single, std::vector<TemplatePart> pair) {
        m_spec.postProcessor = {std::move(single), std::move(pair), {}};
    }

    const TokenizerFiles& m_files;
    PipelineSpec& m_spec;
    JsonFields m_config;
};

}

void applyClassTemplate(const TokenizerFiles& files, bool isJson, bool hasPostProcessor, PipelineSpec& spec) {
    TemplateMaker maker(files, spec);
    switch (files.kind()) {
    case TokenizerClass::Roberta:
        return maker.roberta();
    case TokenizerClass::Deberta:
        return maker.around("cls_token", "sep_token", true, 0);
    case TokenizerClass::XlmRoberta:
        return maker.around("bos_token", "eos_token", true, 0);
    case TokenizerClass::T5:
        return maker.t5();
    case TokenizerClass::Albert:
        if (!hasPostProcessor) maker.around("cls_token", "sep_token", false, 1);
        return;
    case TokenizerClass::DebertaV2:
        return maker.around("cls_token", "sep_token", false, 1);
    default: // GPT-2 and Llama, which leave a tokenizer.json's as it is
        if (!isJson) maker.beginAndEnd();
    }
}

}
