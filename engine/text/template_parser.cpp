// SPDX-License-Identifier: GPL-3.0-or-later
// Jinja's grammar (jinja2/parser.py) as far as chat templates use it.
#include "engine/text/template_lexer.h"
#include "engine/text/template_node.h"

#include <algorithm>
#include <initializer_list>

namespace espalier::chat {
namespace {

using Kind = Node::Kind;
constexpr int kDeepest = 100;

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) { }
    Node run() {
        std::string end;
        return body({}, end);
    }

private:
    // Statements.

    /// Statements up to one of the tags in `ends`, which is taken and named in `ended`; with no ends, to the end.
    Node body(std::initializer_list<std::string_view> ends, std::string& ended) {
        const Deeper deeper(*this);
        Node node = make(Kind::Body);
        for (;;) {
            const Token& token = peek();
            if (token.kind == Token::Kind::End) {
                if (ends.size() > 0)
                    failTemplate("the template ends before " + std::string(*(ends.end() - 1)), token.line);
                return node;
            }
            if (token.kind == Token::Kind::Text) {
                node.children.push_back(make(Kind::Text, token.text));
                next();
            } else if (token.kind == Token::Kind::OutputBegin) {
                next();
                node.children.push_back(make(Kind::Output, {}, {expressions()}));
                expect(Token::Kind::OutputEnd);
            } else {
                next();
                const std::string name = expectName();
                if (std::find(ends.begin(), ends.end(), name) != ends.end()) {
                    ended = name;
                    return node;
                }
                node.children.push_back(statement(name));
            }
        }
    }

    Node statement(const std::string& name) {
        if (name == "if") return ifStatement();
        if (name == "for") return forStatement();
        if (name == "set") return setStatement();
        if (name == "generation") { // marks the assistant's words for those who ask where they are
            endTag();
            std::string ended;
            Node inner = body({"endgeneration"}, ended);
            endTag();
            return inner;
        }
        if (name == "break" || name == "continue") {
            endTag();
            return make(name == "break" ? Kind::Break : Kind::Continue);
        }
        if (name.starts_with("end") || name == "else" || name == "elif")
            failTemplate("{% " + name + " %} ends nothing", line());
        failUnsupportedSyntax("{% " + name + " %}", line());
    }

    Node ifStatement() {
        Node node = make(Kind::If);
        std::string ended = "elif";
        while (ended == "elif") {
            node.children.push_back(expression());
            endTag();
            node.children.push_back(body({"elif", "else", "endif"}, ended));
        }
        if (ended == "else") {
            endTag();
            node.children.push_back(body({"endif"}, ended));
        }
        endTag();
        return node;
    }

    Node forStatement() {
        Node node = make(Kind::For);
        do
            node.text += (node.text.empty() ? "" : ",") + expectName();
        while (takeOperator(","));
        if (!takeName("in")) failTemplate("a loop needs \"in\"", line());
        node.children.push_back(disjunction());
        node.children.push_back(takeName("if") ? expression() : make(Kind::Missing));
        if (peek().isName("recursive")) failUnsupportedSyntax("a recursive loop", line());
        endTag();
        std::string ended;
        node.children.push_back(body({"else", "endfor"}, ended));
        if (ended == "else") {
            endTag();
            node.children.push_back(body({"endfor"}, ended));
        } else {
            node.children.push_back(make(Kind::Body));
        }
        endTag();
        return node;
    }

    Node setStatement() {
        std::string name = expectName();
        if (takeOperator(".")) name += "." + expectName();
        if (peek().isOperator(",")) failUnsupportedSyntax("setting several names at once", line());
        if (takeOperator("=")) {
            Node node = make(Kind::Set, name, {expressions()});
            endTag();
            return node;
        }
        endTag();
        std::string ended;
        Node node = make(Kind::SetBlock, name, {body({"endset"}, ended)});
        endTag();
        return node;
    }

    // Expressions, the loosest first.

    /// One, or several with commas between, which are a list.
    Node expressions() {
        Node first = expression();
        if (!peek().isOperator(",")) return first;
        Node list = make(Kind::List, {}, {std::move(first)});
        while (takeOperator(","))
            list.children.push_back(expression());
        return list;
    }

    Node expression() {
        const Deeper deeper(*this);
        Node value = disjunction();
        for (int length = 0; takeName("if"); limit(length)) {
            Node condition = disjunction();
            Node otherwise = takeName("else") ? expression() : make(Kind::Missing);
            value = make(Kind::Choice, {}, {std::move(value), std::move(condition), std::move(otherwise)});
        }
        return value;
    }

    Node disjunction() {
        Node left = conjunction();
        for (int length = 0; takeName("or"); limit(length))
            left = binary("or", std::move(left), conjunction());
        return left;
    }
    Node conjunction() {
        Node left = negation();
        for (int length = 0; takeName("and"); limit(length))
            left = binary("and", std::move(left), negation());
        return left;
    }
    Node negation() {
        const Deeper deeper(*this);
        if (takeName("not")) return make(Kind::Unary, "not", {negation()});
        return comparison();
    }
    Node comparison() {
        Node left = sum();
        int compared = 0;
        for (;; ++compared) {
            std::string found;
            for (const char* one : {"==", "!=", "<=", ">=", "<", ">"})
                if (found.empty() && takeOperator(one)) found = one;
            if (found.empty() && takeName("in")) found = "in";
            if (found.empty() && peek().isName("not") && peek(1).isName("in")) {
                next(), next();
                found = "not in";
            }
            if (found.empty()) return left;
            if (compared > 0) failUnsupportedSyntax("a chain of comparisons", line());
            left = binary(found, std::move(left), sum());
        }
    }
    Node sum() {
        Node left = joined();
        for (int length = 0;; limit(length)) {
            if (takeOperator("+"))
                left = binary("+", std::move(left), joined());
            else if (takeOperator("-"))
                left = binary("-", std::move(left), joined());
            else
                return left;
        }
    }
    Node joined() {
        Node left = product();
        for (int length = 0; takeOperator("~"); limit(length))
            left = binary("~", std::move(left), product());
        return left;
    }
    Node product() {
        Node left = unary();
        for (int length = 0;; limit(length)) {
            std::string found;
            for (const char* one : {"*", "//", "/", "%"})
                if (found.empty() && takeOperator(one)) found = one;
            if (peek().isOperator("**")) failUnsupportedSyntax("the operator **", line());
            if (found.empty()) return left;
            left = binary(found, std::move(left), unary());
        }
    }
    Node unary() {
        const Deeper deeper(*this);
        for (const char* sign : {"-", "+"})
            if (takeOperator(sign)) return make(Kind::Unary, sign, {unary()});
        return filtered(postfix(primary()));
    }

    Node primary() {
        const Token token = peek();
        next();
        switch (token.kind) {
        case Token::Kind::Name:
            return nameOrConstant(token);
        case Token::Kind::String: {
            std::string text = token.text;
            while (peek().kind == Token::Kind::String) {
                text += peek().text;
                next();
            }
            return literal(text);
        }
        case Token::Kind::Integer:
            return literal(std::stoll(token.text));
        case Token::Kind::Real:
            return literal(std::stod(token.text));
        default:
            break;
        }
        if (token.isOperator("(")) return parenthesized();
        if (token.isOperator("[")) {
            Node list = make(Kind::List);
            list.children = elements("]");
            return list;
        }
        if (token.isOperator("{")) return dictionary();
        failTemplate(token.text.empty() ? "an expression is missing"
                                        : "\"" + token.text + "\" stands where a value should",
                     token.line);
    }

    Node nameOrConstant(const Token& token) {
        if (token.text == "true" || token.text == "True") return literal(true);
        if (token.text == "false" || token.text == "False") return literal(false);
        if (token.text == "none" || token.text == "None") return literal(nullptr);
        return make(Kind::Name, token.text);
    }

    Node parenthesized() {
        if (takeOperator(")")) return make(Kind::List);
        Node inner = expression();
        if (peek().isOperator(",")) {
            next();
            Node list = make(Kind::List);
            list.children = elements(")");
            list.children.insert(list.children.begin(), std::move(inner));
            return list;
        }
        if (!takeOperator(")")) failTemplate("\")\" is missing", line());
        return inner;
    }

    /// Expressions with commas between, up to a bracket.
    std::vector<Node> elements(const char* closing) {
        std::vector<Node> found;
        while (!takeOperator(closing)) {
            found.push_back(expression());
            if (!takeOperator(",") && !peek().isOperator(closing))
                failTemplate(std::string("\"") + closing + "\" is missing", line());
        }
        return found;
    }

    Node dictionary() {
        Node node = make(Kind::Dictionary);
        while (!takeOperator("}")) {
            node.children.push_back(expression());
            if (!takeOperator(":")) failTemplate("\":\" is missing", line());
            node.children.push_back(expression());
            if (!takeOperator(",") && !peek().isOperator("}")) failTemplate("\"}\" is missing", line());
        }
        return node;
    }

    Node postfix(Node node) {
        for (int length = 0;; limit(length)) {
            if (takeOperator(".")) {
                if (peek().kind == Token::Kind::Integer) {
                    Node key = literal(std::stoll(peek().text));
                    next();
                    node = make(Kind::Item, {}, {std::move(node), std::move(key)});
                } else {
                    node = make(Kind::Attribute, expectName(), {std::move(node)});
                }
            } else if (takeOperator("[")) {
                node = subscript(std::move(node));
            } else if (takeOperator("(")) {
                Node call = make(Kind::Call, {}, {std::move(node)});
                addArguments(call);
                node = std::move(call);
            } else {
                return node;
            }
        }
    }

    Node subscript(Node object) {
        Node parts[3] {make(Kind::Missing), make(Kind::Missing), make(Kind::Missing)};
        std::size_t colons = 0;
        while (!takeOperator("]")) {
            if (takeOperator(":")) {
                if (++colons > 2) failTemplate("a slice has three parts at the most", line());
            } else {
                parts[colons] = expressions();
            }
        }
        if (colons == 0) return make(Kind::Item, {}, {std::move(object), std::move(parts[0])});
        return make(Kind::Slice, {},
                    {std::move(object), std::move(parts[0]), std::move(parts[1]), std::move(parts[2])});
    }

    void addArguments(Node& call) {
        while (!takeOperator(")")) {
            if (peek().kind == Token::Kind::Name && peek(1).isOperator("=")) {
                const std::string name = expectName();
                next();
                call.children.push_back(make(Kind::Keyword, name, {expression()}));
            } else {
                call.children.push_back(expression());
            }
            if (!takeOperator(",") && !peek().isOperator(")")) failTemplate("\")\" is missing", line());
        }
    }

    /// | filters and is tests.
    Node filtered(Node node) {
        for (int length = 0;; limit(length)) {
            if (takeOperator("|")) {
                node = make(Kind::Filter, expectName(), {std::move(node)});
                if (takeOperator("(")) addArguments(node);
            } else if (takeName("is")) {
                const bool negated = takeName("not");
                node = make(Kind::Test, expectName(), {std::move(node)});
                if (takeOperator("("))
                    addArguments(node);
                else if (startsTestArgument(peek()))
                    node.children.push_back(postfix(primary()));
                if (negated) node = make(Kind::Unary, "not", {std::move(node)});
            } else {
                return node;
            }
        }
    }

    static bool startsTestArgument(const Token& token) {
        if (token.kind == Token::Kind::Name)
            return token.text != "else" && token.text != "or" && token.text != "and" && token.text != "is"
                && token.text != "if" && token.text != "in" && token.text != "not";
        return token.kind == Token::Kind::String || token.kind == Token::Kind::Integer
            || token.kind == Token::Kind::Real || token.isOperator("[") || token.isOperator("{");
    }

    // Tokens.

    /// Guards against templates that are nested to exhaust the stack.
    struct Deeper {
        explicit Deeper(Parser& owner) : parser(owner) {
            if (++parser.m_depth > kDeepest) failTemplate("the template is nested too deeply", parser.line());
        }
        ~Deeper() { --parser.m_depth; }
        Parser& parser;
    };

    /// A chain of operators is as deep a tree as it is long.
    void limit(int& length) const {
        if (++length > kDeepest) failTemplate("an expression is too long", line());
    }

    const Token& peek(std::size_t ahead = 0) const { return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)]; }
    void next() { m_at = std::min(m_at + 1, m_tokens.size() - 1); }
    int line() const { return peek().line; }
    bool takeOperator(std::string_view text) {
        if (!peek().isOperator(text)) return false;
        next();
        return true;
    }
    bool takeName(std::string_view text) {
        if (!peek().isName(text)) return false;
        next();
        return true;
    }
    std::string expectName() {
        if (peek().kind != Token::Kind::Name) failTemplate("a name is missing", line());
        std::string text = peek().text;
        next();
        return text;
    }
    void expect(Token::Kind kind) {
        if (peek().kind != kind)
            failTemplate(peek().text.empty() ? "a tag does not end where it should"
                                             : "\"" + peek().text + "\" is not expected here",
                         line());
        next();
    }
    void endTag() { expect(Token::Kind::BlockEnd); }

    Node make(Kind kind, std::string text = {}, std::vector<Node> children = {}) const {
        return {kind, line(), std::move(text), {}, std::move(children)};
    }
    Node binary(std::string text, Node left, Node right) const {
        Node node = make(Kind::Binary, std::move(text));
        node.children.push_back(std::move(left));
        node.children.push_back(std::move(right));
        return node;
    }
    Node literal(Json value) const { return {Kind::Literal, line(), {}, std::move(value), {}}; }

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

}

Node parseTemplate(std::string_view source) {
    return Parser(tokenizeTemplate(source)).run();
}

void failTemplate(const std::string& message, int line, const std::string& hint) {
    failBadInput(message, "chat template, line " + std::to_string(line), hint);
}

void failUnsupportedSyntax(const std::string& what, int line) {
    failTemplate("the model's chat template uses " + what + ", which is not supported", line,
                 "write the conversations as prompt and completion, or choose another model");
}

}
