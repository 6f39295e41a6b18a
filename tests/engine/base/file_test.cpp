// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"

#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

#include <sys/stat.h>

namespace espalier {
namespace {

using test::TemporaryFolder;

TEST(Sha256, KnownAnswers) {
    // FIPS 180-4 examples and the NIST long message.
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileEqualsThatOfItsBytes) {
    TemporaryFolder folder;
    for (std::size_t size : {0u, 55u, 56u, 63u, 64u, 65u, 1'048'577u}) {
        const std::string bytes(size, 'x');
        writeFileAtomically(folder / "f", bytes);
        EXPECT_EQ(*sha256OfFile(folder / "f"), sha256(bytes)) << size;
    }
    EXPECT_EQ(sha256OfFile(folder / "none").error().kind, ErrorKind::NotFound);
}

TEST(File, ReadsWhatWasWritten) {
    TemporaryFolder folder;
    const std::string bytes("a\0b\n", 4);
    writeFileAtomically(folder / "f", bytes);
    EXPECT_EQ(*readFile(folder / "f"), bytes);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "a temporary was left";
}

TEST(File, ReadingSaysWhatIsWrong) {
    TemporaryFolder folder;
    std::ofstream(folder / "f") << "12345";
    ::mkfifo((folder / "pipe").c_str(), 0600);
    EXPECT_EQ(readFile(folder / "none").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(readFile(folder.path()).error().message, "this is a folder, not a file");
    EXPECT_EQ(readFile(folder / "pipe").error().message, "not a regular file");
    EXPECT_EQ(readFile(folder / "f", 4).error().kind, ErrorKind::BadInput);
}

TEST(File, AFailedWriteKeepsTheOldFile) {
    TemporaryFolder folder;
    for (const char* failing : {"write", "fsync", "rename"}) {
        writeFileAtomically(folder / "f", "old");
        setFileFault([&](const char* operation, const std::filesystem::path&) {
            return std::string_view(operation) == failing ? ENOSPC : 0;
        });
        EXPECT_THROW(writeFileAtomically(folder / "f", "new and longer"), Exception) << failing;
        setFileFault({});
        EXPECT_EQ(*readFile(folder / "f"), "old") << failing;
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << failing;
    }
}

TEST(File, DiskFullHasAHint) {
    TemporaryFolder folder;
    setFileFault([](const char*, const std::filesystem::path&) { return ENOSPC; });
    try {
        writeFileAtomically(folder / "f", "x");
        ADD_FAILURE() << "no exception";
    } catch (const Exception& exception) {
        EXPECT_NE(exception.error().message.find("No space left"), std::string::npos);
        EXPECT_FALSE(exception.error().hint.empty());
    }
    setFileFault({});
}

TEST(MappedFile, ShowsTheBytesAndMoves) {
    TemporaryFolder folder;
    writeFileAtomically(folder / "f", "hello");
    writeFileAtomically(folder / "empty", "");
    MappedFile file = MappedFile::open(folder / "empty").value();
    EXPECT_TRUE(file.bytes().empty());
    file = MappedFile::open(folder / "f").value();
    MappedFile moved = std::move(file);
    EXPECT_EQ(std::string(moved.bytes().begin(), moved.bytes().end()), "hello");
    EXPECT_EQ(MappedFile::open(folder / "none").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(MappedFile::open(folder.path()).error().kind, ErrorKind::BadInput);
}

}
}
