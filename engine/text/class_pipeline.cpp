// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/class_pipeline.h"

#include "engine/text/tokenizer_settings.h"

namespace espalier {

namespace {

using Kind = TemplatePart::Kind;

JsonFields configOf(const TokenizerFiles& files) {
    return {files.config(), files.pathOf("tokenizer_config.json")};
}

void useByteLevel(const TokenizerFiles& files, PipelineSpec& spec) {
    const bool addPrefixSpace = configOf(files).boolean("add_prefix_space", false);
    spec.preTokenizer = {steps::byteLevel(addPrefixSpace, true)};
    spec.byteLevelWords = ByteLevelWords {addPrefixSpace, false};
    spec.decoder = DecoderSteps {steps::byteLevelDecoder()};
}

/// ▁ for spaces, in one piece; as newer Llama tokenizers, it is put only before the text unless `legacy` is set.
void useLlama(const TokenizerFiles& files, PipelineSpec& spec) {
    const JsonFields config = configOf(files);
    MetaspaceOptions metaspace;
    metaspace.split = false;
    const bool addPrefixSpace = config.boolean("add_prefix_space", true);
    metaspace.prepend = !addPrefixSpace   ? PrependScheme::Never
        : config.boolean("legacy", false) ? PrependScheme::Always
                                          : PrependScheme::First;
    spec.preTokenizer = {steps::metaspace(metaspace)};
    spec.decoder = DecoderSteps {steps::replaceDecoder(Pattern::ofString("\u2581"), " "), steps::byteFallbackDecoder(),
                                 steps::fuseDecoder()};
    if (addPrefixSpace) spec.decoder->push_back(steps::stripDecoder(U' ', 1, 0));
}

class TemplateMaker {
public:
    TemplateMaker(const TokenizerFiles& files, PipelineSpec& spec) : m_files(files), m_spec(spec) { }

    /// The special token of this name.
    TemplatePart special(const std::string& name, std::int32_t typeId) const {
        const std::string content = contentOf(m_files, name, "");
        auto id = m_spec.added.id(content);
        if (!id) id = m_spec.model->id(content);
        if (!id)
            failBadInput("the vocabulary has no " + content, m_files.pathOf("tokenizer_config.json") + ": " + name);
        return {Kind::Special, typeId, {*id}};
    }

    /// cls A sep, and as a pair cls A sep [sep] B sep.
    void classAndSeparator(const char* first, const char* last, bool twice, std::int32_t pairType) {
        const TemplatePart cls = special(first, 0), sep = special(last, 0);
        m_spec.postProcessor.single = {cls, {Kind::First, 0}, sep};
        m_spec.postProcessor.pair = {cls, {Kind::First, 0}, sep};
        if (twice) m_spec.postProcessor.pair.push_back(sep);
        m_spec.postProcessor.pair.push_back({Kind::Second, pairType});
        m_spec.postProcessor.pair.push_back(special(last, pairType));
    }

    /// The beginning and end tokens that add_bos_token and add_eos_token ask for.
    void beginAndEnd() {
        const JsonFields config = configOf(m_files);
        const bool begins = config.boolean("add_bos_token", false) && !contentOf(m_files, "bos_token", "").empty();
        const bool ends = config.boolean("add_eos_token", false) && !contentOf(m_files, "eos_token", "").empty();
        const auto add = [&](std::vector<TemplatePart>& parts, Kind kind, std::int32_t typeId) {
            if (begins) parts.push_back(special("bos_token", typeId));
            parts.push_back({kind, typeId});
            if (ends) parts.push_back(special("eos_token", typeId));
        };
        m_spec.postProcessor = {{}, {}};
        add(m_spec.postProcessor.single, Kind::First, 0);
        add(m_spec.postProcessor.pair, Kind::First, 0);
        add(m_spec.postProcessor.pair, Kind::Second, 1);
    }

private:
    const TokenizerFiles& m_files;
    PipelineSpec& m_spec;
};

}

PipelineSpec bytePairPipeline(const TokenizerFiles& files, BytePairSource source) {
    PipelineSpec spec;
    BpeOptions options;
    const bool llama = files.kind() == TokenizerClass::Llama;
    options.fuseUnknown = options.byteFallback = llama;
    spec.model = std::make_shared<Bpe>(std::move(source.vocabulary), source.merges, std::move(options), source.where);
    if (llama)
        useLlama(files, spec);
    else
        useByteLevel(files, spec);
    if (source.postProcessor) spec.postProcessor = std::move(*source.postProcessor);
    return spec;
}

void applyClassTemplate(const TokenizerFiles& files, bool isJson, PipelineSpec& spec) {
    TemplateMaker maker(files, spec);
    const JsonFields config = configOf(files);
    switch (files.kind()) {
    case TokenizerClass::Roberta:
        spec.postProcessor.trims.clear();
        maker.classAndSeparator("cls_token", "sep_token", true, 0);
        if (config.boolean("trim_offsets", true))
            spec.postProcessor.trims.push_back({config.boolean("add_prefix_space", false)});
        break;
    case TokenizerClass::Deberta:
        spec.postProcessor.trims.clear();
        maker.classAndSeparator("cls_token", "sep_token", true, 0);
        break;
    case TokenizerClass::Gpt2:
    case TokenizerClass::Llama:
        if (!isJson) maker.beginAndEnd();
        break;
    default:
        break;
    }
}

}
