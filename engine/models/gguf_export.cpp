// SPDX-License-Identifier: GPL-3.0-or-later
// As llama.cpp's convert_hf_to_gguf.py does it.
#include "engine/models/gguf_export.h"

#include "engine/checkpoint/float_conversion.h"
#include "engine/models/config.h"
#include "engine/models/config_fields.h"
#include "engine/models/gguf_model.h"
#include "engine/models/gguf_names.h"

#include <algorithm>
#include <list>

namespace espalier {

namespace {

using Layout = GgufPlace::Layout;

/// Buffers that were there when a model was saved and that nothing reads.
bool isBuffer(const std::string& name) {
    return name.ends_with(".attn.bias") || name.ends_with(".attn.masked_bias") || name.ends_with("rotary_emb.inv_freq");
}

std::optional<GgufPlace> placeOf(const std::string& architecture, const std::string& name) {
    if (auto place = ggufPlaceOf(architecture, name)) return place;
    return ggufPlaceOf(architecture, (architecture == "llama" ? "model." : "transformer.") + name); // a bare body's
}

/// Rows of each head with the pairs of a rotation side by side.
std::vector<float> interleaved(const std::vector<float>& values, std::size_t rows, std::int64_t heads,
                               const std::string& where) {
    if (heads < 1 || rows % (2 * static_cast<std::size_t>(heads)) != 0)
        failBadInput("the rows are not an even number a head", where, "use the config.json that came with the weights");
    const std::size_t columns = values.size() / rows, perHead = rows / static_cast<std::size_t>(heads);
    std::vector<float> result(values.size());
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t head = row / perHead, within = row % perHead;
        const std::size_t source = head * perHead + within % 2 * (perHead / 2) + within / 2;
        std::copy_n(values.data() + source * columns, columns, result.data() + row * columns);
    }
    return result;
}

std::vector<float> transposed(const std::vector<float>& values, std::size_t rows) {
    const std::size_t columns = values.size() / rows;
    std::vector<float> result(values.size());
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            result[column * rows + row] = values[row * columns + column];
    return result;
}

/// Vectors, norms and positions stay float32; rows that are not whole blocks become F16.
DataType typeFor(const std::string& name, const std::vector<std::int64_t>& shape, DataType wanted) {
    if (shape.size() < 2 || name.starts_with("position_embd") || name.ends_with("_norm.weight")) return DataType::F32;
    return wanted == DataType::Q8_0 && shape.back() % 32 != 0 ? DataType::F16 : wanted;
}

std::vector<std::uint8_t> packed(const std::vector<float>& values, DataType type) {
    if (type == DataType::F16) return toHalves(values);
    if (type == DataType::Q8_0) return toQ8_0(values);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
    return {bytes, bytes + values.size() * sizeof(float)};
}

class Exporter {
public:
    Exporter(const Weights& weights, const Json& config, const std::string& file, DataType type)
        : m_weights(weights), m_architecture(ConfigFields(config, file).text("model_type", "")), m_type(type) {
        const ConfigFields fields(config, file);
        m_heads = fields.size(m_architecture == "llama" ? "num_attention_heads" : "n_head");
        m_keyHeads
            = static_cast<std::int64_t>(fields.number("num_key_value_heads", static_cast<double>(m_heads), 1, 65536));
        const auto tied = config.find("tie_word_embeddings"); // Transformers' default differs by family
        m_tied = tied != config.end() && tied->is_boolean() ? tied->get<bool>() : m_architecture == "gpt2";
    }

    std::vector<GgufTensorToWrite> tensors(const std::vector<float>& ropeDivisors) {
        for (const auto& [name, tensor] : m_weights.tensors())
            if (!isBuffer(name)) add(name, tensor);
        if (!ropeDivisors.empty())
            put("rope_freqs.weight", {static_cast<std::int64_t>(ropeDivisors.size())}, ropeDivisors);
        const auto has = [&](const char* name) {
            return std::any_of(m_tensors.begin(), m_tensors.end(),
                               [&](const auto& tensor) { return tensor.name == name; });
        };
        for (const char* needed :
             {"token_embd.weight", "output_norm.weight", m_tied ? "output_norm.weight" : "output.weight"})
            if (!has(needed))
                failBadInput("the weights that a GGUF calls \"" + std::string(needed) + "\" are missing",
                             m_weights.path().string(), "export a model for text generation");
        return std::move(m_tensors);
    }

private:
    void add(const std::string& name, const StoredTensor& tensor) {
        const std::string where = m_weights.where(name);
        const auto place = placeOf(m_architecture, name);
        if (!place)
            failBadInput("a GGUF of the architecture " + m_architecture + " has no place for this tensor", where,
                         "export a model for text generation");
        if (place->name == "output.weight" && m_tied) return;
        std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
        readFloats(tensor, values, where);
        std::vector<std::int64_t> shape = tensor.shape;
        const std::size_t rows = shape.empty() ? 1 : static_cast<std::size_t>(shape.front());
        if (place->layout == Layout::QueryRows) values = interleaved(values, rows, m_heads, where);
        if (place->layout == Layout::KeyRows) values = interleaved(values, rows, m_keyHeads, where);
        if (place->layout == Layout::Transposed && shape.size() == 2) {
            values = transposed(values, rows);
            std::swap(shape[0], shape[1]);
        }
        put(place->name, shape, values);
    }

    void put(const std::string& name, const std::vector<std::int64_t>& shape, const std::vector<float>& values) {
        const DataType type = typeFor(name, shape, m_type);
        m_bytes.push_back(packed(values, type));
        m_tensors.push_back({name, type, shape, m_bytes.back()});
    }

    const Weights& m_weights;
    std::string m_architecture;
    DataType m_type;
    std::int64_t m_heads = 0, m_keyHeads = 0;
    bool m_tied = false;
    std::list<std::vector<std::uint8_t>> m_bytes; ///< what the tensors' bytes belong to
    std::vector<GgufTensorToWrite> m_tensors;
};

/// llama.cpp's number of a file's type.
std::uint32_t fileType(DataType type) {
    return type == DataType::F32 ? 0 : type == DataType::F16 ? 1 : 7;
}

void copyTokenizer(GgufMetadata& metadata, const GgufFile& file) {
    for (const std::string& key : file.keys())
        if (key.starts_with("tokenizer.")) metadata.copy(key, file.metadata().at(key));
}

}

void exportGguf(const std::filesystem::path& model, const std::filesystem::path& output, DataType type) {
    if (type != DataType::F32 && type != DataType::F16 && type != DataType::Q8_0)
        fail(ErrorKind::Usage, std::string("a GGUF is written as F32, F16 or Q8_0, not ") + dataTypeName(type));
    std::string file;
    const Json config = readConfigSource(model, file);
    const Weights weights = openModelWeights(model).value();
    GgufMetadata metadata;
    addGgufConfig(metadata, config, file);
    metadata.text("general.name", std::filesystem::absolute(model).lexically_normal().stem().string());
    metadata.u32("general.file_type", fileType(type));
    metadata.u32("general.quantization_version", 2);
    if (weights.gguf())
        copyTokenizer(metadata, *weights.gguf());
    else
        addGgufTokenizer(metadata, model, config, ConfigFields(config, file).size("vocab_size"));
    Exporter exporter(weights, config, file, type);
    writeGguf(output, metadata, exporter.tensors(ggufRopeDivisors(config)));
}

}
