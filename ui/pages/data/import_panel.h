// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QTableView;

namespace espalier {

class Field;
class StringTableModel;

/// A file before it is imported: how it is read, which column means what, its first rows, and the lines that can't be read.
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
    Card* makeReading();
    Card* makeRows();
    QComboBox* combo(const char* name);
    void read();                                ///< the file anew, as the combos say
    void showPreview(const ImportPreview& preview);
    void showColumns(const Table& table, const ColumnMapping& mapping);
    void showRows(const Table& table);
    void import(bool replace);
    void importFailed(const Error& error);      ///< offers to replace a dataset of the same name
    ReadOptions readOptions() const;
    ImportOptions importOptions(bool replace) const;
    void setBusy(bool busy, const QString& text = {});
    void updateImport();

    Session& m_session;
    QString m_path;
    bool m_sniffing = true;                     ///< the next preview sets the combos
    LatestJob m_preview;
    QPointer<Job> m_import;
    PageHeader* m_header;
    MessageBanner* m_banner;
    QComboBox *m_format, *m_encoding, *m_delimiter, *m_heading, *m_text, *m_pair, *m_label, *m_task;
    QLineEdit* m_name;
    QPushButton *m_importButton, *m_cancel;
    SlimProgress* m_progress;
    QLabel *m_state, *m_badTitle;
    StringTableModel *m_rows, *m_bad;
    QTableView *m_rowTable, *m_badTable;
};

}
