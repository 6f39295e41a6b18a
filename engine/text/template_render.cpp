// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/template_render.h"

#include <algorithm>
#include <cmath>

namespace espalier::chat {
namespace {

using Kind = Node::Kind;
constexpr std::size_t kMostSteps = 300'000, kLongestResult = 16u << 20;

enum class Flow { Next, Break, Continue };

class Renderer {
public:
    explicit Renderer(Value::Space names) { m_scopes.push_back(std::move(names)); }

    std::string run(const Node& root) {
        execute(root);
        return std::move(m_out);
    }

private:
    // Statements.

    Flow execute(const Node& node) {
        count(node);
        switch (node.kind) {
        case Kind::Text:
            write(node.text, node.line);
            return Flow::Next;
        case Kind::Output:
            write(shown(evaluate(node.children[0])), node.line);
            return Flow::Next;
        case Kind::Set:
            assign(node.text, evaluate(node.children[0]), node.line);
            return Flow::Next;
        case Kind::SetBlock: {
            std::string outer;
            outer.swap(m_out);
            execute(node.children[0]);
            outer.swap(m_out);
            assign(node.text, Json(outer), node.line);
            return Flow::Next;
        }
        case Kind::If:
            return executeIf(node);
        case Kind::For:
            return executeFor(node);
        case Kind::Break:
            return Flow::Break;
        case Kind::Continue:
            return Flow::Continue;
        default:
            for (const Node& child : node.children)
                if (const Flow flow = execute(child); flow != Flow::Next) return flow;
            return Flow::Next;
        }
    }

    Flow executeIf(const Node& node) {
        std::size_t i = 0;
        for (; i + 1 < node.children.size(); i += 2)
            if (truth(evaluate(node.children[i]))) return execute(node.children[i + 1]);
        return i < node.children.size() ? execute(node.children[i]) : Flow::Next;
    }

    Flow executeFor(const Node& node) {
        std::vector<std::string> names;
        for (std::size_t begin = 0; begin <= node.text.size();) {
            const std::size_t end = std::min(node.text.find(',', begin), node.text.size());
            names.push_back(node.text.substr(begin, end - begin));
            begin = end + 1;
        }
        std::vector<Value> elements = elementsOf(evaluate(node.children[0]), node.line);
        m_scopes.emplace_back();
        if (node.children[1].kind != Kind::Missing)
            std::erase_if(elements, [&](const Value& element) {
                bind(names, element, node.line);
                return !truth(evaluate(node.children[1]));
            });
        Flow flow = Flow::Next;
        for (std::size_t i = 0; i < elements.size() && flow != Flow::Break; ++i) {
            m_scopes.back().clear();
            bind(names, elements[i], node.line);
            m_scopes.back()["loop"] = loopAt(elements, i);
            flow = execute(node.children[2]);
        }
        m_scopes.pop_back();
        return elements.empty() ? execute(node.children[3]) : Flow::Next;
    }

    void bind(const std::vector<std::string>& names, const Value& element, int line) {
        if (names.size() == 1) {
            m_scopes.back()[names[0]] = element;
            return;
        }
        if (!element.json.is_array() || element.json.size() != names.size())
            failTemplate("a loop has other names than its elements have parts", line);
        for (std::size_t i = 0; i < names.size(); ++i)
            m_scopes.back()[names[i]] = element.json[i];
    }

    static Value loopAt(const std::vector<Value>& elements, std::size_t i) {
        const std::size_t count = elements.size();
        Json loop {{"index", i + 1},  {"index0", i},           {"first", i == 0},           {"last", i + 1 == count},
                   {"length", count}, {"revindex", count - i}, {"revindex0", count - i - 1}};
        if (i > 0) loop["previtem"] = elements[i - 1].json;
        if (i + 1 < count) loop["nextitem"] = elements[i + 1].json;
        return loop;
    }

    void assign(const std::string& name, Value value, int line) {
        const std::size_t dot = name.find('.');
        if (dot == std::string::npos) {
            m_scopes.back()[name] = std::move(value);
            return;
        }
        const Value space = lookUp(name.substr(0, dot));
        if (!space.space) failTemplate(name.substr(0, dot) + " is no namespace", line);
        if (value.space) failUnsupportedSyntax("a namespace in another", line);
        (*space.space)[name.substr(dot + 1)] = std::move(value);
    }

    // Expressions.

    Value evaluate(const Node& node) {
        count(node);
        switch (node.kind) {
        case Kind::Literal:
            return node.value;
        case Kind::Name:
            return lookUp(node.text);
        case Kind::List: {
            Json list = Json::array();
            for (const Node& child : node.children)
                list.push_back(evaluate(child).json);
            return list;
        }
        case Kind::Dictionary: {
            Json dictionary = Json::object();
            for (std::size_t i = 0; i + 1 < node.children.size(); i += 2)
                dictionary[shown(evaluate(node.children[i]))] = evaluate(node.children[i + 1]).json;
            return dictionary;
        }
        case Kind::Attribute:
            return memberOf(evaluate(node.children[0]), node.text, node.line);
        case Kind::Item:
            return elementOf(evaluate(node.children[0]), evaluate(node.children[1]), node.line);
        case Kind::Slice:
            return sliceOf(evaluate(node.children[0]), evaluate(node.children[1]).json, evaluate(node.children[2]).json,
                           evaluate(node.children[3]).json, node.line);
        case Kind::Call:
            return call(node);
        case Kind::Filter:
            return applyFilter(node.text, evaluate(node.children[0]), arguments(node));
        case Kind::Test:
            return Json(applyTest(node.text, evaluate(node.children[0]), arguments(node)));
        case Kind::Unary:
            return unary(node);
        case Kind::Binary:
            return binary(node);
        case Kind::Choice:
            if (truth(evaluate(node.children[1]))) return evaluate(node.children[0]);
            return node.children[2].kind == Kind::Missing ? Value::undefined() : evaluate(node.children[2]);
        default:
            return Json(nullptr);
        }
    }

    Value lookUp(const std::string& name) const {
        for (auto scope = m_scopes.rbegin(); scope != m_scopes.rend(); ++scope)
            if (const auto found = scope->find(name); found != scope->end()) return found->second;
        return Value::undefined();
    }

    Arguments arguments(const Node& node) {
        Arguments given {.plain = {}, .named = {}, .line = node.line};
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            const Node& child = node.children[i];
            if (child.kind == Kind::Keyword)
                given.named[child.text] = evaluate(child.children[0]);
            else
                given.plain.push_back(evaluate(child));
        }
        return given;
    }

    Value call(const Node& node) {
        const Node& function = node.children[0];
        if (function.kind == Kind::Attribute) {
            const Value object = evaluate(function.children[0]);
            if (hasMethod(object, function.text)) return callMethod(object, function.text, arguments(node));
            failUnsupportedSyntax("the method " + function.text + "()", node.line);
        }
        if (function.kind != Kind::Name) failUnsupportedSyntax("a call of something that is no name", node.line);
        const Arguments given = arguments(node);
        if (function.text == "raise_exception")
            failTemplate("the model's chat template refuses the conversation: " + given.text(0, "message", ""),
                         node.line);
        if (function.text == "namespace") return space(given);
        if (function.text == "range") return range(given);
        failUnsupportedSyntax("the function " + function.text + "()", node.line);
    }

    static Value space(const Arguments& given) {
        if (!given.plain.empty()) failUnsupportedSyntax("namespace() with a dictionary", given.line);
        Value value;
        value.space = std::make_shared<Value::Space>(given.named);
        return value;
    }

    static Value range(const Arguments& given) {
        std::int64_t bounds[3] {0, 0, 1};
        if (given.plain.empty() || given.plain.size() > 3)
            failTemplate("range() takes one to three numbers", given.line);
        for (std::size_t i = 0; i < given.plain.size(); ++i) {
            if (!given.plain[i].json.is_number_integer()) failTemplate("range() takes whole numbers", given.line);
            bounds[given.plain.size() == 1 ? 1 : i] = given.plain[i].json.get<std::int64_t>();
        }
        if (bounds[2] == 0) failTemplate("the step of range() is 0", given.line);
        Json list = Json::array();
        for (std::int64_t i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            if (list.size() >= 100'000) failTemplate("range() is too long", given.line);
            list.push_back(i);
        }
        return list;
    }

    Value unary(const Node& node) {
        const Value value = evaluate(node.children[0]);
        if (node.text == "not") return Json(!truth(value));
        if (!value.json.is_number()) failTemplate("a sign stands before something that is no number", node.line);
        if (node.text == "+") return value;
        if (value.json.is_number_integer()) return Json(-value.json.get<std::int64_t>());
        return Json(-value.json.get<double>());
    }

    Value binary(const Node& node) {
        const std::string& name = node.text;
        const Value left = evaluate(node.children[0]);
        if (name == "and") return truth(left) ? evaluate(node.children[1]) : left;
        if (name == "or") return truth(left) ? left : evaluate(node.children[1]);
        const Value right = evaluate(node.children[1]);
        if (name == "~") return Json(limited(shown(left) + shown(right), node.line));
        if (name == "==" || name == "!=") return Json(equal(left, right) == (name == "=="));
        if (name == "in" || name == "not in") return Json(contains(right, left, node.line) == (name == "in"));
        if (left.isUndefined || right.isUndefined)
            failTemplate("\"" + name + "\" meets something that is not defined", node.line);
        if (name == "<" || name == ">" || name == "<=" || name == ">=")
            return Json(ordered(name, left.json, right.json, node.line));
        return arithmetic(name, left.json, right.json, node.line);
    }

    static bool equal(const Value& left, const Value& right) {
        if (left.isUndefined || right.isUndefined) return left.isUndefined && right.isUndefined;
        return same(left.json, right.json);
    }

    static bool contains(const Value& container, const Value& wanted, int line) {
        if (container.isText()) return wanted.isText() && container.text().find(wanted.text()) != std::string::npos;
        const auto all = elementsOf(container, line);
        return std::any_of(all.begin(), all.end(), [&](const Value& one) { return equal(one, wanted); });
    }

    static bool ordered(const std::string& name, const Json& left, const Json& right, int line) {
        if (!(left.is_number() && right.is_number()) && !(left.is_string() && right.is_string()))
            failTemplate("\"" + name + "\" compares what has no order", line);
        if (name == "<") return left < right;
        if (name == ">") return right < left;
        return name == "<=" ? !(right < left) : !(left < right);
    }

    static Value arithmetic(const std::string& name, const Json& left, const Json& right, int line) {
        if (name == "+" && left.is_string() && right.is_string())
            return Json(limited(left.get<std::string>() + right.get<std::string>(), line));
        if (name == "+" && left.is_array() && right.is_array()) {
            Json list = left;
            list.insert(list.end(), right.begin(), right.end());
            return list;
        }
        if (!left.is_number() || !right.is_number()) failTemplate("\"" + name + "\" can't join these values", line);
        const double a = left.get<double>(), b = right.get<double>();
        if ((name == "/" || name == "//" || name == "%") && b == 0) failTemplate("division by zero", line);
        if (name == "/") return Json(a / b);
        const double result = name == "+" ? a + b
            : name == "-"                 ? a - b
            : name == "*"                 ? a * b
            : name == "//"                ? std::floor(a / b)
                                          : a - b * std::floor(a / b);
        const bool whole = left.is_number_integer() && right.is_number_integer() && std::abs(result) < 9e15;
        return whole ? Json(static_cast<std::int64_t>(result)) : Json(result);
    }

    // Bounds.

    void count(const Node& node) {
        if (++m_steps > kMostSteps) failTemplate("the template does not come to an end", node.line);
    }
    static std::string limited(std::string text, int line) {
        if (text.size() > kLongestResult) failTemplate("the text becomes too long", line);
        return text;
    }
    void write(const std::string& text, int line) {
        if (m_out.size() + text.size() > kLongestResult) failTemplate("the text becomes too long", line);
        m_out += text;
    }

    std::vector<Value::Space> m_scopes;
    std::string m_out;
    std::size_t m_steps = 0;
};

}

std::string renderTemplate(const Node& root, Value::Space names) {
    return Renderer(std::move(names)).run(root);
}

}
