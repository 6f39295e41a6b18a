// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace espalier {

/// The labels of a cell that may hold several: a JSON array of texts, else what stands between the first of | ; , that
/// the cell has. White space around a label is dropped, and so are empty and repeated ones; [] says that none applies.
std::vector<std::string> labelList(const std::string& cell);

/// The cell that labelList() reads as these labels.
std::string labelCell(const std::vector<std::string>& labels);

}
