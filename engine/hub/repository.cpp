// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/repository.h"

#include "engine/base/json.h"
#include "engine/checkpoint/shard_index.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace espalier {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameBytes = 200, kFiles = 20'000, kShards = 2'000;

/// Besides the weights: what a model is and how it cuts text. Only config.json has to be there.
constexpr std::array kBesides {"config.json",          "tokenizer.json",   "tokenizer_config.json",   "special_tokens_map.json",
                               "added_tokens.json",    "vocab.txt",        "vocab.json",              "merges.txt",
                               "spiece.model",         "spm.model",        "sentencepiece.bpe.model", "tokenizer.model",
                               "generation_config.json", "README.md"};

/// One set of weights, the best first.
constexpr std::array kWeights {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"};

bool isIndex(const std::string& name) {
    return name.size() > 11 && name.compare(name.size() - 11, 11, ".index.json") == 0;
}

/// A plain file name: no folder, nothing hidden, nothing that a shell or a terminal trips over.
bool isFileName(const std::string& name) {
    if (name.empty() || name.size() > kNameBytes || name.front() == '.') return false;
    return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == '_'; });
}

bool isNamePart(std::string_view part) {
    if (part.empty() || part.size() > 96 || part.front() == '.' || part.front() == '-' || part.find("..") != std::string_view::npos
        || part.find("--") != std::string_view::npos)
        return false;
    return std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == '_'; });
}

bool isHash(const std::string& text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string textOf(const Json& object, const char* field) {
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t sizeOf(const Json& object) {
    const auto found = object.find("size");
    return found != object.end() && found->is_number_unsigned() && *found <= INT64_MAX ? found->get<std::int64_t>() : -1;
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool isTrue(std::string value) {
    std::transform(value.begin(), value.end(), value.begin(), [](unsigned char c) { return std::toupper(c); });
    return value == "1" || value == "ON" || value == "YES" || value == "TRUE";
}

}

Result<HubOptions> hubOptions() {
    return capture([] {
        HubOptions options;
        if (auto endpoint = environment("HF_ENDPOINT"); !endpoint.empty()) {
            while (!endpoint.empty() && endpoint.back() == '/') endpoint.pop_back();
            if (endpoint.rfind("https://", 0) != 0 && endpoint.rfind("http://", 0) != 0)
                failBadInput("HF_ENDPOINT is no address of a hub", endpoint, "give one that begins with https://, or unset it");
            options.endpoint = endpoint;
        }
        options.token = environment("HF_TOKEN");
        options.token.erase(options.token.find_last_not_of(" \t\r\n") + 1);
        if (!std::all_of(options.token.begin(), options.token.end(), [](unsigned char c) { return c > 32 && c < 127; }))
            failBadInput("HF_TOKEN holds characters that no token has", "HF_TOKEN", "copy it again, or unset it");
        options.offline = isTrue(environment("HF_HUB_OFFLINE"));
        return options;
    });
}

bool isRepositoryName(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return isNamePart(text);
    return isNamePart(std::string_view(text).substr(0, slash)) && isNamePart(std::string_view(text).substr(slash + 1));
}

Result<HubListing> parseListing(std::string_view json, const std::string& repository) {
    return capture([&] {
        const std::string where = "the hub's answer on " + repository;
        const Json answer = parseJson(json, where).value();
        if (!answer.is_object()) failBadInput("the answer is not a JSON object", where, "check HF_ENDPOINT");
        HubListing listing;
        listing.repository = textOf(answer, "id");
        if (!isRepositoryName(listing.repository)) listing.repository = repository;
        listing.revision = textOf(answer, "sha");
        if (!isHash(listing.revision, 7, 64)) listing.revision = "main"; // mirrors without commits
        const auto siblings = answer.find("siblings");
        if (siblings == answer.end() || !siblings->is_array() || siblings->size() > kFiles)
            failBadInput("the answer lists no files", where + ", field siblings", "check the name and HF_ENDPOINT");
        for (const Json& sibling : *siblings) {
            if (!sibling.is_object()) continue;
            HubFile file {textOf(sibling, "rfilename"), sizeOf(sibling), {}};
            if (!isFileName(file.name)) continue;
            if (const auto lfs = sibling.find("lfs"); lfs != sibling.end() && lfs->is_object()) {
                if (const auto hash = textOf(*lfs, "sha256"); isHash(hash, 64, 64)) file.sha256 = hash;
                if (const auto size = sizeOf(*lfs); size >= 0) file.size = size;
            } else if (const auto blob = textOf(sibling, "blobId"); isHash(blob, 40, 40)) { // of a large file it names its pointer
                file.blob = blob;
            }
            listing.files.push_back(std::move(file));
        }
        return listing;
    });
}

Result<std::vector<HubFile>> filesOfModel(const HubListing& listing) {
    return capture([&] {
        std::vector<HubFile> chosen;
        const auto choose = [&](const char* name) {
            const auto found = std::find_if(listing.files.begin(), listing.files.end(), [&](const HubFile& file) { return file.name == name; });
            if (found == listing.files.end()) return false;
            chosen.push_back(*found);
            return true;
        };
        if (!choose(kBesides.front()))
            failBadInput("the repository holds no model that can be loaded: config.json is missing", listing.repository,
                         "choose the repository of the original model");
        for (std::size_t i = 1; i < kBesides.size(); ++i) choose(kBesides[i]);
        if (std::none_of(kWeights.begin(), kWeights.end(), choose))
            failBadInput("the repository holds no weights that can be read (model.safetensors or pytorch_model.bin)", listing.repository,
                         "choose another repository of the model");
        return chosen;
    });
}

Result<std::vector<std::string>> shardsOf(const fs::path& index) {
    return capture([&] {
        const std::string where = index.string() + ", field weight_map";
        std::vector<std::string> names;
        for (const auto& [name, tensors] : readShardIndex(index).value()) {
            if (!isFileName(name)) failBadInput("the index names a file that lies elsewhere: \"" + name.substr(0, 60) + "\"", where, "fetch the model again");
            names.push_back(name);
        }
        if (names.size() > kShards) failBadInput("the index names too many files", where, "choose a smaller model");
        return names;
    });
}

bool hasWholeModel(const fs::path& folder) {
    std::error_code code;
    const auto isThere = [&](const std::string& name) { return fs::is_regular_file(folder / name, code); };
    if (!isThere("config.json")) return false;
    return std::any_of(kWeights.begin(), kWeights.end(), [&](const std::string name) {
        if (!isThere(name)) return false;
        if (!isIndex(name)) return true;
        const auto shards = shardsOf(folder / name);
        return shards && std::all_of(shards->begin(), shards->end(), isThere);
    });
}

}
