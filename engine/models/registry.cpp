// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/registry.h"

#include "engine/models/albert.h"
#include "engine/models/bert.h"
#include "engine/models/deberta.h"
#include "engine/models/distilbert.h"
#include "engine/models/electra.h"
#include "engine/models/gpt2.h"
#include "engine/models/llama.h"
#include "engine/models/roberta.h"
#include "engine/models/t5.h"

#include <algorithm>

namespace espalier {

const std::vector<Family>& families() {
    static const std::vector<Family> all {
        bertFamily(),    robertaFamily(), xlmRobertaFamily(), camembertFamily(), distilbertFamily(), electraFamily(),
        albertFamily(), debertaFamily(), gpt2Family(),       llamaFamily(),     t5Family(),
    };
    return all;
}

const Family* familyOf(const std::string& architecture) {
    for (const Family& family : families())
        if (std::find(family.architectures.begin(), family.architectures.end(), architecture)
            != family.architectures.end())
            return &family;
    return nullptr;
}

const Family* familyNamed(const std::string& name) {
    for (const Family& family : families())
        if (family.name == name) return &family;
    return nullptr;
}

const std::vector<std::string>& supportedArchitectures() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names;
        for (const Family& family : families())
            names.insert(names.end(), family.architectures.begin(), family.architectures.end());
        return names;
    }();
    return all;
}

}
