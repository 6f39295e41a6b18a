// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_axis_row.h"

#include "ui/bridge/strings.h"
#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace espalier {

namespace {

/// As SearchAxis is read: without blanks, parted by commas, two points for a range.
QString normalized(QString typed) {
    typed.remove(QLatin1Char(' ')).replace(QLatin1Char(';'), QLatin1Char(','));
    return typed.replace(QStringLiteral("…"), QStringLiteral("..")).replace(QStringLiteral("–"), QStringLiteral(".."));
}

}

SearchAxisRow::SearchAxisRow(int number, const std::vector<SearchField>& fields, const std::string& chosen, QWidget* parent) : QWidget(parent) {
    const auto name = [number](const char* part) { return QStringLiteral("train.search.%1%2").arg(QLatin1String(part)).arg(number); };
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_field = new QComboBox(this);
    m_field->setObjectName(name("field"));
    m_field->setAccessibleName(tr("Setting %1").arg(number));
    m_values = new QLineEdit(this);
    m_values->setObjectName(name("values"));
    m_values->setAccessibleName(tr("Values of setting %1").arg(number));
    m_values->setPlaceholderText(tr("1e-5, 3e-5, 1e-4 or 1e-5..1e-3"));
    m_remove = small(quietButton(tr("Remove"), this));
    m_remove->setObjectName(name("remove"));
    m_remove->setAccessibleName(tr("Remove setting %1").arg(number));
    m_line = mutedLabel({}, this);
    row->addWidget(m_field, 2);
    row->addWidget(m_values, 3);
    row->addWidget(m_line, 3);
    row->addWidget(m_remove);
    setFields(fields);
    m_field->setCurrentIndex(m_field->findData(toQString(chosen)));
    suggest();
    connect(m_field, &QComboBox::activated, this, [this] {
        suggest();
        Q_EMIT changed();
    });
    connect(m_values, &QLineEdit::textEdited, this, &SearchAxisRow::changed);
    connect(m_remove, &QPushButton::clicked, this, &SearchAxisRow::removeRequested);
}

void SearchAxisRow::setFields(const std::vector<SearchField>& fields) {
    const QString before = chosen();
    m_fields = fields;
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    for (const SearchField& one : fields)
        m_field->addItem(one.title, toQString(one.path));
    const int kept = m_field->findData(before);
    m_field->setCurrentIndex(std::max(0, kept));
    if (kept < 0 && !before.isEmpty()) suggest();
}

const SearchField* SearchAxisRow::field() const {
    const int index = m_field->currentIndex();
    return index < 0 || index >= int(m_fields.size()) ? nullptr : &m_fields[static_cast<std::size_t>(index)];
}

QString SearchAxisRow::chosen() const {
    return m_field->currentData().toString();
}

void SearchAxisRow::suggest() {
    if (const SearchField* known = field()) m_values->setText(known->suggestion);
}

std::optional<SearchAxis> SearchAxisRow::axis() {
    const auto read = capture([&] { return searchAxis(toStdString(chosen() + QLatin1Char('=') + normalized(m_values->text()))); });
    const SearchField* known = field();
    const QString problem = tr("values parted by commas, or two numbers above 0 with .. between them");
    m_line->setText(read ? (known ? known->usual : QString()) : problem);
    setStyleProperty(m_values, "invalid", !read);
    m_values->setAccessibleDescription(m_line->text());
    if (!read) return std::nullopt;
    return *read;
}

void SearchAxisRow::focusValues() {
    m_values->setFocus();
    m_values->selectAll();
}

}
