// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/tokens_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/models/token_strip.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

TokensCard::TokensCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setTitle(tr("Tokens"), tr("how this model cuts a sentence"));
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("models.sentence"));
    m_text->setAccessibleName(tr("Sentence to cut into tokens"));
    m_text->setPlaceholderText(tr("Type any sentence…"));
    m_text->setText(tr("An unforgettable, moving picture: it’s espaliered!"));
    body()->addWidget(m_text);
    body()->addWidget(m_strip = new TokenStrip(this));
    m_strip->setObjectName(QStringLiteral("models.tokens"));
    m_strip->setAccessibleName(tr("Tokens"));
    body()->addWidget(m_count = mutedLabel({}, this));
    m_count->setObjectName(QStringLiteral("models.count"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(100);
    connect(&m_typing, &QTimer::timeout, this, &TokensCard::tokenize);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
}

void TokensCard::setModel(const ModelInfo& info) {
    m_reference = info.reference;
    tokenize();
}

QString TokensCard::sentence() const {
    return m_text->text();
}

void TokensCard::setSentence(const QString& text) {
    m_text->setText(text);
}

void TokensCard::tokenize() {
    m_typing.stop();
    if (m_reference.empty() || m_text->text().isEmpty()) {
        m_job.cancel();
        return show({});
    }
    askLatest(
        m_job, this, m_session.workspace(),
        [reference = m_reference, text = toStdString(m_text->text())](Workspace& workspace) {
            return workspace.tokenize(reference, text);
        },
        [this](Result<std::vector<TokenPiece>> tokens) {
            if (tokens) return show(*tokens);
            m_strip->setTokens({});
            m_count->setText(toQString(describe(tokens.error())));
        });
}

void TokensCard::show(const std::vector<TokenPiece>& tokens) {
    m_strip->setTokens(tokens);
    const auto special
        = std::count_if(tokens.begin(), tokens.end(), [](const TokenPiece& piece) { return piece.special; });
    const auto unknown
        = std::count_if(tokens.begin(), tokens.end(), [](const TokenPiece& piece) { return piece.unknown; });
    QString said = tr("%Ln token(s)", nullptr, static_cast<int>(tokens.size()));
    if (special > 0)
        said += QStringLiteral(" · ") + tr("%Ln added by the tokenizer", nullptr, static_cast<int>(special));
    if (!tokens.empty())
        said += QStringLiteral(" · ")
            + (unknown == 0 ? tr("none unknown") : tr("%Ln unknown", nullptr, static_cast<int>(unknown)));
    m_count->setText(tokens.empty() ? QString() : said);
}

}
