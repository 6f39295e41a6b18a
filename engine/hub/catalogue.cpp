// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/catalogue.h"

#include "engine/hub/resources.h"

namespace espalier {
namespace {

std::vector<CatalogueEntry> readCatalogue() {
    std::vector<CatalogueEntry> entries;
    const Json json = parseJson(resources::catalogueText, "catalogue.json").value();
    for (const Json& model : json.at("models")) {
        CatalogueEntry entry;
        entry.id = model.at("id");
        entry.title = model.at("title");
        entry.family = model.at("family");
        entry.licence = model.at("licence");
        entry.languages = model.at("languages");
        entry.trainedOn = model.at("trained_on");
        entry.goodFor = model.at("good_for");
        entry.parameters = model.at("parameters");
        entry.downloadBytes = model.at("download_bytes");
        entry.tasks = model.at("tasks").get<std::vector<std::string>>();
        entry.repository = model.at("repository");
        entry.package = model.at("package");
        const Json& shape = model.at("shape");
        entry.vocabulary = shape.at("vocabulary");
        entry.hiddenSize = shape.at("hidden_size");
        entry.layers = shape.at("layers");
        entry.heads = shape.at("heads");
        entry.maxPositions = shape.value("max_positions", 0);
        entries.push_back(std::move(entry));
    }
    return entries;
}

}

const std::vector<CatalogueEntry>& catalogue() {
    static const std::vector<CatalogueEntry> entries = readCatalogue();
    return entries;
}

const CatalogueEntry* catalogueEntry(const std::string& idOrRepository) {
    for (const CatalogueEntry& entry : catalogue())
        if (entry.id == idOrRepository || entry.repository == idOrRepository) return &entry;
    return nullptr;
}

}
