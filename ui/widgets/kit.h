// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"
#include "ui/widgets/theme.h"

#include <QFrame>
#include <QIcon>
#include <QLabel>
#include <QPushButton>

#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QTableView;
class QVBoxLayout;

namespace espalier {

/// A surface with hairline border, radius 9, padding 16; optional bold title with muted note, and room for controls at its right.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& note = {});
    QVBoxLayout* body() { return m_body; }
    QHBoxLayout* trailing();        ///< right end of the title row

private:
    QVBoxLayout* m_body;
    QHBoxLayout* m_head = nullptr;
    QLabel *m_title = nullptr, *m_note = nullptr;
};

/// Page title (20 px semi-bold), muted subtitle under it, buttons at the right.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);
    void addAction(QWidget* widget);

private:
    QLabel *m_title, *m_subtitle;
    QHBoxLayout* m_actions;
};

/// A small rounded tag; tone is Good, Warn, Bad, Accent, Muted or Blue. Its text always says what the colour says.
class Pill : public QLabel {
    Q_OBJECT
public:
    explicit Pill(const QString& text = {}, Tone tone = Tone::Muted, QWidget* parent = nullptr);
    void setTone(Tone tone);
};

/// Quiet button; primaryButton() is the one of a page that is filled in the accent.
QPushButton* quietButton(const QString& text, QWidget* parent = nullptr);
QPushButton* primaryButton(const QString& text, QWidget* parent = nullptr);

/// `button` in the colour of what deletes.
QPushButton* dangerous(QPushButton* button);

/// A muted 12 px label that wraps; a bold 13 px label.
QLabel* mutedLabel(const QString& text = {}, QWidget* parent = nullptr);
QLabel* boldLabel(const QString& text = {}, QWidget* parent = nullptr);

/// Tinted box for a paragraph ("What is happening: …"); rich text allowed, tone AccentSoft, WarnSoft or BadSoft.
class NoteBox : public QFrame {
    Q_OBJECT
public:
    explicit NoteBox(QWidget* parent = nullptr, Tone tone = Tone::AccentSoft);
    void setText(const QString& richText);

private:
    QLabel* m_label;
};

/// A row across the top of a page: an error or a notice, with the cure as a button, and a close button. Hidden when empty.
class MessageBanner : public QFrame {
    Q_OBJECT
public:
    explicit MessageBanner(QWidget* parent = nullptr);
    void showError(const Error& error, const QString& actionText = {}, std::function<void()> action = {});
    void showNotice(const QString& text, const QString& actionText = {}, std::function<void()> action = {});
    void clear();
    QString text() const;

private:
    void show(const QString& text, Tone tone, const QString& actionText, std::function<void()> action);
    QLabel* m_label;
    QPushButton *m_action, *m_close;
    std::function<void()> m_run;
};

/// Centred icon, sentence and button for a page or card with nothing in it yet.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& text);
    QPushButton* addButton(const QString& text, bool primary = true);

private:
    QLabel *m_title, *m_text;
    QVBoxLayout* m_layout;
};

/// A class name, its bar and its number, right to left in such languages.
class LabelBar : public QWidget {
    Q_OBJECT
public:
    explicit LabelBar(QWidget* parent = nullptr);
    void setValue(const QString& label, double share, Tone tone = Tone::Accent);

protected:
    void paintEvent(QPaintEvent*) override;
    QSize sizeHint() const override;

private:
    QString m_label;
    double m_share = 0;
    Tone m_tone = Tone::Accent;
};

/// A slim progress bar, radius 5, as in the mock-ups; value 0…1, accessible.
class SlimProgress : public QWidget {
    Q_OBJECT
public:
    explicit SlimProgress(QWidget* parent = nullptr);
    void setValue(double share);

protected:
    void paintEvent(QPaintEvent*) override;
    QSize sizeHint() const override;

private:
    double m_share = 0;
};

/// A push button that is one of several ways to look at the same thing ("by step", "by time"): checkable, tinted when on.
QPushButton* tabButton(const QString& text, QWidget* parent = nullptr);

/// Makes a button the small one that stands in rows and card heads.
QPushButton* small(QPushButton* button);

/// A hairline across a card.
QFrame* hairline(QWidget* parent = nullptr);

/// Icon from resources/icons drawn in a tone, for the current theme and device pixel ratio.
QIcon toneIcon(const QString& name, Tone tone = Tone::Muted);

/// A table view as the mock-ups have it: hairlines, no zebra, no grid, row 30 px, sortable header; for any item model.
void styleTable(QTableView* view);

}
