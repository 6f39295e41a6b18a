// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QVBoxLayout;

namespace espalier {

class AnswerCard;
class EmptyState;
class HistoryCard;
class MessageBanner;
class PageHeader;
class TryKeeper;
class VerdictCard;
struct Candidate;

/// Playground: type, and one tuned model or two answer as you go; what was tried is kept.
class PlaygroundPage : public Page {
    Q_OBJECT
public:
    explicit PlaygroundPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("playground"); }
    QString title() const override { return tr("&Playground"); }
    QString iconName() const override { return QStringLiteral("chat"); }
    void opened() override;
    void closed() override;
    void retranslate() override;
    void themeChanged() override { askModels(); }
    bool pose(int index) override; ///< 0: with a sentence typed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void addText(QVBoxLayout* layout);
    void addAnswers(QVBoxLayout* layout);
    void loadModels();
    void takeModels(const std::vector<Candidate>& candidates);
    void tryText(const QString& reference, const QString& text);
    void textEdited();
    void askModels();
    void keep(); ///< what both cards say to the text, once
    void keepAnswer(const AnswerCard& card, const QString& judgement = {});
    void judge(const QString& label);
    void showNumbers(qint64 tokens, double milliseconds, bool truncated);

    QStackedLayout* m_stack = nullptr;
    QWidget *m_root = nullptr, *m_room = nullptr;
    EmptyState* m_empty = nullptr;
    PageHeader* m_header = nullptr;
    MessageBanner* m_banner = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_numbers = nullptr;
    QCheckBox* m_compare = nullptr;
    AnswerCard *m_first = nullptr, *m_second = nullptr;
    VerdictCard* m_verdict = nullptr;
    HistoryCard* m_history = nullptr;
    LatestJob m_models;
    QTimer m_askTimer, m_keepTimer;
    TryKeeper* m_keeper = nullptr;
    QString m_wantedReference;
    bool m_open = false;
};

}
