// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

namespace espalier {

class Downloads;

/// Gets a model that is not on this machine: what it is under, how large, how far it is, and how to stop it.
class DownloadCard : public Card {
    Q_OBJECT
public:
    explicit DownloadCard(Downloads& downloads, QWidget* parent = nullptr);
    /// Shows itself where there is something to download.
    void setModel(const ModelInfo& info);

private:
    void show();
    void showDownload(const struct Download& download);
    void showIdle();
    QPushButton* addButton(QHBoxLayout* row, QPushButton* button, const char* name);

    Downloads& m_downloads;
    ModelInfo m_info;
    QLabel *m_terms, *m_state;
    SlimProgress* m_bar;
    QPushButton *m_start, *m_pause, *m_discard;
};

}
