// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/template_node.h"
#include "engine/text/template_value.h"

namespace espalier::chat {

/// Renders a parsed template with some names set. Throws Exception.
std::string renderTemplate(const Node& root, Value::Space names);

}
