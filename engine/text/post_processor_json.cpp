// SPDX-License-Identifier: GPL-3.0-or-later
// The "post_processor" of a tokenizer.json.
#include "engine/text/tokenizer_json.h"

namespace espalier {

namespace {

using Kind = TemplatePart::Kind;

/// ["[SEP]", 102] of BertProcessing.
TemplatePart namedToken(const JsonFields& fields, const std::string& key, std::int32_t typeId) {
    const Json& pair = fields.required(key);
    if (!pair.is_array() || pair.size() != 2) failBadInput("should be a token and its id", fields.where(key));
    return {Kind::Special, typeId, {tokenId(pair[1], fields.where(key))}};
}

std::vector<std::int32_t> specialIds(const JsonFields& processor, const std::string& name) {
    const JsonFields token = processor.object("special_tokens").object(name);
    const Json& json = token.required("ids");
    if (!json.is_array()) failBadInput("should be a list of ids", token.where("ids"));
    std::vector<std::int32_t> ids;
    for (const Json& id : json)
        ids.push_back(tokenId(id, token.where("ids")));
    return ids;
}

TemplatePart templatePart(const JsonFields& processor, const JsonFields& piece, bool pair) {
    const bool special = piece.find("SpecialToken") != nullptr;
    const JsonFields fields = piece.object(special ? "SpecialToken" : "Sequence");
    const std::string id = fields.string("id", "");
    const std::int32_t typeId = tokenId(fields.required("type_id"), fields.where("type_id"));
    if (special) return {Kind::Special, typeId, specialIds(processor, id)};
    if (id == "A") return {Kind::First, typeId};
    if (id != "B" || !pair) failBadInput("the template has no sequence \"" + id + "\"", fields.where());
    return {Kind::Second, typeId};
}

std::vector<TemplatePart> readTemplate(const JsonFields& processor, const std::string& key) {
    const Json& pieces = processor.required(key);
    if (!pieces.is_array()) failBadInput("should be a list", processor.where(key));
    std::vector<TemplatePart> parts;
    for (const Json& piece : pieces)
        parts.push_back(templatePart(processor, JsonFields(piece, processor.where(key)), key == "pair"));
    return parts;
}

/// Reads processors one after the other; only one of them may add tokens.
class ProcessorReader {
public:
    explicit ProcessorReader(PostProcessor& processor) : m_processor(processor) { }

    void read(const JsonFields& fields) {
        const std::string type = typeOf(fields);
        if (type == "Sequence") {
            const Json& list = fields.required("processors");
            if (!list.is_array()) failBadInput("should be a list", fields.where("processors"));
            for (const Json& one : list)
                read(JsonFields(one, fields.where("processors")));
        } else if (type == "ByteLevel") {
            readTrim(fields);
        } else if (type == "TemplateProcessing") {
            setParts(fields, readTemplate(fields, "single"), readTemplate(fields, "pair"));
        } else if (type == "BertProcessing") {
            const TemplatePart cls = namedToken(fields, "cls", 0), sep = namedToken(fields, "sep", 0);
            setParts(fields, {cls, {Kind::First, 0}, sep},
                     {cls, {Kind::First, 0}, sep, {Kind::Second, 1}, namedToken(fields, "sep", 1)});
        } else if (type == "RobertaProcessing") {
            readTrim(fields);
            setRobertaTemplate(fields);
        } else {
            failUnsupported("post_processor", type, fields.where(),
                            "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence or none");
        }
    }

private:
    void readTrim(const JsonFields& fields) {
        if (fields.boolean("trim_offsets", true))
            m_processor.trims.push_back({fields.boolean("add_prefix_space", true)});
    }

    void setRobertaTemplate(const JsonFields& fields) {
        const TemplatePart cls = namedToken(fields, "cls", 0), sep = namedToken(fields, "sep", 0);
        setParts(fields, {cls, {Kind::First, 0}, sep}, {cls, {Kind::First, 0}, sep, sep, {Kind::Second, 0}, sep});
    }

    void setParts(const JsonFields& fields, std::vector<TemplatePart> single, std::vector<TemplatePart> pair) {
        if (m_hasParts) failBadInput("two post-processors add tokens, of which only one is supported", fields.where());
        m_hasParts = true;
        m_processor.single = std::move(single);
        m_processor.pair = std::move(pair);
    }

    PostProcessor& m_processor;
    bool m_hasParts = false;
};

}

void readPostProcessor(const JsonFields& file, PostProcessor& processor) {
    if (file.find("post_processor") == nullptr) return;
    ProcessorReader(processor).read(file.object("post_processor"));
}

}
