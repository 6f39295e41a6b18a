// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/gguf_tokenizer.h"

#include "engine/base/file.h"
#include "engine/checkpoint/gguf.h"
#include "engine/text/bpe.h"
#include "engine/text/byte_alphabet.h"
#include "engine/text/describe.h"
#include "engine/text/gguf_splits.h"
#include "engine/text/merges_txt.h"
#include "engine/text/pipeline_json.h"
#include "engine/text/pipeline_tokenizer.h"
#include "engine/text/sentencepiece_model.h"
#include "engine/text/unicode.h"

namespace espalier {

namespace {

constexpr std::int64_t kControl = 3, kUserDefined = 4; ///< of tokenizer.ggml.token_type

/// A token in the alphabet of byte-level BPE; what is not written in it is taken for plain text.
std::string spelledInBytes(const std::string& token) {
    if (bytesOfToken(token)) return token;
    std::string spelled;
    for (const char byte : token)
        unicode::appendUtf8(spelled, byteCharacter(static_cast<std::uint8_t>(byte)));
    return spelled;
}

class GgufReader {
public:
    explicit GgufReader(const std::filesystem::path& path)
        : m_file(GgufFile::open(path).value()), m_where(path.string()), m_tokens(m_file.texts(key("tokens"))),
          m_types(m_file.integers(key("token_type"))) {
        const std::string model = m_file.text(key("model")).value_or("");
        if (model != "gpt2" && model != "llama")
            failBadInput("the tokenizer \"" + model + "\" is not supported", m_where + ": " + key("model"),
                         "supported: gpt2, llama");
        m_isByteLevel = model == "gpt2";
        if (m_tokens.empty()) failBadInput("the vocabulary is empty", m_where + ": " + key("tokens"));
        for (const std::string& token : m_tokens)
            if (!unicode::isUtf8(token)) failBadInput("a token is not UTF-8", m_where + ": " + key("tokens"));
    }

    PipelineSpec read() {
        readModel(nullptr);
        readSteps();
        addSpecials();
        addTemplate();
        m_spec.fingerprint = fingerprint();
        m_spec.files = {std::filesystem::path(m_where).filename().string()};
        return std::move(m_spec);
    }

    std::map<std::string, std::string> files() {
        Json sections = Json::object();
        readModel(&sections["model"]);
        sections.update(readSteps());
        addSpecials();
        addTemplate();
        const auto text = [&](std::int32_t id) { return m_spec.model->token(id); };
        return {{"tokenizer.json", toText(describeTokenizer(std::move(sections), m_spec, text), 1) + "\n"},
                {"tokenizer_config.json", toText(settings(), 2) + "\n"}};
    }

private:
    static std::string key(const char* name) { return std::string("tokenizer.ggml.") + name; }

    Vocabulary vocabulary() const {
        std::vector<std::pair<std::string, std::int32_t>> entries;
        for (const std::string& token : m_tokens)
            entries.emplace_back(m_isByteLevel ? spelledInBytes(token) : token,
                                 static_cast<std::int32_t>(entries.size()));
        return Vocabulary(std::move(entries));
    }

    BpeMerges merges() const {
        BpeMerges merges;
        for (const std::string& merge : m_file.texts(key("merges")))
            merges.push_back(parseMerge(merge, m_where + ": " + key("merges") + " " + std::to_string(merges.size())));
        if (m_file.has(key("merges"))) return merges;
        const std::vector<double> scores = m_file.numbers(key("scores"));
        if (scores.size() != m_tokens.size())
            failBadInput("there are neither merges nor a score for each token", m_where + ": " + key("scores"));
        std::vector<SentencePiece> pieces;
        for (std::size_t i = 0; i < scores.size(); ++i)
            pieces.push_back({m_tokens[i], static_cast<float>(scores[i])});
        const auto text = [&](std::int32_t id) { return m_tokens[static_cast<std::size_t>(id)]; };
        for (const SentencePieceMerge& merge : sentencePieceMerges(pieces, MergeOrder::ByScore))
            merges.emplace_back(text(merge.left), text(merge.right));
        return merges;
    }

    /// `description`, where not null, becomes the "model" of a tokenizer.json.
    void readModel(Json* description) {
        BpeOptions options;
        options.fuseUnknown = options.byteFallback = !m_isByteLevel;
        Vocabulary words = vocabulary();
        const BpeMerges pairs = merges();
        if (description != nullptr) *description = describeBpe(words, pairs, options);
        m_spec.model = std::make_shared<Bpe>(std::move(words), pairs, options, m_where + ": " + key("merges"));
    }

    /// Makes the steps; returns them as tokenizer.json has them.
    Json readSteps() {
        Json sections = m_isByteLevel ? byteLevelSteps() : metaspaceSteps();
        const JsonFields fields(sections, m_where + ": " + key("pre"));
        readNormalizerAndPreTokenizer(fields, m_spec);
        m_spec.decoder = readDecoder(fields);
        return sections;
    }

    Json byteLevelSteps() const {
        const std::string split(ggufSplit(m_file.text(key("pre")).value_or("")));
        Json steps = byteLevelStep(false, split.empty());
        if (!split.empty()) {
            const Json cut {
                {"type", "Split"}, {"pattern", {{"Regex", split}}}, {"behavior", "Isolated"}, {"invert", false}};
            steps = {{"type", "Sequence"}, {"pretokenizers", Json::array({cut, std::move(steps)})}};
        }
        return {{"pre_tokenizer", std::move(steps)}, {"decoder", byteLevelStep(true, true)}};
    }

    static Json metaspaceSteps() {
        return {{"pre_tokenizer", metaspaceStep("first", false)}, {"decoder", sentencePieceDecoder(true)}};
    }

    /// tokenizer_config.json: a class that takes tokenizer.json as it is.
    Json settings() const {
        Json json {{"tokenizer_class", "PreTrainedTokenizerFast"}, {"clean_up_tokenization_spaces", false}};
        constexpr std::pair<const char*, const char*> kNames[] {{"bos_token", "bos_token_id"},
                                                                {"eos_token", "eos_token_id"},
                                                                {"unk_token", "unknown_token_id"},
                                                                {"pad_token", "padding_token_id"}};
        for (const auto& [name, id] : kNames)
            if (const auto content = named(id)) json[name] = *content;
        if (const auto chat = m_file.text("tokenizer.chat_template")) json["chat_template"] = *chat;
        return json;
    }

    /// The token whose id a key has.
    std::optional<std::string> named(const char* name) const {
        const auto id = m_file.integer(key(name));
        if (!id) return std::nullopt;
        if (*id < 0 || static_cast<std::uint64_t>(*id) >= m_tokens.size())
            failBadInput("there is no token " + std::to_string(*id), m_where + ": " + key(name));
        return m_tokens[static_cast<std::size_t>(*id)];
    }

    static AddedToken special(std::string content, bool isSpecial = true) {
        AddedToken token;
        token.content = std::move(content);
        token.special = isSpecial;
        return token;
    }

    /// In Transformers' order: those of the class, those that the file marks, those that it names.
    void addSpecials() {
        std::vector<AddedToken> tokens, marked, users;
        if (m_isByteLevel)
            tokens = {special("<|endoftext|>")};
        else
            tokens = {special("<s>"), special("</s>"), special("<unk>")};
        for (std::size_t i = 0; i < std::min(m_types.size(), m_tokens.size()); ++i) {
            const bool odd = m_isByteLevel && !bytesOfToken(m_tokens[i]);
            if (m_types[i] == kControl && !odd) marked.push_back(special(m_tokens[i]));
            if (m_types[i] == kUserDefined && m_spec.model->id(m_tokens[i]))
                users.push_back(special(m_tokens[i], false));
        }
        m_spec.added.add(tokens, m_spec.vocabulary());
        m_spec.added.add(marked, m_spec.vocabulary());
        m_spec.added.add(users, m_spec.vocabulary());
        tokens.clear();
        for (const char* name : {"bos_token_id", "eos_token_id", "unknown_token_id", "padding_token_id"})
            if (const auto content = named(name); content && !m_spec.added.id(*content))
                tokens.push_back(special(*content));
        m_spec.added.add(tokens, m_spec.vocabulary());
        m_spec.padToken = named("padding_token_id").value_or("");
    }

    void addTemplate() {
        using Kind = TemplatePart::Kind;
        const auto id = [&](const char* flag, bool otherwise, const char* name) -> std::vector<std::int32_t> {
            const auto content = named(name);
            if (!m_file.boolean(key(flag)).value_or(otherwise) || !content) return {};
            return {m_spec.added.id(*content).value()};
        };
        const auto begin = id("add_bos_token", !m_isByteLevel, "bos_token_id"),
                   end = id("add_eos_token", false, "eos_token_id");
        const auto around = [&](std::vector<TemplatePart>& parts, Kind kind, std::int32_t typeId) {
            if (!begin.empty()) parts.push_back({Kind::Special, typeId, begin});
            parts.push_back({kind, typeId});
            if (!end.empty()) parts.push_back({Kind::Special, typeId, end});
        };
        m_spec.postProcessor = {{}, {}, {}};
        around(m_spec.postProcessor.single, Kind::First, 0);
        around(m_spec.postProcessor.pair, Kind::First, 0);
        around(m_spec.postProcessor.pair, Kind::Second, 1);
    }

    /// Of all metadata that has a say in the ids.
    std::string fingerprint() const {
        std::string digest;
        for (const auto& [name, value] : m_file.metadata())
            if (name.starts_with("tokenizer."))
                digest += name + sha256({reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()}) + '\n';
        return sha256(digest);
    }

    GgufFile m_file;
    std::string m_where;
    std::vector<std::string> m_tokens;
    std::vector<std::int64_t> m_types;
    bool m_isByteLevel = false;
    PipelineSpec m_spec;
};

}

std::shared_ptr<const Tokenizer> ggufTokenizer(const std::filesystem::path& path) {
    return makePipelineTokenizer(GgufReader(path).read());
}

std::map<std::string, std::string> ggufTokenizerFiles(const std::filesystem::path& path) {
    return GgufReader(path).files();
}

}
