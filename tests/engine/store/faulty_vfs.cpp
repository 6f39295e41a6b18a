// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/faulty_vfs.h"

#include <sqlite3.h>

#include <atomic>

namespace espalier::test {
namespace {

std::atomic<int> calls {0}, firstBad {0}, badCode {0};

int fault() {
    const int call = ++calls;
    return firstBad > 0 && call >= firstBad ? badCode.load() : SQLITE_OK;
}

sqlite3_vfs* real = nullptr;

/// SQLite's own file behind ours, in the memory that follows.
struct File {
    sqlite3_file base;
    sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* inner(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->inner();
}
const sqlite3_io_methods* methods(sqlite3_file* file) {
    return inner(file)->pMethods;
}

int closeFile(sqlite3_file* file) {
    return methods(file)->xClose(inner(file));
}
int readFile(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    return methods(file)->xRead(inner(file), bytes, size, at);
}
int writeFile(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    if (const int code = fault()) {
        methods(file)->xWrite(inner(file), bytes, size / 2, at); // a torn write
        return code;
    }
    return methods(file)->xWrite(inner(file), bytes, size, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int code = fault();
    return code ? code : methods(file)->xTruncate(inner(file), size);
}
int syncFile(sqlite3_file* file, int flags) {
    const int code = fault();
    return code ? code : methods(file)->xSync(inner(file), flags);
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file)->xFileSize(inner(file), size);
}
int lockFile(sqlite3_file* file, int level) {
    return methods(file)->xLock(inner(file), level);
}
int unlockFile(sqlite3_file* file, int level) {
    return methods(file)->xUnlock(inner(file), level);
}
int checkLock(sqlite3_file* file, int* result) {
    return methods(file)->xCheckReservedLock(inner(file), result);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return methods(file)->xFileControl(inner(file), operation, argument);
}
int sectorSize(sqlite3_file* file) {
    return methods(file)->xSectorSize(inner(file));
}
int characteristics(sqlite3_file* file) {
    return methods(file)->xDeviceCharacteristics(inner(file));
}

const sqlite3_io_methods kMethods {1,        closeFile,  readFile,  writeFile, truncateFile, syncFile,        fileSize,
                                   lockFile, unlockFile, checkLock, control,   sectorSize,   characteristics, nullptr,
                                   nullptr,  nullptr,    nullptr,   nullptr,   nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    file->pMethods = nullptr;
    const int code = real->xOpen(real, name, inner(file), flags, outFlags);
    if (inner(file)->pMethods) file->pMethods = &kMethods;
    return code;
}

}

void installFaultyFileSystem() {
    static sqlite3_vfs faulty {};
    if (real) return;
    real = sqlite3_vfs_find(nullptr);
    faulty = *real;
    faulty.zName = "faulty";
    faulty.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    faulty.xOpen = openFile;
    sqlite3_vfs_register(&faulty, 1);
}

void failFrom(int k, int code) {
    firstBad = k;
    badCode = code;
    calls = 0;
}

int faultyCalls() {
    return calls;
}

}
