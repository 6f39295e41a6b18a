// SPDX-License-Identifier: GPL-3.0-or-later
// Against Transformers' apply_chat_template (tests/reference/chat_templates.py).
#include "engine/text/chat_template.h"

#include "engine/base/file.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

namespace espalier::test {
namespace {

std::string rendered(const std::string& source, const Json& messages = Json::array()) {
    return ChatTemplate(source, {}).render(messages, false);
}

std::string problemOf(const std::string& source) {
    const auto result = capture([&] { return rendered(source, Json::array({{{"role", "user"}, {"content", "x"}}})); });
    return result ? "none" : describe(result.error());
}

TEST(ChatTemplate, WritesWhatTransformersWrites) {
    const Json all = readJsonFile(std::filesystem::path(ESPALIER_FIXTURES) / "chat_templates" / "cases.json").value();
    std::map<std::string, std::string> tokens;
    for (const auto& [name, text] : all.at("tokens").items())
        tokens[name] = text.get<std::string>();
    int compared = 0;
    for (const Json& one : all.at("cases")) {
        const auto name
            = one.at("name").get<std::string>() + (one.at("generation_prompt").get<bool>() ? ", prompted" : "");
        const auto text = capture([&] {
            return ChatTemplate(one.at("template").get<std::string>(), tokens)
                .render(one.at("messages"), one.at("generation_prompt"));
        });
        if (one.contains("error")) {
            EXPECT_FALSE(text) << name << ": " << *text;
            continue;
        }
        ASSERT_TRUE(text) << name << ": " << describe(text.error());
        EXPECT_EQ(*text, one.at("text").get<std::string>()) << name;
        ++compared;
    }
    EXPECT_GT(compared, 80);
}

TEST(ChatTemplate, NamesWhatItDoesNotKnow) {
    for (const auto& [source, named] :
         std::map<std::string, std::string> {{"{% macro f() %}{% endmacro %}", "{% macro %}"},
                                             {"{% include 'x' %}", "{% include %}"},
                                             {"{{ strftime_now('%Y') }}", "strftime_now()"},
                                             {"{{ [1]|sort }}", "the filter sort"},
                                             {"{{ 1 is prime }}", "the test prime"},
                                             {"{{ ''.format() }}", "the method format()"},
                                             {"{{ ''.__class__.__mro__() }}", "the method __mro__()"},
                                             {"a\nb\n{{ 2 ** 3 }}", "line 3"},
                                             {"{% set a, b = 1, 2 %}", "several names"},
                                             {"{% for x in y recursive %}{% endfor %}", "recursive"}})
        EXPECT_NE(problemOf(source).find(named), std::string::npos) << source << " → " << problemOf(source);
}

TEST(ChatTemplate, BrokenAndHostileOnesAreErrors) {
    for (const std::string source : {"{{", "{% if %}", "{% if true %}", "{{ 'open }}", "{% endfor %}", "{{ ( }}",
                                     "{{ [1 }}", "{# open", "{{ 1 + }}", "{{ a b }}", "{% for x %}{% endfor %}",
                                     "{{ {1} }}", "{{ '\\ud800' }}", "{{ 9999999999999999999 }}", "{{ x[1:2:3:4] }}"})
        EXPECT_NE(problemOf(source), "none") << source;
    const std::string deep = std::string(100'000, '(') + "1" + std::string(100'000, ')'), chain = [] {
        std::string text = "1";
        for (int i = 0; i < 100'000; ++i)
            text += "+1";
        return text;
    }();
    EXPECT_NE(problemOf("{{ " + deep + " }}").find("deeply"), std::string::npos);
    EXPECT_NE(problemOf("{{ " + chain + " }}").find("too long"), std::string::npos);
    EXPECT_NE(problemOf("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}").find("end"),
              std::string::npos);
    EXPECT_NE(problemOf("{% set ns = namespace(t='xxxxxxxxxxxxxxxx') %}{% for a in range(40) %}{% set ns.t = ns.t ~ "
                        "ns.t %}{% endfor %}")
                  .find("too long"),
              std::string::npos);
}

TEST(ChatTemplate, StandsInAFolderInSeveralPlaces) {
    const TemporaryFolder folder;
    EXPECT_NE(describe(loadChatTemplate(folder.path()).error()).find("no chat template"), std::string::npos);
    const Json messages = Json::array({{{"role", "user"}, {"content", "x"}}});
    writeFileAtomically(
        folder / "tokenizer_config.json",
        R"({"bos_token": {"content": "<b>"}, "eos_token": "<e>", "chat_template": [{"name": "tools", "template": "t"},
                            {"name": "default", "template": "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}"}]})");
    EXPECT_EQ(loadChatTemplate(folder.path()).value()->render(messages, false), "<b>x<e>");
    writeFileAtomically(folder / "chat_template.jinja", "{{ messages|length }}");
    EXPECT_EQ(loadChatTemplate(folder.path()).value()->render(messages, false), "1");
}

}
}
