// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QComboBox;
class QLineEdit;

namespace espalier {

/// How a file is read, and which of its columns means what.
class ImportForm : public Card {
    Q_OBJECT
public:
    explicit ImportForm(QWidget* parent = nullptr);
    void startSniffing() { m_sniffing = true; } ///< the next preview decides everything, the name too
    void showPreview(const ImportPreview& preview);
    ReadOptions readOptions() const; ///< all unset while sniffing
    ImportOptions options(bool replace) const;
    bool isComplete() const;

Q_SIGNALS:
    void readingChanged(); ///< the file has to be read anew
    void changed();

private:
    QComboBox* combo(const char* name);
    void makeControls();
    void arrange();
    void showColumns(const Table& table, const ColumnMapping& mapping);

    bool m_sniffing = true;
    QComboBox *m_format, *m_encoding, *m_delimiter, *m_heading, *m_text, *m_pair, *m_label, *m_task;
    QLineEdit* m_name;
};

}
