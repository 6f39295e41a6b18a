// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/rename.h"

namespace espalier {

std::string canonicalName(std::string name, const std::vector<RenameRule>& rules) {
    for (const RenameRule& rule : rules) {
        switch (rule.kind) {
        case RenameRule::Kind::DropPrefix:
            if (name.starts_with(rule.from)) name.erase(0, rule.from.size());
            break;
        case RenameRule::Kind::ReplaceSuffix:
            if (name.ends_with(rule.from)) name.replace(name.size() - rule.from.size(), rule.from.size(), rule.to);
            break;
        case RenameRule::Kind::Ignore:
            if (name.ends_with(rule.from)) return {};
            break;
        }
    }
    return name;
}

}
