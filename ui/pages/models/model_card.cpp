// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/model_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kColumns = 4;
constexpr qsizetype kCardCharacters = 4000;

QString count(std::int64_t value) {
    return value > 0 ? QLocale().toString(qlonglong(value)) : QString();
}

/// The beginning of a README without its front matter, pictures and raw HTML, its headings no larger than a card's own.
QString cardText(QString card) {
    const QString fence = QStringLiteral("---");
    if (card.startsWith(fence))
        if (const qsizetype end = card.indexOf(QStringLiteral("\n---"), fence.size()); end > 0)
            card = card.mid(end + 4);
    card = card.left(kCardCharacters);
    card.replace(QStringLiteral("!["), QStringLiteral("[")).replace(QLatin1Char('<'), QStringLiteral("&lt;"));
    return card.replace(QStringLiteral("\n## "), QStringLiteral("\n##### ")).replace(QStringLiteral("\n# "), QStringLiteral("\n#### "));
}

}

ModelCard::ModelCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("models.card"));
    setTitle(tr("About"));
    trailing()->addWidget(m_state = new Pill({}, Tone::Muted, this));
    body()->addWidget(m_about = new QLabel(this));
    m_about->setWordWrap(true);
    m_facts = new QWidget(this);
    body()->addWidget(m_facts);
    body()->addWidget(m_how = new QLabel(this));
    m_how->setWordWrap(true);
    m_how->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

ReadmeCard::ReadmeCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("models.readme"));
    setTitle(tr("In its authors' words"));
    body()->addWidget(m_text = mutedLabel({}, this));
    m_text->setTextFormat(Qt::MarkdownText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long line of code is cut off rather than that it widens the whole page.
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ReadmeCard::setModel(const ModelInfo& info) {
    m_text->setText(cardText(toQString(info.card)));
    setVisible(!info.card.empty());
}

void ModelCard::addFact(const QString& name, const QString& value, bool wide) {
    if (value.isEmpty()) return;
    if (wide && m_cell % kColumns != 0) m_cell += kColumns - m_cell % kColumns;
    auto* fact = new QWidget(m_facts);
    auto* layout = new QVBoxLayout(fact);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(mutedLabel(name, fact));
    auto* label = new QLabel(value, fact);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(tr("%1: %2").arg(name, value));
    layout->addWidget(label);
    m_grid->addWidget(fact, m_cell / kColumns, m_cell % kColumns, 1, wide ? kColumns : 1);
    m_cell += wide ? kColumns : 1;
}

QString ModelCard::stateText(const ModelInfo& info) {
    if (!info.problem.empty()) return tr("can't be used");
    if (!info.installed) return info.supported ? tr("not installed") : tr("not yet supported");
    switch (info.origin) {
    case ModelOrigin::Downloaded:
        return tr("downloaded");
    case ModelOrigin::Added:
        return tr("added by you");
    case ModelOrigin::Cache:
        return tr("in the hub's cache");
    case ModelOrigin::Sample:
        return tr("came with Espalier");
    case ModelOrigin::None:
        break;
    }
    return tr("installed");
}

void ModelCard::setModel(const ModelInfo& info) {
    delete m_facts;
    m_facts = new QWidget(this);
    body()->insertWidget(body()->indexOf(m_how), m_facts);
    m_grid = new QGridLayout(m_facts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(10);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    m_cell = 0;
    addFact(tr("Parameters"), info.parameters > 0 ? shortCount(info.parameters) : QString(), false);
    addFact(tr("Layers"), count(info.layers), false);
    addFact(tr("Hidden size"), count(info.hiddenSize), false);
    addFact(tr("Heads"), count(info.heads), false);
    addFact(tr("Vocabulary"), count(info.vocabulary), false);
    addFact(tr("Longest text"), info.maxPositions > 0 ? tr("%1 tokens").arg(count(info.maxPositions)) : QString(),
            false);
    addFact(info.installed ? tr("On disk") : tr("Download"), info.diskBytes > 0 ? byteText(info.diskBytes) : QString(), false);
    addFact(tr("Licence"), engineText(info.licence), false);
    addFact(tr("Family"), toQString(info.family), false);
    addFact(tr("Tokenizer"), toQString(info.tokenizer), false);
    addFact(tr("Languages"), engineText(info.languages), false);
    QStringList tasks;
    for (const std::string& task : info.tasks)
        tasks << taskTitle(task);
    addFact(tr("Usual tasks"), tasks.join(QStringLiteral(", ")), true);
    QStringList labels;
    for (const std::string& label : info.labels)
        labels << toQString(label);
    addFact(tr("Labels"), labels.mid(0, 20).join(QStringLiteral(", ")), true);
    addFact(tr("Trained on"), engineText(info.trainedOn), true);
    addFact(tr("On the hub"), toQString(info.repository), true);
    addFact(tr("Where it lies"), toQString(info.folder), true);

    m_state->setText(stateText(info));
    m_state->setTone(!info.problem.empty() ? Tone::Bad : info.installed ? Tone::Good : Tone::Muted);
    m_about->setText(info.goodFor.empty() ? QString() : tr("Good for: %1").arg(engineText(info.goodFor)));
    m_about->setVisible(!info.goodFor.empty());
    m_how->setText(!info.problem.empty() ? toQString(info.problem)
                       : info.supported  ? QString()
                                         : tr("This version of Espalier cannot load models of this family yet."));
    m_how->setVisible(!m_how->text().isEmpty());
}

}
