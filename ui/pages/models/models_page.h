// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;
class QVBoxLayout;

namespace espalier {

class MessageBanner;
class ModelCard;
class ModelListModel;
class PageHeader;
class TokensCard;

/// Models: the catalogue and added folders, what each is, and how it cuts a sentence.
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
    QWidget* makeList();
    QWidget* makeDetails();
    void load();
    void take(std::vector<ModelInfo> models);
    void showCurrent();
    void select(const std::string& reference);
    void addFolder();
    void removeCurrent();
    void useCurrent();

    QWidget* m_root = nullptr;
    PageHeader* m_header = nullptr;
    MessageBanner* m_banner = nullptr;
    QPushButton *m_remove = nullptr, *m_use = nullptr;
    QLineEdit* m_filter = nullptr;
    QListView* m_list = nullptr;
    ModelListModel* m_model = nullptr;
    QSortFilterProxyModel* m_proxy = nullptr;
    ModelCard* m_card = nullptr;
    TokensCard* m_tokens = nullptr;
    QWidget* m_details = nullptr;
    LatestJob m_load;
    ModelInfo m_current;
    bool m_open = false;
};

}
