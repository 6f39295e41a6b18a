// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QHBoxLayout;
class QPushButton;

namespace espalier {

class PageHeader;
class MessageBanner;
class RecentRuns;
class SampleCard;

/// Start: sample experiments, and the runs of before to look at or to go on with.
class StartPage : public Page {
    Q_OBJECT
public:
    explicit StartPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("start"); }
    QString title() const override { return tr("&Start"); }
    QString iconName() const override { return QStringLiteral("home"); }
    void opened() override;
    void retranslate() override;

private:
    void offerQueue();
    void showSamples(const std::vector<SampleExperiment>& samples);
    void loadRuns();
    void chooseFile();
    PageHeader* m_header;
    QPushButton* m_import;
    QHBoxLayout* m_samples;
    RecentRuns* m_recent;
    std::vector<SampleCard*> m_cards;
    std::vector<SampleExperiment> m_experiments;
    MessageBanner* m_queue; ///< runs that wait from earlier
    LatestJob m_runsJob, m_samplesJob, m_queueJob;
};

/// "Good morning", "Good afternoon" … for an hour of the day.
QString greeting(int hour);

}
