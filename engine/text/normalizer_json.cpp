// SPDX-License-Identifier: GPL-3.0-or-later
// The "normalizer" of a tokenizer.json.
#include "engine/text/pipeline_json.h"
#include "engine/text/tokenizer_json.h"

namespace espalier {

namespace {

std::shared_ptr<const PrecompiledMap> readMap(const JsonFields& fields) {
    const std::string where = fields.where("precompiled_charsmap");
    fields.required("precompiled_charsmap");
    return std::make_shared<PrecompiledMap>(
        PrecompiledMap::parseBase64(*fields.string("precompiled_charsmap"), where).value());
}

void read(const JsonFields& fields, NormalizerReading& reading) {
    NormalizerSteps& out = reading.steps;
    const std::string type = typeOf(fields);
    if (type == "Sequence")
        forEachComponent(fields, "normalizers", [&](const JsonFields& one) { read(one, reading); });
    else if (type == "NFC")
        out.push_back(steps::normalForm(NormalForm::Nfc));
    else if (type == "NFD")
        out.push_back(steps::normalForm(NormalForm::Nfd));
    else if (type == "NFKC")
        out.push_back(steps::normalForm(NormalForm::Nfkc));
    else if (type == "NFKD")
        out.push_back(steps::normalForm(NormalForm::Nfkd));
    else if (type == "Lowercase")
        out.push_back(steps::lowerCase());
    else if (type == "Strip")
        out.push_back(steps::strip(fields.boolean("strip_left", true), fields.boolean("strip_right", true)));
    else if (type == "StripAccents")
        out.push_back(steps::stripAccents());
    else if (type == "Prepend")
        out.push_back(steps::prepend(fields.string("prepend", "")));
    else if (type == "Replace")
        out.push_back(steps::replace(readPattern(fields), fields.string("content", "")));
    else if (type == "Nmt")
        out.push_back(steps::nmt());
    else if (type == "Precompiled")
        out.push_back(steps::precompiled(reading.map = readMap(fields)));
    else if (type == "BertNormalizer")
        out.push_back(steps::bert(readBertNormalizer(fields)));
    else if (type == "ByteLevel")
        out.push_back(steps::byteLevel());
    else
        failUnsupported("normalizer", type, fields.where(),
                        "Sequence, NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, Prepend, Replace, Nmt, "
                        "Precompiled, BertNormalizer, ByteLevel or none");
}

}

NormalizerReading readNormalizer(const JsonFields& file) {
    NormalizerReading reading;
    if (file.find("normalizer") != nullptr) read(file.object("normalizer"), reading);
    return reading;
}

}
