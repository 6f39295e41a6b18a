// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

#include <QTimer>

class QLineEdit;

namespace espalier {

class TokenStrip;

/// Any sentence as the model's tokenizer cuts it.
class TokensCard : public Card {
    Q_OBJECT
public:
    explicit TokensCard(Session& session, QWidget* parent = nullptr);
    void setModel(const ModelInfo& info);
    QString sentence() const;
    void setSentence(const QString& text);

private:
    void tokenize();
    void show(const std::vector<TokenPiece>& tokens);

    Session& m_session;
    std::string m_reference;
    LatestJob m_job;
    QTimer m_typing;
    QLineEdit* m_text;
    QLabel* m_count;
    TokenStrip* m_strip;
};

}
