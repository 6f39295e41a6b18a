// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/checkpoint/malformed.h"

#include "tests/engine/checkpoint/temporary_file.h"

#include <cctype>
#include <chrono>

#include <sys/resource.h>

namespace espalier::test {

void PrintTo(const Malformed& file, std::ostream* out) {
    *out << file.name;
}

std::string nameOf(const testing::TestParamInfo<Malformed>& parameter) {
    std::string name = parameter.param.name;
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
}

void expectRefused(const Malformed& file, const std::function<Status(const std::filesystem::path&)>& open,
                   const std::string& place) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.write(file.name, file.bytes);
    const auto start = std::chrono::steady_clock::now();
    const Status status = open(path);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
    struct rusage usage { };
    ::getrusage(RUSAGE_SELF, &usage);
    EXPECT_LT(usage.ru_maxrss, 512 * 1024) << "kB";
    ASSERT_FALSE(status) << "was accepted";
    const Error& error = status.error();
    EXPECT_EQ(error.kind, ErrorKind::BadInput);
    EXPECT_NE(error.message.find(file.saying), std::string::npos) << error.message;
    EXPECT_EQ(error.where.find(path.string() + place), 0u) << error.where;
    EXPECT_EQ(describe(error).find('\n'), std::string::npos);
    EXPECT_FALSE(error.hint.empty());
}

}
