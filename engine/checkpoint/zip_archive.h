// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/byte_reader.h"

#include <map>

namespace espalier {

/// The members of a zip archive whose bytes are stored, not compressed, as torch.save writes them (PKWARE APPNOTE 6.3;
/// zip64 included). Every offset is checked; compressed, encrypted and split archives are refused. Throws Exception.
std::map<std::string, std::span<const std::uint8_t>> storedZipMembers(std::span<const std::uint8_t> bytes,
                                                                      const std::string& file);

}
