// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/playground_page.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/playground/answer_card.h"
#include "ui/pages/playground/history_card.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/pages/playground/verdict_card.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// Tuned models that can be asked: runs with a model, newest first, then models that know labels.
Result<std::vector<Candidate>> candidates(Workspace& workspace) {
    return capture([&] {
        std::vector<Candidate> found;
        const auto runs = workspace.runs().value();
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            if (!run->output.empty() && run->recipe.task == "classification")
                found.push_back({QStringLiteral("run:%1").arg(run->id),
                                 PlaygroundPage::tr("Run %1: %2").arg(run->id).arg(runTitle(*run))});
        const auto models = workspace.models().value();
        for (const ModelInfo& model : models)
            if (model.installed && model.supported && model.problem.empty() && model.labels.size() > 1)
                found.push_back({toQString(model.reference), toQString(model.title)});
        return found;
    });
}

}

PlaygroundPage::PlaygroundPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    build();
    m_keeper = new TryKeeper(session, this);
    connect(m_keeper, &TryKeeper::failed, this, [this](const Error& error) { m_banner->showError(error); });
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(150);
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(1200);
    connect(&m_askTimer, &QTimer::timeout, this, &PlaygroundPage::askModels);
    connect(&m_keepTimer, &QTimer::timeout, this, &PlaygroundPage::keep);
    connect(&session, &Session::tryRequested, this, &PlaygroundPage::tryText);
    connect(&session, &Session::triesChanged, this, [this] {
        if (m_open) m_history->reload();
    });
    for (const auto news : {&Session::runsChanged, &Session::modelsChanged})
        connect(&session, news, this, [this] {
            if (m_open) loadModels();
        });
}

void PlaygroundPage::build() {
    m_root = new QWidget(this);
    layout()->addWidget(m_root);
    auto* outer = new QVBoxLayout(m_root);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(14);
    m_header = new PageHeader(m_root);
    m_header->setTitle(tr("Playground"));
    m_compare = new QCheckBox(tr("&Compare with a second model"), m_root);
    m_compare->setObjectName(QStringLiteral("playground.compare"));
    m_header->addAction(m_compare);
    outer->addWidget(m_header);
    outer->addWidget(m_banner = new MessageBanner(m_root));
    m_banner->setObjectName(QStringLiteral("playground.banner"));
    m_stack = new QStackedLayout;
    outer->addLayout(m_stack, 1);
    m_room = new QWidget(m_root);
    auto* layout = new QVBoxLayout(m_room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addText(layout);
    addAnswers(layout);
    m_stack->addWidget(m_room);
    m_empty = new EmptyState(
        QStringLiteral("chat"), tr("No model to try yet"),
        tr("A model answers here once a run has trained it. The sample on the Start page takes about a minute."),
        m_root);
    connect(m_empty->addButton(tr("Go to Start")), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("start")); });
    connect(m_empty->addButton(tr("Train a model"), false), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("train")); });
    m_stack->addWidget(m_empty);
}

void PlaygroundPage::addText(QVBoxLayout* layout) {
    auto* card = new Card(m_room);
    m_text = new QPlainTextEdit(card);
    m_text->setObjectName(QStringLiteral("playground.text"));
    m_text->setAccessibleName(tr("Text to try"));
    m_text->setPlaceholderText(tr("Type a sentence…"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(66);
    m_text->setStyleSheet(QStringLiteral("font-size: 16px"));
    m_text->installEventFilter(this);
    card->body()->addWidget(m_text);
    card->body()->addWidget(m_numbers = mutedLabel({}, card));
    m_numbers->setObjectName(QStringLiteral("playground.numbers"));
    layout->addWidget(card);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PlaygroundPage::textEdited);
}

void PlaygroundPage::addAnswers(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_first = new AnswerCard(session(), QStringLiteral("playground.first"), tr("A"), m_room), 3);
    row->addWidget(m_second = new AnswerCard(session(), QStringLiteral("playground.second"), tr("B"), m_room), 3);
    row->addWidget(m_verdict = new VerdictCard(m_room), 2);
    layout->addLayout(row);
    layout->addWidget(m_history = new HistoryCard(session(), m_room), 1);
    m_second->hide();
    for (AnswerCard* card : {m_first, m_second}) {
        connect(card, &AnswerCard::modelChosen, this, &PlaygroundPage::askModels);
        connect(card, &AnswerCard::failed, this,
                [this](const Error& error) { m_banner->showError(error, tr("Try again"), [this] { askModels(); }); });
    }
    connect(m_first, &AnswerCard::answeredText, this, &PlaygroundPage::showNumbers);
    connect(m_compare, &QCheckBox::toggled, this, [this](bool on) {
        m_second->setVisible(on);
        m_header->setSubtitle(on ? tr("Type, and both models answer as you go.")
                                 : tr("Type, and the model answers as you go."));
        askModels();
    });
    connect(m_verdict, &VerdictCard::judged, this, &PlaygroundPage::judge);
    connect(m_history, &HistoryCard::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(m_history, &HistoryCard::textChosen, m_text, &QPlainTextEdit::setPlainText);
    connect(m_history, &HistoryCard::noticed, this, [this](const QString& text, const QString& file) {
        if (file.isEmpty()) return m_banner->showNotice(text);
        m_banner->showNotice(text, tr("Open folder"),
                             [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); });
    });
    m_header->setSubtitle(tr("Type, and the model answers as you go."));
}

void PlaygroundPage::loadModels() {
    askLatest(m_models, this, workspace(), candidates, [this](Result<std::vector<Candidate>> found) {
        if (!found) return m_banner->showError(found.error(), tr("Try again"), [this] { loadModels(); });
        takeModels(*found);
    });
}

void PlaygroundPage::takeModels(const std::vector<Candidate>& found) {
    const QString before = m_first->reference();
    m_first->setCandidates(found, 0);
    m_second->setCandidates(found, 1);
    if (!m_wantedReference.isEmpty()) m_first->choose(m_wantedReference);
    m_wantedReference.clear();
    m_compare->setEnabled(found.size() > 1);
    m_stack->setCurrentWidget(m_first->reference().isEmpty() ? static_cast<QWidget*>(m_empty) : m_room);
    m_compare->setVisible(m_stack->currentWidget() == m_room);
    if (m_first->reference() != before || !m_first->answered()) askModels();
    m_history->setFileModel(m_first->reference(), m_first->modelTitle());
}

void PlaygroundPage::tryText(const QString& reference, const QString& text) {
    m_wantedReference = reference;
    m_first->choose(reference);
    m_stack->setCurrentWidget(m_room);
    if (!text.isEmpty()) m_text->setPlainText(text);
    askModels();
    m_text->setFocus();
    m_text->moveCursor(QTextCursor::End);
}

void PlaygroundPage::textEdited() {
    m_askTimer.start();
    m_keepTimer.start();
}

void PlaygroundPage::askModels() {
    m_askTimer.stop();
    const QString text = m_text->toPlainText();
    m_verdict->setAnswer({}, {});
    if (text.trimmed().isEmpty()) m_numbers->setText(tr("Enter keeps the answer; so does a pause."));
    m_history->setFileModel(m_first->reference(), m_first->modelTitle());
    m_first->ask(text);
    if (m_compare->isChecked()) m_second->ask(text);
}

void PlaygroundPage::showNumbers(qint64 tokens, double milliseconds, bool truncated) {
    QString said = tr("%Ln token(s)", nullptr, static_cast<int>(tokens)) + QStringLiteral(" · ")
        + tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
    if (truncated) said += QStringLiteral(" · ") + tr("the end was cut off: the text is longer than the model reads");
    m_numbers->setText(said);
    m_banner->clear();
    m_verdict->setAnswer(m_first->record().label, m_first->labels());
    if (!m_keepTimer.isActive()) m_keepTimer.start();
}

void PlaygroundPage::keep() {
    m_keepTimer.stop();
    keepAnswer(*m_first);
    if (m_compare->isChecked()) keepAnswer(*m_second);
}

void PlaygroundPage::keepAnswer(const AnswerCard& card, const QString& judgement) {
    // A slow answer is kept when it comes: showNumbers starts the pause anew.
    if (card.answered() && card.record().text == toStdString(m_text->toPlainText()))
        m_keeper->keep(card.record(), judgement);
}

void PlaygroundPage::judge(const QString& label) {
    m_keepTimer.stop();
    keepAnswer(*m_first, label);
    m_verdict->setSaid(toStdString(label) == m_first->record().label ? tr("Kept: the answer is right.")
                                                                     : tr("Kept: it should be “%1”.").arg(label));
}

bool PlaygroundPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            keep();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void PlaygroundPage::opened() {
    m_open = true;
    loadModels();
    m_history->reload();
    m_text->setFocus();
}

void PlaygroundPage::closed() {
    m_open = false;
    if (m_keepTimer.isActive()) keep();
}

void PlaygroundPage::retranslate() {
    const QString text = m_text->toPlainText(), reference = m_first->reference();
    const bool compared = m_compare->isChecked();
    delete m_root;
    build();
    m_wantedReference = reference;
    m_text->setPlainText(text);
    m_compare->setChecked(compared);
    if (m_open) opened();
}

bool PlaygroundPage::pose(int index) {
    if (index != 0) return false;
    if (m_text->toPlainText().isEmpty())
        m_text->setPlainText(tr("It starts slow, but the last hour is quietly magnificent."));
    return true;
}

}
