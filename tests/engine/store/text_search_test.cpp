// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/text_search.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

TEST(TextSearch, FoldsAsciiAndUnicode) {
    EXPECT_EQ(foldForSearch("HeLLo [@Z`{]"), "hello [@z`{]");
    EXPECT_EQ(foldForSearch("Straße"), "strasse");
    EXPECT_EQ(foldForSearch("ΣΊΣΥΦΟΣ"), foldForSearch("σίσυφος"));
    EXPECT_EQ(foldForSearch("ﬁne Ａ"), "fine a") << "ligature and full width";
}

TEST(TextSearch, FindsParts) {
    EXPECT_TRUE(containsFolded("Good MORNING", foldForSearch("morn")));
    EXPECT_TRUE(containsFolded("", ""));
    EXPECT_FALSE(containsFolded("abc", "abcd"));
    EXPECT_TRUE(containsFolded(std::string("a\0B", 3), std::string("\0b", 2)));
    EXPECT_FALSE(containsFolded("\xff\xfe broken", "x"));
    EXPECT_TRUE(containsFolded("\xff\xfe BROKEN", "broken"));
}

}
}
