// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/split_dialog.h"

#include "ui/widgets/kit.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QSpinBox>

namespace espalier {

SplitDialog::SplitDialog(std::int64_t rows, bool labelled, QWidget* parent) : QDialog(parent), m_rows(rows) {
    setWindowTitle(tr("Split the rows"));
    setObjectName(QStringLiteral("data.split.dialog"));
    auto* form = new QFormLayout(this);
    form->setSpacing(10);
    const auto share = [this](const char* name, int value) {
        auto* box = new QSpinBox(this);
        box->setObjectName(QLatin1String(name));
        box->setRange(0, 100);
        box->setSuffix(tr(" %"));
        box->setValue(value);
        connect(box, &QSpinBox::valueChanged, this, &SplitDialog::update);
        return box;
    };
    form->addRow(tr("&Training"), m_train = share("data.split.train", 80));
    form->addRow(tr("&Validation"), m_validation = share("data.split.validation", 10));
    form->addRow(tr("T&est"), m_test = share("data.split.test", 10));
    m_stratified = new QCheckBox(tr("Keep every label's &share in each part"), this);
    m_stratified->setObjectName(QStringLiteral("data.split.stratified"));
    m_stratified->setChecked(labelled);
    m_stratified->setEnabled(labelled);
    form->addRow(m_stratified);
    m_seed = new QSpinBox(this);
    m_seed->setObjectName(QStringLiteral("data.split.seed"));
    m_seed->setRange(0, 999999999);
    m_seed->setToolTip(tr("The same seed gives the same split"));
    form->addRow(tr("Se&ed"), m_seed);
    form->addRow(m_sum = mutedLabel({}, this));
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(QDialogButtonBox::Cancel);
    m_apply = primaryButton(tr("S&plit"), this);
    m_apply->setObjectName(QStringLiteral("data.split.apply"));
    buttons->addButton(m_apply, QDialogButtonBox::AcceptRole);
    m_apply->setDefault(true);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
}

SplitOptions SplitDialog::options() const {
    SplitOptions options;
    options.train = m_train->value() / 100.0;
    options.validation = m_validation->value() / 100.0;
    options.test = m_test->value() / 100.0;
    options.seed = static_cast<std::uint64_t>(m_seed->value());
    options.stratified = m_stratified->isChecked();
    return options;
}

void SplitDialog::update() {
    const int sum = m_train->value() + m_validation->value() + m_test->value();
    m_apply->setEnabled(sum == 100 && m_train->value() > 0);
    const auto rows
        = [this](const QSpinBox* box) { return QLocale().toString(qlonglong(m_rows * box->value() / 100)); };
    m_sum->setText(sum == 100 ? tr("about %1, %2 and %3 rows; texts that are the same land in the same part")
                                    .arg(rows(m_train), rows(m_validation), rows(m_test))
                              : tr("The shares add up to %1 %, not 100 %").arg(sum));
}

}
