// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QPushButton;
class QVBoxLayout;

namespace espalier {

class CompareCard;
class DownloadCard;
class Downloads;
class MessageBanner;
class ModelCard;
class ModelList;
class PageHeader;
class ReadmeCard;
class TokensCard;

/// Models: the catalogue, what is on this computer and how to get the rest; what each is, how it cuts a sentence, and how two
/// of them compare.
class ModelsPage : public Page {
    Q_OBJECT
public:
    explicit ModelsPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("models"); }
    QString title() const override { return tr("&Models"); }
    QString iconName() const override { return QStringLiteral("cube"); }
    void opened() override;
    void closed() override { m_open = false; }
    void retranslate() override;
    void themeChanged() override { update(); }

private:
    void build();
    void addHeader(QVBoxLayout* layout);
    void addMenu(QPushButton* button);
    QWidget* makeDetails();
    void load();
    void take(std::vector<ModelInfo> models);
    void showCurrent();
    void showDownload(const QString& reference);
    void addPath(const QString& path);
    void addRepository();
    void removeCurrent();
    void useCurrent();

    QWidget* m_root = nullptr;
    PageHeader* m_header = nullptr;
    MessageBanner* m_banner = nullptr;
    QPushButton *m_remove = nullptr, *m_use = nullptr;
    ModelList* m_list = nullptr;
    ModelCard* m_card = nullptr;
    ReadmeCard* m_readme = nullptr;
    TokensCard* m_tokens = nullptr;
    DownloadCard* m_download = nullptr;
    CompareCard* m_compare = nullptr;
    Downloads* m_downloads;
    QWidget* m_details = nullptr;
    LatestJob m_load, m_loadDatasets;
    ModelInfo m_current;
    bool m_open = false;
};

}
