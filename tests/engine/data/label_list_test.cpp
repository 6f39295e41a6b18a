// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/label_list.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

using Labels = std::vector<std::string>;

TEST(LabelList, TheFirstSignThatIsThereParts) {
    EXPECT_EQ(labelList("joy"), (Labels {"joy"}));
    EXPECT_EQ(labelList("joy|anger"), (Labels {"joy", "anger"}));
    EXPECT_EQ(labelList(" joy ; anger;"), (Labels {"joy", "anger"}));
    EXPECT_EQ(labelList("joy, anger,joy"), (Labels {"joy", "anger"}));
    EXPECT_EQ(labelList("Paris, Texas|Rome; Italy"), (Labels {"Paris, Texas", "Rome; Italy"}));
    EXPECT_EQ(labelList("Paris, Texas; Rome"), (Labels {"Paris, Texas", "Rome"}));
}

TEST(LabelList, AnArrayIsTakenAsItIs) {
    EXPECT_EQ(labelList(R"(["Paris, Texas", "a|b", 7])"), (Labels {"Paris, Texas", "a|b", "7"}));
    EXPECT_EQ(labelList("[]"), Labels {});
    EXPECT_EQ(labelList(R"([["nested"]])"), (Labels {R"([["nested"]])"})) << "what is no list of texts is a label";
    EXPECT_EQ(labelList("[open"), (Labels {"[open"}));
    EXPECT_EQ(labelList(""), Labels {});
    EXPECT_EQ(labelList(" , ;"), (Labels {","})) << "the ; parts";
}

TEST(LabelList, WhatIsWrittenIsReadAgain) {
    for (const Labels& labels : {Labels {}, Labels {"joy"}, Labels {"joy", "anger"}, Labels {"a|b"}, Labels {"a;b", "c"},
                                 Labels {"a,b"}, Labels {"[]"}, Labels {R"(["x"])"}, Labels {"Zoë \"quoted\""}})
        EXPECT_EQ(labelList(labelCell(labels)), labels) << labelCell(labels);
    EXPECT_EQ(labelCell({"joy", "anger"}), "joy|anger");
    EXPECT_EQ(labelCell({}), "[]");
}

}
}
