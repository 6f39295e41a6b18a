// SPDX-License-Identifier: GPL-3.0-or-later
// The "pre_tokenizer" of a tokenizer.json.
#include "engine/text/pipeline_json.h"
#include "engine/text/tokenizer_json.h"
#include "engine/text/unicode.h"

#include <array>
#include <utility>

namespace espalier {

namespace {

SplitBehavior readBehavior(const JsonFields& fields) {
    constexpr std::array kNames {std::pair {"Removed", SplitBehavior::Removed},
                                 std::pair {"Isolated", SplitBehavior::Isolated},
                                 std::pair {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
                                 std::pair {"MergedWithNext", SplitBehavior::MergedWithNext},
                                 std::pair {"Contiguous", SplitBehavior::Contiguous}};
    const std::string name = fields.string("behavior", "Isolated");
    for (const auto& [known, behavior] : kNames)
        if (name == known) return behavior;
    failUnsupported("behavior", name, fields.where(),
                    "Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous");
}

MetaspaceOptions readMetaspace(const JsonFields& fields) {
    MetaspaceOptions options;
    options.replacement = readCharacter(fields, "replacement");
    const std::string scheme = fields.string("prepend_scheme", "always");
    if (scheme != "always" && scheme != "never" && scheme != "first")
        failUnsupported("prepend_scheme", scheme, fields.where(), "always, never, first");
    options.prepend = scheme == "always" ? PrependScheme::Always
        : scheme == "first"              ? PrependScheme::First
                                         : PrependScheme::Never;
    if (!fields.boolean("add_prefix_space", true)) options.prepend = PrependScheme::Never;
    options.split = fields.boolean("split", true);
    return options;
}

/// Reads steps, and watches whether they are what ByteLevelWords or MetaspaceWords can say.
class StepReader {
public:
    explicit StepReader(PreTokenizerSteps& steps) : m_steps(steps) { }

    void read(const JsonFields& fields) {
        const std::string type = typeOf(fields);
        if (type == "Sequence")
            return forEachComponent(fields, "pretokenizers", [this](const JsonFields& one) { read(one); });
        watch(type, fields);
        m_steps.push_back(step(type, fields));
    }

    std::optional<ByteLevelWords> byteLevelWords() const { return m_isPlain ? m_byteLevel : std::nullopt; }
    std::optional<MetaspaceWords> metaspaceWords() const { return m_isPlain ? m_metaspace : std::nullopt; }

private:
    void watch(const std::string& type, const JsonFields& fields) {
        const bool isFirst = m_steps.empty(), isSecond = m_steps.size() == 1;
        if (type == "Digits" && isFirst && fields.boolean("individual_digits", false)) {
            m_digitsAlone = true;
        } else if (type == "ByteLevel" && (isFirst || (isSecond && m_digitsAlone))
                   && fields.boolean("use_regex", true)) {
            m_byteLevel = ByteLevelWords {fields.boolean("add_prefix_space", true), m_digitsAlone};
        } else if (type == "WhitespaceSplit" && isFirst) {
            m_spacesSplit = true;
        } else if (type == "Metaspace" && isSecond && m_spacesSplit) {
            const MetaspaceOptions options = readMetaspace(fields);
            m_isPlain = options.split && options.prepend != PrependScheme::First;
            m_metaspace = MetaspaceWords {nullptr, {}, options.prepend == PrependScheme::Always};
            unicode::appendUtf8(m_metaspace->mark, options.replacement);
        } else {
            m_isPlain = false;
        }
    }

    static PreTokenizerStep step(const std::string& type, const JsonFields& fields) {
        if (type == "ByteLevel")
            return steps::byteLevel(fields.boolean("add_prefix_space", true), fields.boolean("use_regex", true));
        if (type == "Metaspace") return steps::metaspace(readMetaspace(fields));
        if (type == "Split")
            return steps::splitPattern(readPattern(fields), readBehavior(fields), fields.boolean("invert", false));
        if (type == "Digits") return steps::digits(fields.boolean("individual_digits", false));
        if (type == "Whitespace") return steps::whitespace();
        if (type == "WhitespaceSplit") return steps::whitespaceSplit();
        if (type == "Punctuation") return steps::punctuation(readBehavior(fields));
        if (type == "BertPreTokenizer") return steps::bertWords();
        if (type == "CharDelimiterSplit") return steps::charDelimiter(readCharacter(fields, "delimiter"));
        if (type == "FixedLength") return fixedLength(fields);
        failUnsupported("pre_tokenizer", type, fields.where(),
                        "Sequence, ByteLevel, Metaspace, Split, Digits, Whitespace, WhitespaceSplit, Punctuation, "
                        "BertPreTokenizer, CharDelimiterSplit, FixedLength or none");
    }

    static PreTokenizerStep fixedLength(const JsonFields& fields) {
        const auto length = fields.integer("length").value_or(5);
        if (length <= 0) failBadInput("should be above 0", fields.where("length"));
        return steps::fixedLength(static_cast<std::size_t>(length));
    }

    PreTokenizerSteps& m_steps;
    std::optional<ByteLevelWords> m_byteLevel;
    std::optional<MetaspaceWords> m_metaspace;
    bool m_digitsAlone = false, m_spacesSplit = false, m_isPlain = true;
};

}

void readNormalizerAndPreTokenizer(const JsonFields& file, PipelineSpec& spec) {
    NormalizerReading normalizer = readNormalizer(file);
    spec.normalizer = std::move(normalizer.steps);
    if (file.find("pre_tokenizer") == nullptr) return;
    StepReader reader(spec.preTokenizer);
    reader.read(file.object("pre_tokenizer"));
    if (spec.normalizer.empty()) spec.byteLevelWords = reader.byteLevelWords();
    const bool mapAlone = spec.normalizer.size() == 1 && normalizer.map != nullptr;
    if (!spec.normalizer.empty() && !mapAlone) return;
    spec.metaspaceWords = reader.metaspaceWords();
    if (spec.metaspaceWords) spec.metaspaceWords->map = normalizer.map;
}

Pattern readPattern(const JsonFields& component) {
    const JsonFields pattern = component.object("pattern");
    if (auto text = pattern.string("String")) return Pattern::ofString(std::move(*text));
    if (const auto regex = pattern.string("Regex")) return Pattern::ofRegex(*regex, pattern.where("Regex"));
    failBadInput("should have a String or a Regex", pattern.where());
}

char32_t readCharacter(const JsonFields& component, const std::string& key) {
    component.required(key);
    const std::string text = *component.string(key);
    std::size_t position = 0;
    const char32_t c = text.empty() ? U'\0' : unicode::decodeUtf8(text, position);
    if (text.empty() || position != text.size()) failBadInput("should be one character", component.where(key));
    return c;
}

}
