// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/download_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/pages/models/downloads.h"
#include "ui/widgets/dialogs.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

DownloadCard::DownloadCard(Downloads& downloads, QWidget* parent) : Card(parent), m_downloads(downloads) {
    setObjectName(QStringLiteral("models.download"));
    setTitle(tr("Not on this computer yet"));
    body()->addWidget(m_terms = new QLabel(this));
    m_terms->setObjectName(QStringLiteral("models.download.terms"));
    m_terms->setWordWrap(true);
    m_terms->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_bar = new SlimProgress(this));
    m_bar->setAccessibleName(tr("Progress of the download"));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("models.download.state"));
    m_state->setWordWrap(true);
    row->addWidget(m_state, 1);
    m_discard = addButton(row, quietButton(tr("&Cancel"), this), "models.download.cancel");
    m_pause = addButton(row, quietButton(tr("Pa&use"), this), "models.download.pause");
    m_start = addButton(row, primaryButton(tr("Down&load"), this), "models.download.start");
    body()->addLayout(row);
    connect(m_start, &QPushButton::clicked, this, [this] { m_downloads.start(m_info.reference); });
    connect(m_pause, &QPushButton::clicked, this, [this] { m_downloads.pause(m_info.reference); });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        const QString text = tr("What is here of “%1” is thrown away.").arg(toQString(m_info.title));
        if (dialogs().confirm(this, tr("Cancel the download?"), text, tr("Throw away")))
            m_downloads.discard(m_info.reference);
    });
    connect(&m_downloads, &Downloads::changed, this, [this](const QString& reference) {
        if (toStdString(reference) == m_info.reference) show();
    });
}

QPushButton* DownloadCard::addButton(QHBoxLayout* row, QPushButton* button, const char* name) {
    button->setObjectName(QLatin1String(name));
    row->addWidget(button, 0, Qt::AlignBottom);
    return button;
}

void DownloadCard::setModel(const ModelInfo& info) {
    m_info = info;
    setVisible(!info.installed && info.supported && !info.repository.empty());
    const QString size = info.diskBytes > 0 ? tr("about %1").arg(byteText(info.diskBytes)) : tr("size told by the hub");
    const QString licence
        = info.licence.empty() ? tr("Licence: see its page on the hub") : tr("Licence: %1").arg(engineText(info.licence));
    m_terms->setText(QStringList({licence, size, tr("from %1").arg(toQString(info.repository))})
                         .join(QStringLiteral(" · ")));
    show();
}

void DownloadCard::show() {
    const Download* download = m_downloads.find(m_info.reference);
    download ? showDownload(*download) : showIdle();
}

void DownloadCard::showIdle() {
    const bool begun = m_info.partialBytes > 0;
    m_bar->setVisible(begun && m_info.partialTotal > 0);
    if (m_info.partialTotal > 0) m_bar->setValue(double(m_info.partialBytes) / double(m_info.partialTotal));
    m_state->setText(!begun ? tr("Nothing is sent but the request for its files; they stay on this computer.")
                         : m_info.partialTotal > 0
                         ? tr("Paused: %1 of %2 are here.").arg(byteText(m_info.partialBytes), byteText(m_info.partialTotal))
                         : tr("Paused: %1 are here.").arg(byteText(m_info.partialBytes)));
    m_start->setText(begun ? tr("&Go on") : tr("Down&load"));
    m_start->show();
    m_pause->hide();
    m_discard->setVisible(begun);
}

void DownloadCard::showDownload(const Download& download) {
    using Phase = Download::Phase;
    m_bar->setVisible(download.total > 0);
    if (download.total > 0) m_bar->setValue(double(download.done) / double(download.total));
    QStringList said;
    if (download.phase == Phase::Waiting) said << tr("Waits until another download is done");
    if (download.phase == Phase::Stopping) said << tr("Stopping …");
    if (download.phase == Phase::Running) {
        if (download.total > 0) said << tr("%1 of %2").arg(byteText(download.done), byteText(download.total));
        else said << tr("Asking the hub …");
        if (download.rate > 0 && download.done < download.total) said << tr("%1/s").arg(byteText(qint64(download.rate)));
        if (download.secondsLeft >= 0 && download.done < download.total) said << tr("%1 left").arg(durationText(download.secondsLeft));
        if (download.total > 0 && download.done >= download.total) said << tr("checking …");
    }
    if (download.error) said << toQString(describe(*download.error));
    m_state->setText(said.join(QStringLiteral(" · ")));
    const bool failed = download.phase == Phase::Failed;
    m_start->setText(tr("Try a&gain"));
    m_start->setVisible(failed);
    m_pause->setVisible(!failed);
    m_pause->setEnabled(download.phase != Phase::Stopping);
    m_discard->setVisible(true);
    m_discard->setEnabled(download.phase != Phase::Stopping);
}

}
