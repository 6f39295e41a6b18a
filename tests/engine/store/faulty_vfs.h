// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace espalier::test {

/// Makes SQLite's default file system one that fails on command. Once a process.
void installFaultyFileSystem();

/// From now on the k-th write, sync or truncation fails, and all after it, with `code` (SQLITE_FULL, SQLITE_IOERR …); k
/// = 0: none.
void failFrom(int k, int code);

/// How many such calls there were since failFrom().
int faultyCalls();

}
