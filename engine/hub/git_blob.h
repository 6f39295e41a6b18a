// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace espalier {

/// Name that git gives a file of these bytes, which the hub lists for files that are small: the SHA-1 (RFC 3174) of
/// "blob SIZE\0" and the bytes, in lower-case hexadecimal.
std::string gitBlobId(std::string_view bytes);
/// Of a file, as it is read. Throws Exception.
std::string gitBlobIdOfFile(const std::filesystem::path& path);

}
