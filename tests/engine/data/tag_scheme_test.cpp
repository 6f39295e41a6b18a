// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/tag_scheme.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

using Tags = std::vector<std::string>;

/// What becomes of one sentence where it is the whole file.
Tags converted(const Tags& tags) {
    TagConverter converter;
    converter.see(tags);
    return converter.convert(tags);
}

TagScheme schemeOf(const std::vector<Tags>& sentences) {
    TagConverter converter;
    for (const Tags& tags : sentences)
        converter.see(tags);
    return converter.scheme();
}

}

TEST(TagScheme, RecognisesSchemes) {
    EXPECT_EQ(schemeOf({{"B-a", "I-a", "O"}, {"O", "B-b", "B-b"}}), TagScheme::Iob2);
    EXPECT_EQ(schemeOf({{"I-a", "I-a", "O"}, {"I-b", "B-b"}}), TagScheme::Iob1);
    EXPECT_EQ(schemeOf({{"B-a", "E-a", "O"}, {"S-b"}}), TagScheme::Iobes);
    EXPECT_EQ(schemeOf({{"B-a", "L-a", "O"}, {"U-b"}}), TagScheme::Iobes);
    EXPECT_EQ(schemeOf({{"person", "O"}}), TagScheme::Plain);
    EXPECT_EQ(schemeOf({{"B-a", "I-a"}, {"O", "I-a"}}), TagScheme::Iob2) << "with a broken one";
}

TEST(TagScheme, ConvertsToIob2) {
    const Tags expected {"B-a", "I-a", "B-a", "O", "B-b"};
    EXPECT_EQ(converted({"B-a", "I-a", "B-a", "O", "B-b"}), expected);
    EXPECT_EQ(converted({"I-a", "I-a", "B-a", "O", "I-b"}), expected);
    EXPECT_EQ(converted({"B-a", "E-a", "S-a", "O", "S-b"}), expected);
    EXPECT_EQ(converted({"B-a", "L-a", "U-a", "O", "U-b"}), expected);
    EXPECT_EQ(converted({"B-a", "E-a", "W-a", "O", "W-b"}), expected);
    EXPECT_EQ(converted({"a", "a", "b", "O"}), (Tags {"B-a", "I-a", "B-b", "O"}));
    EXPECT_EQ(converted({"B", "I", "O"}), (Tags {"B-entity", "I-entity", "O"}));
    EXPECT_EQ(converted({"B-geo-loc", "I-geo-loc"}), (Tags {"B-geo-loc", "I-geo-loc"}));
}

TEST(TagScheme, KeepsWhatIsBroken) {
    EXPECT_EQ(converted({"B-a", "O", "I-a"}), (Tags {"B-a", "O", "I-a"})) << "so that it can be found";
    EXPECT_EQ(toIob2({"B-a", "O", "I-a", "I-b"}), (Tags {"B-a", "O", "B-a", "B-b"}));
}

TEST(TagScheme, KnowsWhatFits) {
    TagConverter converter;
    converter.see({"B-a", "O"});
    EXPECT_TRUE(converter.fits("O"));
    EXPECT_TRUE(converter.fits("I-anything"));
    EXPECT_FALSE(converter.fits("a"));
    EXPECT_FALSE(converter.fits(""));
    EXPECT_FALSE(converter.fits("B-"));
}

}
