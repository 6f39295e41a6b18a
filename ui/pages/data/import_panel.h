// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

#include <QWidget>

class QTableView;

namespace espalier {

class ImportForm;
class StringTableModel;

/// A file before it is imported: how it is read, which column means what, its first rows, and the lines that can't be
/// read.
class ImportPanel : public QWidget {
    Q_OBJECT
public:
    explicit ImportPanel(Session& session, QWidget* parent = nullptr);
    void openFile(const QString& path);
    QString path() const { return m_path; }

Q_SIGNALS:
    void imported(const QString& name);
    void cancelled();

private:
    void addHeader(QVBoxLayout* layout);
    Card* makeRows();
    void read(); ///< the file anew, as the combos say
    void showPreview(const ImportPreview& preview);
    void showRows(const ImportPreview& preview); ///< entities in words
    void import(bool replace);
    void importFailed(const Error& error); ///< offers to replace a dataset of the same name
    void setBusy(bool busy, const QString& text = {});
    void updateImport();

    Session& m_session;
    QString m_path;
    LatestJob m_preview;
    QPointer<Job> m_import;
    PageHeader* m_header;
    MessageBanner* m_banner;
    ImportForm* m_form;
    QPushButton *m_importButton, *m_cancel;
    SlimProgress* m_progress;
    QLabel *m_state, *m_badTitle;
    StringTableModel *m_rows, *m_bad;
    QTableView *m_rowTable, *m_badTable;
};

}
