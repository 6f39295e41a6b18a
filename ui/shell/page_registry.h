// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace espalier {

class Page;
class Session;

/// The window's pages in the order of the rail; a new page is one line in page_registry.cpp.
std::vector<Page*> makePages(Session& session, QWidget* parent);

}
